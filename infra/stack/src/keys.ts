import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { exportSigningKey, generateSigningKey, importSigningKey, type SigningKey } from '@campusgraph/auth';
import type { JWK } from 'jose';

/** Who signs what in a graph of our own. */
export interface Keys {
  /** The gateway's, for the principal that it passes on. */
  gateway: SigningKey;
  /** Organization's, for access tokens. */
  accessTokens: SigningKey;
}

/** The `iss` of access tokens of a graph on this machine, whatever port it listens on. */
export const TOKEN_ISSUER = 'https://campusgraph.local';

/** Reads the keys from `file` (0600), or makes them: tokens go on being valid after a restart. */
export async function loadKeys(file: string): Promise<Keys> {
  if (existsSync(file)) {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { gateway: JWK; accessTokens: JWK };
    return {
      gateway: await importSigningKey(stored.gateway),
      accessTokens: await importSigningKey(stored.accessTokens),
    };
  }
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  mkdirSync(dirname(file), { recursive: true });
  const written = `${file}.${process.pid}`;
  writeFileSync(written, JSON.stringify(await exportKeys(keys)), { mode: 0o600 });
  renameSync(written, file);
  return keys;
}

/** The private halves as JWKs, for a file or for the environment of the one process that signs with them. */
export const exportKeys = async ({ gateway, accessTokens }: Keys): Promise<{ gateway: JWK; accessTokens: JWK }> => ({
  gateway: await exportSigningKey(gateway),
  accessTokens: await exportSigningKey(accessTokens),
});
