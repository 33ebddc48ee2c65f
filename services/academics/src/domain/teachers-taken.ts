/** A class that another teacher took over. */
export interface TeacherTaken {
  classGroupId: string;
  before: string;
  after: string;
}

/** Who teaches most of each class's lessons; of several, the one whose id comes first. */
export function mainTeachers(lessons: readonly { classGroupId: string; teacherId: string }[]): Map<string, string> {
  const byClass = Map.groupBy(lessons, ({ classGroupId }) => classGroupId);
  return new Map(
    [...byClass].map(([classGroupId, ofClass]) => {
      const byTeacher = [...Map.groupBy(ofClass, ({ teacherId }) => teacherId)];
      const [most] = byTeacher.toSorted(
        ([id, own], [otherId, others]) => others.length - own.length || id.localeCompare(otherId),
      );
      return [classGroupId, most?.[0] ?? ''];
    }),
  );
}
