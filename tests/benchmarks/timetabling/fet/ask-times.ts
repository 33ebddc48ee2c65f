import { listedSlots } from './grid.ts';
import type { Ask, Asked, Model } from './model.ts';
import { type FetActivity, type FetConstraint, type FetNode, nodes, text, texts } from './read.ts';

/** When activities may be. */
export const TIMES: Readonly<Record<string, Ask>> = {
  // Both are in the grid and the conflicts from the beginning.
  BasicCompulsoryTime: () => 'hard',
  BreakTimes: () => 'hard',

  TeacherNotAvailableTimes: (model, { node }) =>
    closeListed(model, node, ({ teachers }) => teachers.includes(text(node, 'Teacher'))),
  StudentsSetNotAvailableTimes: (model, { node }) => closeListed(model, node, sharesStudents(model, node, 'Students')),

  ActivityPreferredStartingTime: (model, { node }) =>
    startWithin(model, ofOne(model, node), listedSlots(model.fet, model.grid, [node], 'Preferred_')),
  ActivityPreferredStartingTimes: (model, constraint) => startListed(model, constraint, ofOne(model, constraint.node)),
  ActivitiesPreferredStartingTimes: (model, constraint) => startListed(model, constraint, matching(model, constraint)),
  SubactivitiesPreferredStartingTimes: (model, constraint) =>
    startListed(model, constraint, components(model, constraint)),

  ActivityPreferredTimeSlots: (model, constraint) => stayListed(model, constraint, ofOne(model, constraint.node)),
  ActivitiesPreferredTimeSlots: (model, constraint) => stayListed(model, constraint, matching(model, constraint)),
  SubactivitiesPreferredTimeSlots: (model, constraint) => stayListed(model, constraint, components(model, constraint)),
};

const ofOne = (model: Model, node: FetNode): number[] => model.numbers(texts(node, 'Activity_Id'));

function closeListed(model: Model, node: FetNode, whose: (activity: FetActivity) => boolean): Asked {
  const closed = listedSlots(model.fet, model.grid, nodes(node, 'Not_Available_Time'));
  for (const activity of model.numbersWhere(whose)) for (const slot of closed) model.close(activity, slot);
  return 'hard';
}

function startWithin(model: Model, activities: readonly number[], allowed: ReadonlySet<number>): Asked {
  for (const activity of activities) model.allowStarts(activity, allowed);
  return 'hard';
}

const startListed = (model: Model, { node }: FetConstraint, activities: readonly number[]): Asked =>
  startWithin(
    model,
    activities,
    listedSlots(model.fet, model.grid, nodes(node, 'Preferred_Starting_Time'), 'Preferred_Starting_'),
  );

/** All of the activity within the slots, not only its start. */
function stayListed(model: Model, { node }: FetConstraint, activities: readonly number[]): Asked {
  const allowed = listedSlots(model.fet, model.grid, nodes(node, 'Preferred_Time_Slot'), 'Preferred_');
  const closed = model.grid.hourOf.flatMap((_, slot) => (allowed.has(slot) ? [] : [slot]));
  for (const activity of activities) for (const slot of closed) model.close(activity, slot);
  return 'hard';
}

function sharesStudents({ fet }: Model, node: FetNode, name: string): (activity: FetActivity) => boolean {
  const own = fet.subgroups.get(text(node, name)) ?? new Set();
  return ({ subgroups }) => !subgroups.isDisjointFrom(own);
}

/** Those that have all that the constraint names; what it leaves empty, anybody has. */
function matching(model: Model, { node }: FetConstraint): number[] {
  const [teacher, students] = [text(node, 'Teacher_Name'), text(node, 'Students_Name')];
  const [subject, tag] = [text(node, 'Subject_Name'), text(node, 'Activity_Tag_Name')];
  const duration = text(node, 'Duration');
  const isOfStudents = sharesStudents(model, node, 'Students_Name');
  return model.numbersWhere(
    (activity) =>
      (teacher === '' || activity.teachers.includes(teacher)) &&
      (students === '' || isOfStudents(activity)) &&
      (subject === '' || activity.subject === subject) &&
      (tag === '' || activity.tags.includes(tag)) &&
      (duration === '' || activity.duration === Number(duration)),
  );
}

/** Of the matching ones those that are the n-th part of what was split. */
function components(model: Model, constraint: FetConstraint): number[] {
  const wanted = Number(text(constraint.node, 'Component_Number'));
  const { activities } = model.fet;
  return matching(model, constraint).filter((number) => {
    const splitOf = activities[number]?.splitOf;
    const parts = splitOf === '0' ? [number] : model.numbersWhere((each) => each.splitOf === splitOf);
    return parts.indexOf(number) === wanted - 1;
  });
}
