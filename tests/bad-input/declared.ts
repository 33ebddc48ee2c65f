const STRANGERS = ['an unknown id', 'an id of another type'] as const;

/** What is taken although it looks like an attack, by `operation: argument`, and why. */
export const MAY_BE_ACCEPTED: Readonly<Record<string, { values: readonly string[]; why: string }>> = {
  'revokeToken: input.tokenId': {
    values: STRANGERS,
    why: 'tokens are not kept, so the id of any is believed to whoever may revoke',
  },
  'replayParkedMessages: input.parkedMessageIds[0]': {
    values: STRANGERS,
    why: 'each id is answered by itself: NOT_FOUND',
  },
  'branchByCode: code': { values: ['empty', 'blank'], why: 'nothing is found' },
};

/** Refusals that must not say which argument was wrong. */
export const UNNAMED: Readonly<Record<string, { codes: readonly string[]; why: string }>> = {
  activateAccount: {
    codes: ['WRONG_ACTIVATION_CODE', 'ACCOUNT_LOCKED'],
    why: 'who guesses must not learn which half was right',
  },
};

/** Where the answer has the argument's name for something else. */
export const TOLD_AS: Readonly<Record<string, string>> = {
  'rejectRefund: input.reason': 'rejectionReason',
  'undoRepairPlan: input.reason': 'undoReason',
};

/** Each exception by itself, so that one that nothing needs any more can be told. */
export const DECLARED: readonly string[] = [
  ...Object.entries(MAY_BE_ACCEPTED).flatMap(([place, { values }]) => values.map((value) => `${place}, ${value}`)),
  ...Object.keys(UNNAMED),
  ...Object.keys(TOLD_AS),
];
