import type { ImportField, ImportMapping } from './import-mapping.ts';

/** An attribute is for people to read; what is longer belongs into a document. */
const LONGEST_ATTRIBUTE = 2000;

/** The text of one field in one row, its values and default applied; null where there is nothing. */
export function readCell(
  field: ImportField,
  cells: readonly string[],
  places: ReadonlyMap<string, number>,
  { columns, blank }: ImportMapping,
): string | null {
  const rule = columns[field];
  if (!rule) return null;
  const values = 'values' in rule ? rule.values : undefined;
  const fallback = 'default' in rule ? rule.default : undefined;
  const text = rule.column === undefined ? '' : (cells[places.get(rule.column) ?? -1] ?? '').trim();
  if (text === '' || blank.includes(text)) return fallback ?? null;
  if (!values) return text;
  return values[text] ?? fallback ?? text;
}

/** The columns kept as they are, empty ones left out. */
export function readAttributes(
  cells: readonly string[],
  places: ReadonlyMap<string, number>,
  { columns, blank }: ImportMapping,
): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of columns.attributes) {
    const text = (cells[places.get(name) ?? -1] ?? '').trim().replaceAll('\0', '');
    if (text !== '' && !blank.includes(text)) kept[name] = text.slice(0, LONGEST_ATTRIBUTE);
  }
  return kept;
}
