import { migrate } from '@campusgraph/persistence';
import { createTestDatabase } from '@campusgraph/testing';
import { expect, test } from '@jest/globals';
import pg from 'pg';
import { schema } from '../src/persistence/schema.ts';

const before = schema.migrations.findIndex(({ name }) => name.endsWith('one-lesson-at-a-time'));

const LESSON = `
insert into scheduled_lesson (id, organization_id, created_at, branch_id, class_group_id, course_id, teacher_id, room_id, starts_at, ends_at, lesson_hundredths)
select gen_random_uuid(), $1, now(), $1, $1, $1, $1, $1, $2::timestamptz, $2::timestamptz + interval '90 minutes', 100`;
const CLASS = '10000000-0000-7000-8000-000000000001';

test('a class that has two lessons at once from before says how to mend that, and nothing is changed until it is', async () => {
  const database = await createTestDatabase({ ...schema, migrations: schema.migrations.slice(0, before) });
  const url = new URL(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
  url.pathname = new URL(database.urls.app).pathname;
  const admin = new pg.Client({ connectionString: url.href });
  await admin.connect();
  try {
    for (const startsAt of ['2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z'])
      await admin.query(LESSON, [CLASS, startsAt]);
    await expect(migrate(schema, database.urls, new Date())).rejects.toThrow(
      /A class has two lessons at the same time.*cancelLesson/s,
    );
    await admin.query(`update scheduled_lesson set status = 'CANCELLED' where starts_at = '2026-03-02T02:00:00Z'`);
    await migrate(schema, database.urls, new Date());
    await expect(admin.query(LESSON, [CLASS, '2026-03-02T02:00:00Z'])).rejects.toMatchObject({ code: '23P01' });
  } finally {
    await admin.end();
    await database.drop();
  }
});
