/** A problem of curriculum-based course timetabling, as the format of ITC-2007's track 3 says it. Days, periods and the rest count from 0. */
export interface CttProblem {
  name: string;
  days: number;
  periodsPerDay: number;
  courses: readonly CttCourse[];
  rooms: readonly { id: string; capacity: number }[];
  curricula: readonly { id: string; courses: readonly string[] }[];
  unavailable: readonly { course: string; day: number; period: number }[];
}

export interface CttCourse {
  id: string;
  teacher: string;
  lectures: number;
  minDays: number;
  students: number;
}

/** One lecture's place: a line of a solution file. */
export interface CttPlace {
  course: string;
  room: string;
  day: number;
  period: number;
}

export function parseCtt(text: string): CttProblem {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const header = (name: string): string => {
    const line = lines.find((each) => each.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    if (line === undefined) throw new Error(`This is no .ctt file: the line "${name}: …" is missing.`);
    return line.slice(name.length + 1).trim();
  };
  const section = (name: string, length: number): string[][] => {
    const at = lines.findIndex((line) => line.toUpperCase() === `${name}:`);
    const rows = lines.slice(at + 1, at + 1 + length).map((line) => line.split(/\s+/));
    if (at === -1 || rows.length < length) throw new Error(`The section ${name} is not complete.`);
    return rows;
  };
  const size = (name: string): number => whole(header(name));
  return {
    name: header('Name'),
    days: size('Days'),
    periodsPerDay: size('Periods_per_day'),
    courses: section('COURSES', size('Courses')).map(([id, teacher, lectures, minDays, students]) => ({
      id: word(id),
      teacher: word(teacher),
      lectures: whole(lectures),
      minDays: whole(minDays),
      students: whole(students),
    })),
    rooms: section('ROOMS', size('Rooms')).map(([id, capacity]) => ({ id: word(id), capacity: whole(capacity) })),
    curricula: section('CURRICULA', size('Curricula')).map(([id, count, ...courses]) => ({
      id: word(id),
      courses: courses.slice(0, whole(count)),
    })),
    unavailable: section('UNAVAILABILITY_CONSTRAINTS', size('Constraints')).map(([course, day, period]) => ({
      course: word(course),
      day: whole(day),
      period: whole(period),
    })),
  };
}

export const printSolution = (places: readonly CttPlace[]): string =>
  places.map(({ course, room, day, period }) => `${course} ${room} ${day} ${period}\n`).join('');

export const parseSolution = (text: string): CttPlace[] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/))
    .map(([course, room, day, period]) => ({
      course: word(course),
      room: word(room),
      day: whole(day),
      period: whole(period),
    }));

function word(text: string | undefined): string {
  if (!text) throw new Error('A line is too short.');
  return text;
}

function whole(text: string | undefined): number {
  if (!text || !/^\d+$/.test(text)) throw new Error(`"${text ?? ''}" is not a whole number.`);
  return Number(text);
}
