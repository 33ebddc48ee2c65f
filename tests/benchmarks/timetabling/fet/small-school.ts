/** A school made up for tests: two days of four hours with a break after the second, one year of two groups that share their dancers. */
export const smallSchool = (...constraints: readonly string[]): string => `<?xml version="1.0" encoding="UTF-8"?>
<fet version="6.8.5">
<Days_List><Number_of_Days>2</Number_of_Days><Day><Name>Mo</Name></Day><Day><Name>Tu</Name></Day></Days_List>
<Hours_List><Number_of_Hours>5</Number_of_Hours>
${['8', '9', 'break', '11', '12'].map((name) => `<Hour><Name>${name}</Name></Hour>`).join('')}</Hours_List>
<Students_List><Year><Name>first</Name><Number_of_Students>20</Number_of_Students>
<Group><Name>reds</Name><Number_of_Students>12</Number_of_Students>
<Subgroup><Name>red singers</Name><Number_of_Students>8</Number_of_Students></Subgroup>
<Subgroup><Name>dancers</Name><Number_of_Students>4</Number_of_Students></Subgroup></Group>
<Group><Name>blues</Name><Number_of_Students>12</Number_of_Students>
<Subgroup><Name>blue singers</Name><Number_of_Students>8</Number_of_Students></Subgroup>
<Subgroup><Name>dancers</Name><Number_of_Students>4</Number_of_Students></Subgroup></Group></Year></Students_List>
<Activities_List>
${ACTIVITIES.map(activity).join('\n')}
</Activities_List>
<Rooms_List>${['hall 30', 'studio 10', 'attic 3'].map(room).join('')}</Rooms_List>
<Time_Constraints_List>
${constraint('BreakTimes', 100, '<Break_Time><Day>Mo</Day><Hour>break</Hour></Break_Time><Break_Time><Day>Tu</Day><Hour>break</Hour></Break_Time>')}
${constraints.join('\n')}
</Time_Constraints_List>
</fet>
`;

export const constraint = (name: string, weight: number, inside: string): string =>
  `<Constraint${name}><Weight_Percentage>${weight}</Weight_Percentage>${inside}<Active>true</Active></Constraint${name}>`;

export const ids = (...those: number[]): string => those.map((id) => `<Activity_Id>${id}</Activity_Id>`).join('');

/** Id, part of, teacher, subject, students, hours, whether it takes place. */
const ACTIVITIES = [
  [1, 1, 'Ada', 'Maths', 'reds', 1, true],
  [2, 1, 'Ada', 'Maths', 'reds', 2, true],
  [3, 0, 'Bob', 'Music', 'blues', 2, true],
  [4, 0, 'Eve', 'Dance', 'dancers', 1, true],
  [5, 0, 'Bob', 'Song', 'red singers', 1, true],
  [6, 0, 'Bob', 'Song', 'blue singers', 1, false],
] as const;

const activity = ([id, partOf, teacher, subject, students, hours, active]: (typeof ACTIVITIES)[number]): string =>
  `<Activity><Teacher>${teacher}</Teacher><Subject>${subject}</Subject><Students>${students}</Students>` +
  `<Duration>${hours}</Duration><Id>${id}</Id><Activity_Group_Id>${partOf}</Activity_Group_Id><Active>${active}</Active></Activity>`;

const room = (each: string): string => {
  const [name, capacity] = each.split(' ');
  return `<Room><Name>${name}</Name><Capacity>${capacity}</Capacity><Virtual>false</Virtual></Room>`;
};
