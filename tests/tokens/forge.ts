import { createHmac, createPublicKey, createSign, generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import type { SigningKey } from '@campusgraph/auth';

type Json = Record<string, unknown>;

/** What is changed of a token that would be accepted; `undefined` takes a member away. */
export interface Changes {
  header?: Json;
  payload?: Json;
  /** Signs with this key; default: the true one. */
  key?: SigningKey;
}

/** Makes tokens that are wrong in one thing only: everything else is as organization signs it. */
export interface Forger {
  /** The token that everything starts from. It is accepted. */
  readonly genuine: string;
  /** Changed and signed again. */
  forge(changes: Changes): string;
  /** Changed, with the signature of the genuine token. */
  tamper(payload: Json): string;
  /** With a signature, or whatever stands in its place, of the caller's making. */
  signBy(header: Json, signature: (input: string) => Buffer | string): string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part: string | undefined): Json => JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Json;

export function createForger(genuine: string, trueKey: SigningKey): Forger {
  const [protectedHeader, claims, signature] = genuine.split('.');
  const header = decode(protectedHeader);
  const payload = decode(claims);
  const input = (changes: Changes) =>
    `${encode({ ...header, ...changes.header })}.${encode({ ...payload, ...changes.payload })}`;
  return {
    genuine,
    forge(changes) {
      const signed = input(changes);
      const { privateKey } = changes.key ?? trueKey;
      return `${signed}.${sign(null, Buffer.from(signed), KeyObject.from(privateKey)).toString('base64url')}`;
    },
    tamper: (changed) => `${protectedHeader}.${encode({ ...payload, ...changed })}.${signature}`,
    signBy(changed, by) {
      const signed = input({ header: changed });
      const made = by(signed);
      return `${signed}.${typeof made === 'string' ? made : made.toString('base64url')}`;
    },
  };
}

export const hmac = (digest: string, secret: string | Buffer) => (input: string) =>
  createHmac(digest, secret).update(input).digest();

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });

export const rs256 = (input: string) => createSign('SHA256').update(input).sign(rsa.privateKey);
export const es256 = (input: string) =>
  createSign('SHA256').update(input).sign({ key: ec.privateKey, dsaEncoding: 'ieee-p1363' });

/** An Ed25519 public key as attackers find it in the JWKS, in the forms that libraries have taken for secrets. */
export function publicForms({ publicJwk }: SigningKey): { raw: Buffer; jwk: string; pem: string } {
  const { x = '', crv = '', kty = '' } = publicJwk;
  return {
    raw: Buffer.from(x, 'base64url'),
    jwk: JSON.stringify(publicJwk),
    pem: createPublicKey({ key: { kty, crv, x }, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString(),
  };
}
