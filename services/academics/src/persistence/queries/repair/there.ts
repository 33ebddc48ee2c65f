import { notFound } from '@campusgraph/errors';

/** The row, or `<TYPE>_NOT_FOUND` where none is visible to the principal. */
export async function there<Row>(type: string, id: string, row: Promise<Row | null>): Promise<Row> {
  const found = await row;
  if (found === null) throw notFound(type, id);
  return found;
}
