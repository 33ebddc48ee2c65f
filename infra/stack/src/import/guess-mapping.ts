import { LaunchError } from '../launch-error.ts';
import { readBeginning } from './file.ts';

/** A mapping as crm takes it, reduced to what can be guessed. */
export interface GuessedMapping {
  /** A heading for each field; under `attributes` those that are kept with the lead as they are. */
  columns: Record<string, string | string[]>;
  delimiter: string;
}

/** Headings that say what a column is; compared without spaces, case and punctuation. The first one in the file counts. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  externalId: ['编号', '线索编号', '线索id', 'id', 'leadid', 'externalid', 'prospectid'],
  name: [
    '姓名',
    '家长姓名',
    '家长',
    '联系人',
    '客户姓名',
    'name',
    'parentname',
    'parent',
    'guardian',
    'contact',
    'fullname',
  ],
  phone: [
    '电话',
    '手机',
    '手机号',
    '手机号码',
    '联系电话',
    '电话号码',
    'phone',
    'mobile',
    'phonenumber',
    'mobilephone',
    'tel',
    'telephone',
  ],
  childName: [
    '孩子',
    '孩子姓名',
    '学员',
    '学员姓名',
    '学生姓名',
    '宝宝姓名',
    'child',
    'childname',
    'student',
    'studentname',
  ],
  childBirthDate: ['生日', '出生日期', '孩子生日', 'birthdate', 'dateofbirth', 'birthday', 'childbirthdate', 'dob'],
  need: ['需求', '意向课程', '咨询内容', 'need', 'interest', 'request'],
  sourceName: ['来源', '线索来源', '渠道来源', 'source', 'sourcename', 'leadsource'],
  capturedAt: ['创建时间', '登记时间', '留资时间', 'capturedat', 'createdat'],
};

const bare = (heading: string): string => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Guesses the mapping by the headings; the columns that mean nothing to us are kept with the lead as they are.
 * @throws LaunchError MAPPING_NEEDED naming the file's columns and what a mapping looks like
 */
export async function guessMapping(path: string): Promise<GuessedMapping> {
  const text = await readBeginning(path);
  if (text === null) throw needed('A workbook needs a mapping.', []);
  const delimiter = delimiterOf(text);
  const headings = headingOf(text, delimiter).filter((heading) => heading !== '');
  const columns: Record<string, string> = {};
  for (const [field, words] of Object.entries(HEADINGS)) {
    const heading = headings.find((one) => words.includes(bare(one)));
    if (heading !== undefined) columns[field] = heading;
  }
  if (columns.externalId === undefined && (columns.name === undefined || columns.phone === undefined))
    throw needed('The headings do not tell which columns are the name and the phone, or the id.', headings);
  const known = new Set(Object.values(columns));
  const attributes = [...new Set(headings)].filter((heading) => !known.has(heading));
  return { columns: { ...columns, attributes }, delimiter };
}

/** Excel writes semicolons or tabs in some countries. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counts = [',', '\t', ';'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** The cells of the first row, by the rules of RFC 4180. */
function headingOf(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const sign of text.replace(/^\uFEFF/, '')) {
    if (sign === '"') quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === '\r' || sign === '\n') break;
    else if (sign === delimiter) {
      cells.push(cell.trim());
      cell = '';
    } else cell += sign;
  }
  return [...cells, cell.trim()];
}

function needed(why: string, headings: readonly string[]): LaunchError {
  const [first = '家长姓名', second = '联系电话'] = headings;
  const example = JSON.stringify({ columns: { name: first, phone: second, attributes: headings.slice(2, 4) } });
  const columns = headings.length === 0 ? '' : ` The file's columns: ${headings.join(', ')}.`;
  return new LaunchError(
    'MAPPING_NEEDED',
    `${why}${columns}`,
    `Write a file such as ${example} and give it with --mapping; services/crm/README.md shows a whole one.`,
  );
}
