import type pg from 'pg';
import { BRANCHES, TENANTS } from '../row-level-security/million-rows.ts';

const ROWS = 1_000_000;
const BATCH = 100_000;

/** The commoner the further in front, as surnames are: the first is that of some 8 in 100. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const GIVEN =
  '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉玲玉萍红建国华春梅鑫宇浩晨子轩雨涵欣怡梓诗一诺依思远嘉豪俊熙佳琪梦瑶心可馨昊天博语桐沐宸若曦奕辰铭泽睿亦菲紫萱舒昕悦晓琳婷雪丹慧颖珊莹倩洁兰竹菊松柏柳云风雷电山川河海';

// As in million-rows.ts: branch n % 1000 belongs to tenant n % 5. Four names of five have two signs behind the surname.
const LOAD = `
insert into student (id, organization_id, created_at, branch_id, guardian_id, name, status)
select gen_random_uuid(), ${numbered('10000000', `n % ${TENANTS}`)}, timestamptz '2025-01-01' + n * interval '10 seconds',
  ${numbered('20000000', `n % ${BRANCHES}`)}, ${numbered('40000000', 'n % 400000')},
  substr($3, 1 + floor(power(random(), 2) * char_length($3))::int, 1) || substr($4, 1 + floor(random() * char_length($4))::int, 1)
    || case when n % 5 = 0 then '' else substr($4, 1 + floor(random() * char_length($4))::int, 1) end, 'STUDYING'
from generate_series($1::int, $2::int) n`;

function numbered(prefix: string, n: string): string {
  return `('${prefix}-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
}

/** Puts a million children of a thousand branches into the service's own table; its search index is built afterwards. */
export async function loadMillionNames(admin: pg.Client): Promise<void> {
  const index = await admin.query<{ sql: string }>(`select pg_get_indexdef('student_search'::regclass) as sql`);
  await admin.query(`select setseed(0.5)`);
  await admin.query('drop index student_search');
  for (let from = 0; from < ROWS; from += BATCH) await admin.query(LOAD, [from, from + BATCH - 1, SURNAMES, GIVEN]);
  await admin.query(index.rows[0]?.sql ?? '');
  await admin.query('vacuum analyze student');
}
