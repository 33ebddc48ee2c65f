import { XMLParser } from 'fast-xml-parser';

/** A `.fet` file, as far as a timetable depends on it: only what is active. Days and hours are named in the file and numbered here. */
export interface FetProblem {
  days: readonly string[];
  hours: readonly string[];
  rooms: readonly FetRoom[];
  activities: readonly FetActivity[];
  /** The smallest sets that each year, group or subgroup is made of, itself if it has no parts. Groups may share them. */
  subgroups: ReadonlyMap<string, ReadonlySet<string>>;
  constraints: readonly FetConstraint[];
}

export interface FetRoom {
  name: string;
  capacity: number;
}

export interface FetActivity {
  id: string;
  /** Activities that one was split into share it; '0' for one that is whole. */
  splitOf: string;
  /** In hours of the grid. */
  duration: number;
  subject: string;
  tags: readonly string[];
  teachers: readonly string[];
  students: readonly string[];
  subgroups: ReadonlySet<string>;
  headcount: number;
}

export interface FetConstraint {
  /** Without the `Constraint` that all begin with. */
  name: string;
  /** Of 100: hard. Below, FET keeps it with about that probability. */
  weight: number;
  node: FetNode;
}

/** An element: its children by name, each a list, of texts or elements. */
export interface FetNode {
  [child: string]: readonly (string | FetNode)[];
}

export function readXml(xml: string): FetNode {
  const parser = new XMLParser({
    parseTagValue: false,
    ignoreDeclaration: true,
    isArray: (_name, _path, _leaf, isAttribute) => !isAttribute,
  });
  return parser.parse(xml) as FetNode;
}

export function readFet(xml: string): FetProblem {
  const root = child(readXml(xml), 'fet');
  if (Object.keys(root).length === 0) throw new Error('This is no .fet file: it has no element <fet>.');
  const named = (list: string, item: string) => nodes(child(root, list), item).map((node) => text(node, 'Name'));
  const sets = studentsSets(nodes(child(root, 'Students_List'), 'Year'));
  const virtual = nodes(child(root, 'Rooms_List'), 'Room').find((room) => text(room, 'Virtual') === 'true');
  if (virtual) throw new Error(`The room ${text(virtual, 'Name')} is virtual; only real rooms can be read.`);
  return {
    days: named('Days_List', 'Day'),
    hours: named('Hours_List', 'Hour'),
    rooms: nodes(child(root, 'Rooms_List'), 'Room').map((room) => ({
      name: text(room, 'Name'),
      capacity: Number(text(room, 'Capacity')),
    })),
    activities: nodes(child(root, 'Activities_List'), 'Activity')
      .filter(isActive)
      .map((node) => activity(node, sets)),
    subgroups: new Map([...sets].map(([name, { parts }]) => [name, parts])),
    constraints: ['Time_Constraints_List', 'Space_Constraints_List'].flatMap((list) => constraints(child(root, list))),
  };
}

export const nodes = (node: FetNode, name: string): FetNode[] =>
  (node[name] ?? []).filter((each) => typeof each !== 'string');

export const texts = (node: FetNode, name: string): string[] =>
  (node[name] ?? []).filter((each) => typeof each === 'string');

export const text = (node: FetNode, name: string): string => texts(node, name)[0] ?? '';

export const child = (node: FetNode, name: string): FetNode => nodes(node, name)[0] ?? {};

const isActive = (node: FetNode): boolean => text(node, 'Active') !== 'false';

const constraints = (list: FetNode): FetConstraint[] =>
  Object.keys(list)
    .filter((name) => name.startsWith('Constraint'))
    .flatMap((name) =>
      nodes(list, name)
        .filter(isActive)
        .map((node) => ({
          name: name.slice('Constraint'.length),
          weight: Number(text(node, 'Weight_Percentage')),
          node,
        })),
    );

interface StudentsSet {
  parts: Set<string>;
  headcount: number;
}

/** The same group or subgroup may be listed under several years or groups. */
function studentsSets(years: readonly FetNode[]): Map<string, StudentsSet> {
  const found = new Map<string, StudentsSet>();
  const enter = (node: FetNode): Set<string> => {
    const name = text(node, 'Name');
    const inner = [...nodes(node, 'Group'), ...nodes(node, 'Subgroup')];
    const set = found.get(name) ?? { parts: new Set(), headcount: Number(text(node, 'Number_of_Students')) };
    found.set(name, set);
    if (inner.length === 0) set.parts.add(name);
    for (const each of inner) for (const part of enter(each)) set.parts.add(part);
    return set.parts;
  };
  for (const year of years) enter(year);
  return found;
}

function activity(node: FetNode, sets: ReadonlyMap<string, StudentsSet>): FetActivity {
  const students = texts(node, 'Students');
  const own = students.map((name) => {
    const set = sets.get(name);
    if (set === undefined) throw new Error(`There are no students ${name}.`);
    return set;
  });
  const counted = text(node, 'Number_Of_Students');
  return {
    id: text(node, 'Id'),
    splitOf: text(node, 'Activity_Group_Id'),
    duration: Number(text(node, 'Duration')),
    subject: text(node, 'Subject'),
    tags: texts(node, 'Activity_Tag'),
    teachers: texts(node, 'Teacher'),
    students,
    subgroups: new Set(own.flatMap(({ parts }) => [...parts])),
    headcount: counted === '' ? own.reduce((sum, { headcount }) => sum + headcount, 0) : Number(counted),
  };
}
