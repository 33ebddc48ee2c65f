const STRANGERS = ['an unknown id', 'an id of another type'] as const;
/** The clerk's word is believed because the fact may still be on its way, or never comes to that service at all. */
const NOT_KNOWN_HERE = (service: string, what: string) => ({
  values: STRANGERS,
  why: `${service} keeps no copy of ${what}`,
});
/** Billing and feedback copy branches but do not refuse one that they have not heard of. */
const BRANCH_UNCHECKED = { values: STRANGERS, why: 'the opening of a branch may still be on its way' };

/** What is taken although it looks like an attack, by `operation: argument`, and why. */
export const MAY_BE_ACCEPTED: Readonly<Record<string, { values: readonly string[]; why: string }>> = {
  'revokeToken: input.tokenId': {
    values: STRANGERS,
    why: 'tokens are not kept, so the id of any is believed to whoever may revoke',
  },
  'replayParkedMessages: input.parkedMessageIds': {
    values: STRANGERS,
    why: 'each id is answered by itself: NOT_FOUND',
  },
  'branchByCode: code': { values: ['empty', 'blank'], why: 'nothing is found' },
  'createQuote: input.studentId': { values: STRANGERS, why: 'a registration may still be on its way to billing' },
  'issueInvoice: input.studentId': { values: STRANGERS, why: 'a registration may still be on its way to billing' },
  'takeDeposit: input.studentId': { values: STRANGERS, why: 'a registration may still be on its way to billing' },
  'setPolicy: input.branchId': BRANCH_UNCHECKED,
  'createQuote: input.branchId': BRANCH_UNCHECKED,
  'issueInvoice: input.branchId': BRANCH_UNCHECKED,
  'takeDeposit: input.branchId': BRANCH_UNCHECKED,
  'defineCallbackPlan: input.branchId': BRANCH_UNCHECKED,
  'createQuote: input.courseId': NOT_KNOWN_HERE('billing', 'courses'),
  'setPayRule: input.teacherId': NOT_KNOWN_HERE('billing', 'teachers'),
  'registerStudent: input.guardianId': NOT_KNOWN_HERE('academics', 'guardians'),
  'reassignCallback: input.ownerId': NOT_KNOWN_HERE('feedback', 'staff'),
  'bookTrialLesson: input.scheduledLessonId': NOT_KNOWN_HERE('crm', 'lessons'),
  'captureLead: input.branchId': NOT_KNOWN_HERE('crm', 'branches'),
  'registerGuardian: input.branchId': NOT_KNOWN_HERE('crm', 'branches'),
  'startLeadImport: input.branchId': NOT_KNOWN_HERE('crm', 'branches'),
  'recycleIdleLeads: input.branchId': NOT_KNOWN_HERE('crm', 'branches'),
};

/** Refusals that must not say which argument was wrong. */
export const UNNAMED: Readonly<Record<string, { codes: readonly string[]; why: string }>> = {
  activateAccount: {
    codes: ['WRONG_ACTIVATION_CODE', 'ACCOUNT_LOCKED'],
    why: 'who guesses must not learn which half was right',
  },
};

/** Where the answer has the argument's name for something else. */
export const TOLD_AS: Readonly<Record<string, string>> = { 'rejectRefund: input.reason': 'rejectionReason' };

/** Each exception by itself, so that one that nothing needs any more can be told. */
export const DECLARED: readonly string[] = [
  ...Object.entries(MAY_BE_ACCEPTED).flatMap(([place, { values }]) => values.map((value) => `${place}, ${value}`)),
  ...Object.keys(UNNAMED),
  ...Object.keys(TOLD_AS),
];
