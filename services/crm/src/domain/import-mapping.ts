import { invalid } from '@campusgraph/errors';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { z } from 'zod';

/** The fields of a lead that a file can fill. */
export const IMPORT_FIELDS = [
  'externalId',
  'sourceName',
  'channel',
  'status',
  'name',
  'phone',
  'childName',
  'childBirthDate',
  'need',
  'capturedAt',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

const column = z.string().min(1).max(200);
const rule = z.union([
  column.transform((name) => ({ column: name })),
  z
    .strictObject({
      /** The heading of the column. */
      column: column.optional(),
      /** What each value of the column means; a value that is not listed takes the default, or is a bad row. */
      values: z.record(z.string(), z.string()).optional(),
      /** Where the column is empty, missing or its value is not listed. */
      default: z.string().optional(),
    })
    .refine((value) => value.column !== undefined || value.default !== undefined, 'needs a column or a default'),
]);

const mappingSchema = z.strictObject({
  columns: z.strictObject({
    ...(Object.fromEntries(IMPORT_FIELDS.map((field) => [field, rule.optional()])) as Record<
      ImportField,
      z.ZodOptional<typeof rule>
    >),
    /** Columns kept with the lead as they are. */
    attributes: z.array(column).max(200).default([]),
  }),
  /** Words in the file that stand for "nothing", such as the "Select" of a list nobody opened. */
  blank: z.array(z.string()).max(50).default([]),
  delimiter: z.string().length(1).default(','),
  /** ISO country of phone numbers without a country code. */
  phoneRegion: z.string().refine(isSupportedCountry, 'is not a country code').default('CN'),
  /** The zone of times without an offset. */
  utcOffset: z
    .string()
    .regex(/^(Z|[+-]\d{2}:\d{2})$/)
    .default('+08:00'),
});

/** How the columns of somebody's file become leads. */
export type ImportMapping = z.output<typeof mappingSchema>;

/** A mapping from its JSON text. Throws MAPPING_INVALID naming the place that is wrong. */
export function parseMapping(text: string): ImportMapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unusable('it is not JSON');
  }
  const result = mappingSchema.safeParse(value);
  if (!result.success) {
    const issue = result.error.issues[0];
    throw unusable(`${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const { externalId, name, phone } = result.data.columns;
  if (!externalId && !(name && phone)) throw unusable('columns need an externalId, or a name and a phone');
  return result.data;
}

const unusable = (problem: string) =>
  invalid(
    'MAPPING_INVALID',
    { en: `The mapping is not usable: ${problem}.`, 'zh-CN': `导入映射无法使用:${problem}。` },
    { problem },
  );

/** Where each mapped column stands in this file. Throws COLUMN_MISSING naming what the heading lacks. */
export function locateColumns(heading: readonly string[], mapping: ImportMapping): ReadonlyMap<string, number> {
  const places = new Map(heading.map((name, index) => [name.trim(), index]));
  const { attributes, ...rules } = mapping.columns;
  const wanted = [...Object.values(rules).flatMap((entry) => entry?.column ?? []), ...attributes];
  const missing = wanted.filter((name) => !places.has(name));
  if (missing.length === 0) return places;
  throw invalid(
    'COLUMN_MISSING',
    {
      en: `The file has no column ${missing.join(', ')}. Its heading is: ${heading.join(', ')}.`,
      'zh-CN': `文件缺少列:${missing.join('、')}。文件表头为:${heading.join('、')}。`,
    },
    { missing },
  );
}
