import { page, toConnection } from '@campusgraph/graphql';
import { NOTICE_KINDS, variablesOf } from '../domain/template-keys.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { deliveriesById, templatesById, triesByDelivery } from '../persistence/queries/by-id.ts';
import { deliveriesPage } from '../persistence/queries/deliveries-page.ts';
import { preferencesByGuardian } from '../persistence/queries/preferences-by-guardian.ts';

export const types: Pick<Resolvers, 'Delivery' | 'Template' | 'Guardian' | 'Student'> = {
  Delivery: {
    __resolveReference: ({ id }, { load }) => load(deliveriesById, id),
    recipient: ({ guardianId }) => ({ id: guardianId }),
    student: ({ studentId }) => (studentId ? { id: studentId } : null),
    branch: ({ branchId }) => (branchId ? { id: branchId } : null),
    tries: ({ id }, _, { load }) => load(triesByDelivery, id),
    queuedAt: ({ createdAt }) => createdAt,
    // Whoever may read notices may not sign in as the guardian by it, sent or not.
    body: ({ templateKey, body }) => (NOTICE_KINDS[templateKey].secret ? null : (body ?? null)),
  },
  Template: {
    __resolveReference: ({ id }, { load }) => load(templatesById, id),
    variables: ({ key }) => [...variablesOf(key)],
  },
  Guardian: {
    __resolveReference: ({ id }) => ({ id }),
    notices: ({ id }, paging, { read }, info) =>
      read(async (em) => toConnection(await deliveriesPage(em, page(paging, info), { guardianId: id }))),
    notificationPreference: ({ id }, _, { load }) => load(preferencesByGuardian, id),
  },
  Student: {
    __resolveReference: ({ id }) => ({ id }),
    notices: ({ id }, paging, { read }, info) =>
      read(async (em) => toConnection(await deliveriesPage(em, page(paging, info), { studentId: id }))),
  },
};
