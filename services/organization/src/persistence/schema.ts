import type { DatabaseSchema } from '@campusgraph/persistence';
import { Account } from './entities/account.ts';
import { AddressGuesses } from './entities/address-guesses.ts';
import { AuditEntry } from './entities/audit-entry.ts';
import { Branch } from './entities/branch.ts';
import { ClientApp } from './entities/client-app.ts';
import { Organization } from './entities/organization.ts';
import { ParkedMessage } from './entities/parked-message.ts';
import { Region } from './entities/region.ts';
import { RevokedToken } from './entities/revoked-token.ts';
import { Staff } from './entities/staff.ts';
import { Migration20261122120000 } from './migrations/Migration20261122120000-first-tables.ts';
import { Migration20261122185500 } from './migrations/Migration20261122185500-own-tokens-and-apps.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122204100 } from './migrations/Migration20261122204100-parked-messages.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';
import { Migration20261128182010 } from './migrations/Migration20261128182010-address-guesses.ts';

/** What the organization database is made of. */
export const schema: DatabaseSchema = {
  service: 'organization',
  entities: [
    Organization,
    Region,
    Branch,
    Staff,
    Account,
    ClientApp,
    RevokedToken,
    AuditEntry,
    ParkedMessage,
    AddressGuesses,
  ],
  migrations: [
    { name: 'Migration20261122120000-first-tables', class: Migration20261122120000 },
    { name: 'Migration20261122185500-own-tokens-and-apps', class: Migration20261122185500 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122204100-parked-messages', class: Migration20261122204100 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
    { name: 'Migration20261128182010-address-guesses', class: Migration20261128182010 },
  ],
  appendOnly: ['audit_entry'],
  derived: ['parked_message'],
};
