import type { ClassComparison, LessonAspect, LessonDifference } from '../domain/compare-timetables.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { classGroupOf } from './class-group.ts';

const pairsOf = (classes: readonly ClassComparison[]): LessonDifference[] =>
  classes.flatMap(({ classGroupId, differences }) => differences.map((pair) => ({ ...pair, classGroupId })));
const changed = (classes: readonly ClassComparison[], aspect: LessonAspect): number =>
  pairsOf(classes).filter(({ changes }) => changes.includes(aspect)).length;

export const timetableRunComparison: Pick<
  Resolvers,
  'TimetableRunComparison' | 'TimetableClassComparison' | 'TimetableLessonDifference'
> = {
  TimetableRunComparison: {
    askedDifferently: ({ askedDifferently }) => [...askedDifferently],
    wishes: ({ wishes }) => [...wishes],
    sameCount: ({ classes }) => classes.reduce((sum, { sameCount }) => sum + sameCount, 0),
    timeChangedCount: ({ classes }) => changed(classes, 'TIME'),
    roomChangedCount: ({ classes }) => changed(classes, 'ROOM'),
    teacherChangedCount: ({ classes }) => changed(classes, 'TEACHER'),
    onlyInOneCount: ({ classes }) => pairsOf(classes).filter(({ other }) => other === null).length,
    onlyInOtherCount: ({ classes }) => pairsOf(classes).filter(({ one }) => one === null).length,
    differingClassCount: ({ classes }) => classes.filter(({ differences }) => differences.length > 0).length,
    classes: ({ classes, atMost }) => classes.slice(0, atMost),
    differences: ({ classes, atMost }) => pairsOf(classes).slice(0, atMost),
  },
  TimetableClassComparison: { classGroup: classGroupOf, differingCount: ({ differences }) => differences.length },
  TimetableLessonDifference: { classGroup: classGroupOf, changes: ({ changes }) => [...changes] },
};
