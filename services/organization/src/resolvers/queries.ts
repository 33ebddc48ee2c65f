import { page, toConnection } from '@campusgraph/graphql';
import type { QueryResolvers } from '../generated/resolvers.ts';
import { AuditEntry } from '../persistence/entities/audit-entry.ts';
import { Branch } from '../persistence/entities/branch.ts';
import { ClientApp } from '../persistence/entities/client-app.ts';
import { Organization } from '../persistence/entities/organization.ts';
import { ParkedMessage } from '../persistence/entities/parked-message.ts';
import { Region } from '../persistence/entities/region.ts';
import { Staff } from '../persistence/entities/staff.ts';
import { branchesById, staffById } from '../persistence/queries/by-id.ts';

export const queries: QueryResolvers = {
  me: (_, __, { principal }) => principal,
  organization: (_, __, { read, principal }) =>
    read((em) => em.findOneOrFail(Organization, { id: principal.organizationId })),
  regions: (_, __, { read }) => read((em) => em.find(Region, {}, { orderBy: { name: 'asc' } })),
  branches: (_, paging, { read }, info) =>
    read(async (em) =>
      toConnection(
        await em.findByCursor(Branch, { ...page(paging, info), where: {}, orderBy: { code: 'asc', id: 'asc' } }),
      ),
    ),
  branch: (_, { id }, { load }) => load(branchesById, id),
  branchByCode: (_, { code }, { read }) => read((em) => em.findOne(Branch, { code })),
  staffMembers: (_, { role, ...paging }, { read }, info) =>
    read(async (em) =>
      toConnection(
        await em.findByCursor(Staff, {
          ...page(paging, info),
          where: role ? { role } : {},
          orderBy: { name: 'asc', id: 'asc' },
        }),
      ),
    ),
  staffMember: (_, { id }, { load }) => load(staffById, id),
  clientApps: (_, paging, { read }, info) =>
    read(async (em) =>
      toConnection(
        await em.findByCursor(ClientApp, {
          ...page(paging, info),
          where: {},
          orderBy: { createdAt: 'desc', id: 'desc' },
        }),
      ),
    ),
  auditEntries: (_, { action, actorId, ...paging }, { read }, info) => {
    const where = { ...(action && { action }), ...(actorId && { actorId }) };
    return read(async (em) =>
      toConnection(
        await em.findByCursor(AuditEntry, { ...page(paging, info), where, orderBy: { at: 'desc', id: 'desc' } }),
      ),
    );
  },
  parkedMessages: (_, { status, service, ...paging }, { read }, info) => {
    const where = {
      ...(status && { replayedAt: status === 'WAITING' ? null : { $ne: null } }),
      ...(service && { service }),
    };
    return read(async (em) =>
      toConnection(
        await em.findByCursor(ParkedMessage, {
          ...page(paging, info),
          where,
          orderBy: { parkedAt: 'desc', id: 'desc' },
        }),
      ),
    );
  },
};
