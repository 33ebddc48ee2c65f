import { type SigningKey, signPrincipal } from '@campusgraph/auth';
import { decodeJwt } from 'jose';
import type { Bearer } from './bearer.ts';

interface Signed {
  token: string;
  until: Date;
}

/**
 * Signs who asks for subgraphs, an anonymous request too: they answer nothing that is not signed. A signature is used
 * again for half its lifetime, so that the other half is always left for the request that carries it.
 */
export function createPrincipalSigner(key: SigningKey, clock: () => Date): (bearer: Bearer | null) => Promise<string> {
  const nobody = {};
  const signatures = new WeakMap<object, Signed>();
  return async (bearer) => {
    const now = clock();
    const known = signatures.get(bearer ?? nobody);
    if (known && now < known.until) return known.token;
    const token = await signPrincipal(bearer?.principal ?? null, key, now);
    const { iat = 0, exp = 0 } = decodeJwt(token);
    signatures.set(bearer ?? nobody, { token, until: new Date(((iat + exp) / 2) * 1000) });
    return token;
  };
}
