export { breaches, type SchoolBreach } from './breaches.ts';
export { fromJson } from './kept-school.ts';
export { type DatedLesson, type LostLesson, lessonDates } from './lesson-dates.ts';
export { makeTimetable, type SchoolTimetable, type TimetableOptions } from './make-timetable.ts';
export * from './model.ts';
export { type WishCosts, wishCosts } from './wishes.ts';
