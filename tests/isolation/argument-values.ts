import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql';

/** Gives the id for an argument name, such as `studentId`. */
export type IdOf = (name: string) => string;

/** Named as an id, and no row's: what a device or an app makes up. */
const NO_ROW = ['deviceBatchId'];
/** Input objects of which only one way may be taken: what is left out, so that the rest is a valid request. */
const LEFT_OUT: Record<string, readonly string[]> = {
  AnswerSurveyInput: ['token'],
  ScheduleLessonsInput: ['weekly'],
  SetPolicyInput: ['validFrom', 'deduction', 'revenue', 'sales'],
  SetLeadPolicyInput: ['validFrom'],
  CreateQuoteInput: ['instalments'],
  CaptureLeadInput: ['capturedAt'],
  AddStaffInput: ['login', 'password'],
  LessonInput: ['endsAt'],
  RescheduleLessonInput: ['endsAt'],
};
/** Of these exactly one may be given: each is tried alone. */
export const ONE_OF: Record<string, readonly string[]> = {
  RecordPaymentInput: ['contractId', 'invoiceId'],
  CreateCalendarFeedInput: ['teacherId', 'studentId', 'roomId'],
  PromoteClassGroupInput: ['toClassGroupId', 'newClassGroup'],
  RepairDisruptionInput: [
    ...['teacherGone', 'teacherAbsenceId', 'roomGone', 'roomClosureId', 'branchGone', 'holidayId', 'newHoliday'],
    ...['lessonMoved', 'classAdded'],
  ],
  TakeSeatInput: ['studentId', 'guardianId'],
};
/** Plausible texts by argument name; anything else is a word. */
const TEXTS: Record<string, string> = {
  startTime: '10:00',
  endTime: '18:00',
  opens: '09:00',
  closes: '12:00',
  quietFrom: '22:00',
  quietTo: '07:00',
  phone: '13900007777',
  email: 'intruder@example.com',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  fileName: 'intruder.csv',
  fileSha256: 'f'.repeat(64),
  mapping: '{"columns":{"name":"n","phone":"p"}}',
  period: '2026-04',
  password: 'an intruder’s password',
  login: 'intruder',
  activationCode: 'ABCDEFGHJK',
  scopes: 'student:read',
  body: 'intruder',
  termsVersion: 'intruder-1',
};
const NUMBERS: Record<string, number> = {
  weekday: 3,
  score: 5,
  nps: 9,
  count: 2,
  capacity: 8,
  durationMinutes: 60,
  lessonsPerWeek: 2,
  maxMinutesPerDay: 300,
  maxMinutesPerWeek: 900,
  lessonHundredths: 100,
  paidLessons: 1000,
  unitPriceFen: 777,
  listPriceFen: 888,
  sizeBytes: 100,
  discountFen: 0,
  materialsFen: 0,
  giftLessons: 0,
  dueWithinDays: 7,
  openDays: 14,
  leaveCutOffHours: 24,
  firstResponseMinutes: 60,
  nextResponseMinutes: 60,
  resolutionMinutes: 600,
};
/** After the story's last day. */
const DAYS: Record<string, string> = { from: '2026-03-01', to: '2026-04-30', birthDate: '2018-01-01' };
const INSTANTS: Record<string, string> = {
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-30T00:00:00Z',
  endsAt: '2026-04-22T03:30:00Z',
};

const bare = (type: GraphQLInputType): Exclude<GraphQLInputType, { ofType: unknown }> =>
  (isNonNullType(type) || isListType(type) ? bare(type.ofType) : type) as never;

/** Does an argument of that name and type point at a row? `id` does only beside a type that says whose. */
export const isRowId = ({ name, type }: Pick<GraphQLArgument, 'name' | 'type'>): boolean =>
  !NO_ROW.includes(name) && (/Ids?$/.test(name) || bare(type).name === 'ID') && name !== 'id';

/** The name under which an id is known: `branchIds` holds ids of `branchId`. */
export const idName = (name: string): string => name.replace(/Ids$/, 'Id');

export const isLeftOut = (type: GraphQLInputObjectType, field: GraphQLInputField): boolean =>
  (LEFT_OUT[type.name]?.includes(field.name) ?? false) && !isRequiredInputField(field);

/** A plausible value for an argument or a field of an input object. */
export function valueFor(name: string, type: GraphQLInputType, idOf: IdOf): unknown {
  if (isNonNullType(type)) return valueFor(name, type.ofType, idOf);
  if (isListType(type)) return [valueFor(name, type.ofType, idOf)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter((field) => !isLeftOut(type, field));
    return Object.fromEntries(fields.map((field) => [field.name, valueFor(field.name, field.type, idOf)]));
  }
  if (isRowId({ name, type })) return idOf(idName(name));
  // A key that was used would answer for the rules under attack.
  if (name === 'idempotencyKey') return crypto.randomUUID();
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'Boolean':
      return false;
    case 'Int':
    case 'Fen':
    case 'Lessons':
      return NUMBERS[name] ?? 1;
    case 'Date':
      return DAYS[name] ?? '2026-04-20';
    case 'DateTime':
      return INSTANTS[name] ?? '2026-04-22T02:00:00Z';
    case 'String':
      return TEXTS[name] ?? 'intruder';
  }
  throw new Error(`argument-values.ts has no value for ${name}: ${String(type)}; add one.`);
}

/** The names of all rows' ids that an input asks for, at any depth. */
export function idNames(name: string, type: GraphQLInputType, found = new Set<string>()): Set<string> {
  const inner = bare(type);
  if (isInputObjectType(inner)) {
    for (const field of Object.values(inner.getFields())) {
      if (!isLeftOut(inner, field)) idNames(field.name, field.type, found);
    }
  } else if (isRowId({ name, type })) found.add(idName(name));
  return found;
}
