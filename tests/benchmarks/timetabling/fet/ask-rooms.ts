import { listedSlots } from './grid.ts';
import type { Ask, Model } from './model.ts';
import { type FetActivity, type FetNode, nodes, text, texts } from './read.ts';

/** Where activities may be. */
export const ROOMS: Readonly<Record<string, Ask>> = {
  BasicCompulsorySpace: () => 'hard',
  RoomNotAvailableTimes: (model, { node }) => {
    const room = model.fet.rooms.findIndex(({ name }) => name === text(node, 'Room'));
    for (const slot of listedSlots(model.fet, model.grid, nodes(node, 'Not_Available_Time')))
      model.closedRoomSlots[room]?.add(slot);
    return 'hard';
  },
  ActivitiesOccupyMaxDifferentRooms: (model, { node }) => {
    const series = model.numbers(texts(node, 'Activity_Id'));
    model.roomLimits.push({ series, maxRooms: Number(text(node, 'Max_Number_of_Different_Rooms')) });
    return 'hard';
  },
  ActivityPreferredRoom: ofActivity,
  ActivityPreferredRooms: ofActivity,
  SubjectPreferredRoom: ofSubjectAndTag,
  SubjectPreferredRooms: ofSubjectAndTag,
  ActivityTagPreferredRoom: ofSubjectAndTag,
  ActivityTagPreferredRooms: ofSubjectAndTag,
  SubjectActivityTagPreferredRoom: ofSubjectAndTag,
  SubjectActivityTagPreferredRooms: ofSubjectAndTag,
};

/** Only for activities that no preferred room is asked for: to be entered after those. */
export const HOME_ROOMS: Readonly<Record<string, Ask>> = {
  StudentsSetHomeRoom: ofStudents,
  StudentsSetHomeRooms: ofStudents,
  TeacherHomeRoom: ofTeacher,
  TeacherHomeRooms: ofTeacher,
};

function restrict(model: Model, node: FetNode, activities: readonly number[]) {
  const names = [...texts(node, 'Room'), ...texts(node, 'Real_Room'), ...texts(node, 'Preferred_Room')];
  for (const activity of activities) model.allowRooms(activity, names);
  return 'hard' as const;
}

function ofActivity(model: Model, { node }: { node: FetNode }) {
  return restrict(model, node, model.numbers(texts(node, 'Activity_Id')));
}

function ofSubjectAndTag(model: Model, { node }: { node: FetNode }) {
  const [subject, tag] = [text(node, 'Subject'), text(node, 'Activity_Tag')];
  const holds = (activity: FetActivity) =>
    ['', activity.subject].includes(subject) && (tag === '' || activity.tags.includes(tag));
  return restrict(model, node, model.numbersWhere(holds));
}

function ofStudents(model: Model, { node }: { node: FetNode }) {
  return home(model, node, ({ students }) => students.length === 1 && students[0] === text(node, 'Students'));
}

function ofTeacher(model: Model, { node }: { node: FetNode }) {
  return home(model, node, ({ teachers }) => teachers.length === 1 && teachers[0] === text(node, 'Teacher'));
}

function home(model: Model, node: FetNode, holds: (activity: FetActivity) => boolean) {
  const homeless = model.numbersWhere(holds).filter((activity) => model.rooms[activity] === undefined);
  return restrict(model, node, homeless);
}
