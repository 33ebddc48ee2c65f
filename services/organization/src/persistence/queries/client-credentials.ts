import type { Scope } from '@campusgraph/auth';
import type { Locale } from '@campusgraph/errors';
import type { Database } from '@campusgraph/persistence';

/** What the token endpoint decides on, found by the client id alone. */
export interface ClientCredentials {
  clientAppId: string;
  organizationId: string;
  locale: Locale;
  secretHash: string;
  scopes: Scope[];
  branchIds: string[] | null;
  expiresAt: Date;
  revokedAt: Date | null;
}

const SQL = `
select app.id as "clientAppId", app.organization_id as "organizationId", organization.locale, app.secret_hash as "secretHash", app.scopes,
       app.branch_ids as "branchIds", app.expires_at as "expiresAt", app.revoked_at as "revokedAt"
from client_app app join organization on organization.id = app.organization_id where app.client_id = $1`;

export const findClientCredentials = (database: Database, clientId: string): Promise<ClientCredentials | undefined> =>
  database.system(async (client) => (await client.query<ClientCredentials>(SQL, [clientId])).rows[0]);

/** A token's id is its bearer's word; only with the organization does it name a token that somebody may revoke. */
export interface RevokedTokenId {
  tokenId: string;
  organizationId: string;
}

/** Whose tokens no longer count, as far as they have not expired by themselves. */
export const findRevocations = (
  database: Database,
  now: Date,
): Promise<{ tokens: RevokedTokenId[]; clientAppIds: string[] }> =>
  database.system(async (client) => {
    const tokens = await client.query<RevokedTokenId>(
      'select token_id as "tokenId", organization_id as "organizationId" from revoked_token where expires_at > $1',
      [now],
    );
    const apps = await client.query<{ id: string }>('select id from client_app where revoked_at is not null');
    return { tokens: tokens.rows, clientAppIds: apps.rows.map((row) => row.id) };
  });
