/** Lists of different lengths in one array: list `i` is `items[from[i]]` up to, not including, `items[from[i + 1]]`. */
export interface Lists {
  from: Int32Array;
  items: Int32Array;
}

export function runningSum(lengths: readonly number[]): Int32Array {
  const from = new Int32Array(lengths.length + 1);
  let sum = 0;
  for (const [i, length] of lengths.entries()) from[i + 1] = sum += length;
  return from;
}

export const lists = (each: readonly (readonly number[])[]): Lists => ({
  from: runningSum(each.map(({ length }) => length)),
  items: Int32Array.from(each.flat()),
});
