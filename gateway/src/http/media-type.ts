const JSON_TYPE = 'application/json';
const GRAPHQL_TYPE = 'application/graphql-response+json';
const CHARSET = '; charset=utf-8';

/** How well a range of an Accept header fits each of our types: an exact name beats a wildcard. */
const FITS: Readonly<Record<string, readonly string[]>> = {
  [JSON_TYPE]: [JSON_TYPE],
  [GRAPHQL_TYPE]: [GRAPHQL_TYPE],
  'application/*': [JSON_TYPE, GRAPHQL_TYPE],
  '*/*': [JSON_TYPE, GRAPHQL_TYPE],
};

/**
 * The media type to answer in, by an Accept header: the one with the highest quality, of equal ones the first; JSON for
 * whoever takes anything. Null when none of ours is accepted.
 */
export function answerType(accept: string | undefined): string | null {
  if (!accept || accept === '*/*' || accept === JSON_TYPE) return JSON_TYPE + CHARSET;
  if (accept === GRAPHQL_TYPE) return GRAPHQL_TYPE + CHARSET;
  const qualities = new Map<string, number>();
  const ranges = accept.split(',').map(readRange);
  // Exact names before wildcards: what is said about a type by its name counts.
  for (const { range, quality } of ranges.toSorted((a, b) => wildcards(a.range) - wildcards(b.range)))
    for (const type of FITS[range] ?? []) if (!qualities.has(type)) qualities.set(type, quality);
  const [best] = [...qualities].filter(([, quality]) => quality > 0).toSorted(([, a], [, b]) => b - a);
  return best ? best[0] + CHARSET : null;
}

export const isPlainJson = (type: string): boolean => type.startsWith(JSON_TYPE);

const wildcards = (range: string): number => range.split('*').length;

function readRange(part: string): { range: string; quality: number } {
  const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { range: range.trim(), quality: quality === undefined ? 1 : Number(quality) };
}
