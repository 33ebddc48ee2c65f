/**
 * Every scope there is. A role and a partner's grant are both just lists of these. `read` and `write` are per kind of
 * data, so that a token can be cut down to what its bearer needs.
 */
export const SCOPES = [
  'organization:read',
  'organization:write',
  'staff:read',
  'staff:write',
  'client-app:manage',
  'audit:read',
  'lead:read',
  'lead:write',
  'lead:import',
  'guardian:read',
  'guardian:write',
  'trial:write',
  'student:read',
  'student:write',
  'course:read',
  'course:write',
  'class:read',
  'class:write',
  'schedule:read',
  'schedule:write',
  'timetable:run',
  'seat:take',
  'calendar:write',
  'attendance:read',
  'attendance:write',
  'leave:write',
  'contract:read',
  'contract:write',
  'payment:read',
  'payment:write',
  'account:read',
  'ledger:read',
  'refund:request',
  'refund:approve',
  'refund:pay',
  'pay:read',
  'pay:write',
  'revenue:read',
  'ticket:read',
  'ticket:write',
  'ticket:handle',
  'service-policy:write',
  'callback:read',
  'callback:write',
  'survey:read',
  'survey:write',
  'survey:answer',
  'feedback:read',
  'notification:read',
  'notification:write',
  'preference:write',
  'insights:read',
  'event:operate',
] as const;

/** One permission, `<kind of data>:<read|write|…>`. */
export type Scope = (typeof SCOPES)[number];

const all = (...prefixes: string[]): Scope[] =>
  SCOPES.filter((scope) => prefixes.some((prefix) => scope.startsWith(prefix)));

const without = (scopes: readonly Scope[], ...dropped: Scope[]): Scope[] =>
  scopes.filter((scope) => !dropped.includes(scope));

const frontDesk: Scope[] = [
  'organization:read',
  'staff:read',
  'guardian:read',
  'student:read',
  'course:read',
  'class:read',
  'schedule:read',
  'attendance:read',
  'contract:read',
  'account:read',
  'notification:read',
];

/** The roles a school starts with. Organizations may add their own; these cannot be changed. */
export const ROLES = {
  HQ: without(SCOPES, 'survey:answer'),
  BRANCH_MANAGER: without(SCOPES, 'client-app:manage', 'event:operate', 'organization:write', 'survey:answer'),
  SALES: [
    ...frontDesk,
    ...all('lead:', 'trial:'),
    'guardian:write',
    'student:write',
    'contract:write',
    'payment:write',
    'payment:read',
    'refund:request',
    'ticket:read',
    'ticket:write',
    'callback:read',
    'callback:write',
  ],
  ACADEMIC: [
    ...frontDesk,
    ...all('student:', 'course:', 'class:', 'schedule:', 'timetable:', 'seat:', 'calendar:', 'attendance:', 'leave:'),
    'trial:write',
    'ticket:read',
    'ticket:write',
    'lead:read',
  ],
  TEACHER: [
    'organization:read',
    'student:read',
    'course:read',
    'class:read',
    'schedule:read',
    'calendar:write',
    'attendance:read',
    'attendance:write',
    'pay:read',
    'ticket:write',
  ],
  FINANCE: [
    ...frontDesk,
    ...all('contract:', 'payment:', 'account:', 'ledger:', 'refund:', 'pay:', 'revenue:'),
    'insights:read',
  ],
  SUPPORT: [
    ...frontDesk,
    ...without(all('ticket:', 'callback:', 'survey:'), 'survey:answer'),
    'feedback:read',
    'refund:request',
    'lead:read',
  ],
  GUARDIAN: [
    'organization:read',
    'guardian:read',
    'student:read',
    'course:read',
    'class:read',
    'schedule:read',
    'seat:take',
    'calendar:write',
    'attendance:read',
    'leave:write',
    'contract:read',
    'account:read',
    'payment:read',
    'refund:request',
    'ticket:read',
    'ticket:write',
    'survey:answer',
    'notification:read',
    'preference:write',
  ],
} as const satisfies Record<string, readonly Scope[]>;

/** The name of a built-in role. */
export type RoleName = keyof typeof ROLES;
