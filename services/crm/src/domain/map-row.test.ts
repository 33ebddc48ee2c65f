import { describe, expect, test } from '@jest/globals';
import { locateColumns, parseMapping } from './import-mapping.ts';
import { mapRow } from './map-row.ts';
import { parseDay, parseInstant } from './row-dates.ts';

const heading = ['编号', '姓名', '电话', '孩子', '生日', '渠道', '进度', '备注', '时间'];
const mapping = parseMapping(
  JSON.stringify({
    columns: {
      externalId: '编号',
      name: '姓名',
      phone: '电话',
      childName: '孩子',
      childBirthDate: '生日',
      channel: { column: '渠道', values: { 地推: 'WALK_IN' }, default: 'IMPORT' },
      status: { column: '进度', values: { '1': 'CONVERTED', '0': 'NEW' } },
      capturedAt: '时间',
      attributes: ['备注'],
    },
    blank: ['请选择'],
  }),
);
const places = locateColumns(heading, mapping);
const map = (...cells: string[]) => mapRow(cells, places, mapping);

describe('a row of a file', () => {
  test('becomes a lead by the mapping', () => {
    expect(
      map('A1', '王芳', '138 0000 0001', '小明', '2018/5/1', '地推', '0', '周末', '2026-03-01 09:30').lead,
    ).toEqual({
      externalId: 'A1',
      name: '王芳',
      phone: '+8613800000001',
      childName: '小明',
      childBirthDate: '2018-05-01',
      channel: 'WALK_IN',
      status: 'NEW',
      sourceName: null,
      need: null,
      capturedAt: new Date('2026-03-01T01:30:00Z'),
      attributes: { 备注: '周末' },
    });
  });

  test('keeps what it had already reached, and takes the default for a channel that is not listed', () => {
    expect(map('A1', '', '', '', '', '电梯', '1').lead).toMatchObject({ status: 'CONVERTED', channel: 'IMPORT' });
  });

  test('treats the placeholder of a list as nothing', () => {
    expect(map('A1', '请选择', '', '', '', '', '', '请选择').lead).toMatchObject({ name: null, attributes: {} });
  });

  test.each([
    ['IDENTITY_MISSING', ['', '王芳', '']],
    ['IDENTITY_MISSING', ['', '', '13800000001']],
    ['PHONE_INVALID', ['A1', '王芳', 'wrong number given']],
    ['STATUS_UNKNOWN', ['A1', '', '', '', '', '', '2']],
    ['DATE_INVALID', ['A1', '', '', '', '2018-02-30']],
    ['DATE_INVALID', ['A1', '', '', '', '', '', '', '', 'yesterday']],
    ['TEXT_TOO_LONG', ['A'.repeat(201)]],
    ['TEXT_INVALID', ['A\0']],
  ])('is refused with %s', (code, cells) => {
    expect(map(...cells).problem?.code).toBe(code);
  });
});

describe('a mapping', () => {
  test('must say how leads are told apart', () => {
    expect(() => parseMapping('{"columns":{"name":"姓名"}}')).toThrow(/externalId, or a name and a phone/);
    expect(() => parseMapping('{"columns":{"externalid":"编号"}}')).toThrow(
      expect.objectContaining({ code: 'MAPPING_INVALID' }),
    );
  });

  test('names the columns that a file lacks', () => {
    expect(() => locateColumns(['编号'], mapping)).toThrow(
      expect.objectContaining({ code: 'COLUMN_MISSING', details: { missing: expect.arrayContaining(['姓名']) } }),
    );
  });
});

describe('dates in files', () => {
  test('are days that exist', () => {
    expect(['2018-5-1', '2018年5月1日', '2018.05.01', '2018-13-01', '1718-05-01'].map(parseDay)).toEqual([
      '2018-05-01',
      '2018-05-01',
      '2018-05-01',
      undefined,
      undefined,
    ]);
  });

  test('are in the zone of the file unless they say otherwise', () => {
    const at = (text: string) => parseInstant(text, '+08:00')?.toISOString();
    expect(at('2026-03-01')).toBe('2026-02-28T16:00:00.000Z');
    expect(at('2026-03-01T09:30:15.5Z')).toBe('2026-03-01T09:30:15.000Z');
    expect(at('2026-03-01 9:30 +0530')).toBe('2026-03-01T04:00:00.000Z');
    expect(at('2026-03-01 25:00')).toBeUndefined();
  });
});
