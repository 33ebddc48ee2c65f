import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
// OWASP's second choice of equal strength: 2^15 × 8 × 3 in 32 MiB, some 60 ms of a core.
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;

/** `scrypt$<N>$<salt>$<hash>`, both in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFKC'), salt, KEY_BYTES, COST);
  return `scrypt$${COST.N}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

// Compared with where there is no account, so that an unknown login takes as long as a wrong password.
const NOBODY = `scrypt$${COST.N}$${randomBytes(16).toString('base64url')}$${randomBytes(KEY_BYTES).toString('base64url')}`;

/** False for a null hash too, after the same time. */
export async function passwordMatches(password: string, stored: string | null | undefined): Promise<boolean> {
  const [, n, salt = '', hash = ''] = (stored ?? NOBODY).split('$');
  const candidate = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64url'), KEY_BYTES, {
    ...COST,
    N: Number(n),
  });
  return timingSafeEqual(candidate, Buffer.from(hash, 'base64url'));
}

/** A random secret of 256 bits, in base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

// Without 0/O and 1/I: it is read from a message and typed.
const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Ten characters of 32, 50 bits: with the lock after ten failures there is no guessing it. */
export const newActivationCode = (): string =>
  Array.from(randomBytes(10), (byte) => CODE_ALPHABET[byte % CODE_ALPHABET.length]).join('');

/** For secrets that are random already. */
export const sha256 = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export const secretMatches = (secret: string, hash: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(secret)), Buffer.from(hash));
