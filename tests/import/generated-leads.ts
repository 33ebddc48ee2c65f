/** A row as it should come out: what the funnel counts of it, or why it is no lead. */
export interface GeneratedRow {
  /** As it stands in the file. */
  text: string;
  /** As a spreadsheet counts: the heading is row 1. */
  rowNumber: number;
  outcome: 'IMPORTED' | 'DUPLICATE' | 'PHONE_INVALID' | 'STATUS_UNKNOWN' | 'COLUMN_COUNT';
  channel: string;
  sourceName: string;
  converted: boolean;
}

export const MAPPING = {
  columns: {
    name: '姓名',
    phone: '电话',
    sourceName: '来源',
    channel: { column: '渠道', values: { 官网: 'WEBSITE', 地推: 'WALK_IN' }, default: 'IMPORT' },
    status: { column: '已报名', values: { 是: 'CONVERTED', 否: 'NEW' } },
    attributes: ['备注'],
  },
};

export const HEADING = '姓名,电话,来源,渠道,已报名,备注';
const CHANNELS = [
  ['官网', 'WEBSITE'],
  ['地推', 'WALK_IN'],
  ['', 'IMPORT'],
] as const;
const SOURCES = ['春季招生', '"开放日, 周末"', '老带新'];

/** Good, double and bad rows by turns, with quotes, commas and line breaks inside of cells; always the same for `count`. */
export const generateRows = (count: number): GeneratedRow[] => {
  const rows: GeneratedRow[] = [];
  for (let n = 0; n < count; n++) rows.push(generateRow(n, rows));
  return rows;
};

function generateRow(n: number, before: readonly GeneratedRow[]): GeneratedRow {
  const rowNumber = n + 2;
  const [word, channel] = CHANNELS[n % 3] ?? CHANNELS[0];
  const source = SOURCES[n % 7 === 0 ? 0 : n % 3] ?? '';
  const converted = n % 5 === 0;
  const base = { rowNumber, channel, sourceName: source.replaceAll('"', ''), converted };
  const cells = (phone: string, status: string): string =>
    `家长${n},${phone},${source},${word},${status},"第 ${n} 条,说""好""\n就来"`;
  const status = converted ? '是' : '否';
  if (n % 50 === 13) return { ...base, text: cells('12345', status), outcome: 'PHONE_INVALID' };
  if (n % 50 === 27) return { ...base, text: cells(phoneOf(n), '也许'), outcome: 'STATUS_UNKNOWN' };
  if (n % 50 === 41) return { ...base, text: `家长${n},${phoneOf(n)}`, outcome: 'COLUMN_COUNT' };
  const earlier = before[Math.floor(n / 2)];
  if (n % 20 === 19 && earlier?.outcome === 'IMPORTED') return { ...base, text: earlier.text, outcome: 'DUPLICATE' };
  return { ...base, text: cells(phoneOf(n), status), outcome: 'IMPORTED' };
}

const phoneOf = (n: number): string => `138${String(n).padStart(8, '0')}`;

/** As Excel writes it: a byte order mark, CRLF between rows. */
export const asFile = (rows: readonly GeneratedRow[]): Buffer =>
  Buffer.from(`\uFEFF${[HEADING, ...rows.map(({ text }) => text)].join('\r\n')}\r\n`);

export const count = (rows: readonly GeneratedRow[]) => {
  const imported = rows.filter(({ outcome }) => outcome === 'IMPORTED');
  const duplicates = rows.filter(({ outcome }) => outcome === 'DUPLICATE').length;
  return { imported, duplicates, rejected: rows.length - imported.length - duplicates };
};

export const lastLineOf = (rows: readonly GeneratedRow[]): string => {
  const { imported, duplicates, rejected } = count(rows);
  return `imported ${imported.length}, duplicates ${duplicates}, rejected ${rejected} of ${rows.length} rows`;
};
