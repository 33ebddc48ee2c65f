import type pg from 'pg';

/** A roll to be sent: who was there in one lesson. */
export interface Roll {
  scheduledLessonId: string;
  entries: { studentId: string; status: 'PRESENT' }[];
}

interface Seat {
  class_group_id: string;
  student_id: string;
}

const SEATS = 'select class_group_id, student_id from enrollment_copy order by class_group_id, student_id';

// They lie in attendance only: nobody else is asked about them here.
const COPY_LESSONS = `
insert into lesson_copy
select (jsonb_populate_record(null::lesson_copy, to_jsonb(lesson) || jsonb_build_object('id', gen_random_uuid()))).*
from (select distinct on (class_group_id) * from lesson_copy where class_group_id = any ($1)) lesson, generate_series(1, $2)
returning id, class_group_id`;

/** The ways in which a round takes its rolls; each makes the new lessons of one round. */
export type Workloads = Readonly<Record<string, () => Promise<Roll[]>>>;

/** The rolls of a school with one lesson per class, over attendance's own tables. */
export async function workloadsOf(client: pg.Client): Promise<Workloads> {
  const { rows: seats } = await client.query<Seat>(SEATS);
  const classes = Map.groupBy(seats, (seat) => seat.class_group_id);
  const largest = Math.max(...[...classes.values()].map((group) => group.length));
  const copyLessons = async (classIds: Iterable<string>, each: number) =>
    (await client.query<{ id: string; class_group_id: string }>(COPY_LESSONS, [[...classIds], each])).rows;
  return {
    async 'a class at a time'() {
      const lessons = await copyLessons(classes.keys(), 4);
      return lessons.map((lesson) => rollOf(lesson.id, classes.get(lesson.class_group_id) ?? []));
    },
    async 'a student at a time'() {
      const waiting = new Map([...classes].map(([id, group]) => [id, [...group, ...group]]));
      const lessons = await copyLessons(classes.keys(), 2 * largest);
      return lessons.flatMap((lesson) => {
        const seat = waiting.get(lesson.class_group_id)?.pop();
        return seat ? [rollOf(lesson.id, [seat])] : [];
      });
    },
    async 'one student only'() {
      const [hot] = seats;
      if (!hot) throw new Error('Nobody is in a class.');
      const lessons = await copyLessons([hot.class_group_id], 2 * seats.length);
      return lessons.map((lesson) => rollOf(lesson.id, [hot]));
    },
  };
}

const rollOf = (scheduledLessonId: string, seats: readonly Seat[]): Roll => ({
  scheduledLessonId,
  entries: seats.map((seat) => ({ studentId: seat.student_id, status: 'PRESENT' })),
});
