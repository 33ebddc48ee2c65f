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

/** To be entered after all rooms and links. */
export const SAME_ROOMS: Readonly<Record<string, Ask>> = {
  // Those whose rooms may differ are kept from following each other, and from overlapping, which is more than FET asks.
  ActivitiesSameRoomIfConsecutive: (model, { node }) => {
    const all = model.numbers(texts(node, 'Activity_Id'));
    for (const [i, one] of all.entries())
      for (const other of all.slice(i + 1))
        if (mayFollow(model, one, other) && !model.areLinked(one, other) && !shareRoom(model, one, other))
          model.keepApart(one, other, 1);
    return 'hard';
  },
};

function mayFollow({ starts, fet }: Model, one: number, other: number): boolean {
  const follows = (first: number, second: number): boolean => {
    const duration = fet.activities[first]?.duration ?? 0;
    return starts[first]?.some((allowed, slot) => allowed === 1 && starts[second]?.[slot + duration] === 1) ?? false;
  };
  return follows(one, other) || follows(other, one);
}

/** Whether they are in the same room wherever they are. */
function shareRoom({ rooms, roomLimits }: Model, one: number, other: number): boolean {
  const [own, others] = [rooms[one], rooms[other]];
  if (own === undefined || others === undefined) return own === others;
  const haveOne = own.union(others).size === 1;
  return (
    haveOne ||
    roomLimits.some(({ series, maxRooms }) => maxRooms === 1 && series.includes(one) && series.includes(other))
  );
}

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
