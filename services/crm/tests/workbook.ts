import { crc32, deflateRawSync } from 'node:zlib';

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const NAMESPACE = 'http://schemas.openxmlformats.org';

/** An .xlsx with one sheet, as small as the format allows: numbers as numbers, everything else as text. */
export function workbook(rows: readonly (string | number)[][]): Buffer {
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<c><v>${value}</v></c>` : `<c t="inlineStr"><is><t>${escapeText(value)}</t></is></c>`;
  const sheet = rows.map((row, n) => `<row r="${n + 1}">${row.map(cell).join('')}</row>`).join('');
  const positioned = sheet.replaceAll(/<row r="(\d+)">(.*?)<\/row>/gu, (_, row: string, cells: string) => {
    let column = 64;
    return `<row r="${row}">${cells.replaceAll('<c', () => `<c r="${String.fromCharCode(++column)}${row}"`)}</row>`;
  });
  return zip({
    '[Content_Types].xml': `<Types xmlns="${NAMESPACE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${NAMESPACE}/package/2006/relationships"><Relationship Id="r1" Type="${NAMESPACE}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${NAMESPACE}/spreadsheetml/2006/main" xmlns:r="${NAMESPACE}/officeDocument/2006/relationships"><sheets><sheet name="线索" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${NAMESPACE}/package/2006/relationships"><Relationship Id="r1" Type="${NAMESPACE}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${NAMESPACE}/spreadsheetml/2006/main"><sheetData>${positioned}</sheetData></worksheet>`,
  });
}

/** A ZIP archive of uncompressed files. */
function zip(files: Record<string, string>): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, content] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, path, content]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, path]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('504b0506', 'hex'), end]);
}

/** A workbook whose sheet unpacks to so many bytes of nothing, and whose header says what it likes about it. */
export function bomb(bytes: number, declaredBytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(bytes, ' '));
  const path = Buffer.from('xl/worksheets/sheet1.xml');
  const header = Buffer.alloc(30);
  header.write('504b030414000000', 'hex');
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  header.writeUInt32LE(declaredBytes, 22);
  header.writeUInt16LE(path.length, 26);
  const honest = workbook([['姓名', '电话']]);
  return Buffer.concat([header, path, packed, honest]);
}
