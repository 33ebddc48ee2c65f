/** What a row of ours refers to must be there; that it is not is a bug, not an answer. */
export async function present<Row>(what: string, row: Promise<Row | null>): Promise<Row> {
  const there = await row;
  if (there === null) throw new Error(`${what} is referred to and not there.`);
  return there;
}
