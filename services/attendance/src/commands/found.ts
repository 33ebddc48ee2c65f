import { notFound } from '@campusgraph/errors';

/** The row, or `<TYPE>_NOT_FOUND` where nothing with that id is visible to the principal. */
export async function found<Row>(type: string, id: string, row: Promise<Row | null>): Promise<Row> {
  const there = await row;
  if (there === null) throw notFound(type, id);
  return there;
}
