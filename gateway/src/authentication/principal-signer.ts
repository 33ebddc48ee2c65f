import { type Principal, type SigningKey, signPrincipal } from '@campusgraph/auth';
import { decodeJwt } from 'jose';

interface Signed {
  token: string;
  until: Date;
}

/** A principal in the words that subgraphs trust; null is an anonymous one. */
export type SignPrincipal = (principal: Principal | null) => Promise<string>;

/**
 * Signs who asks for subgraphs, an anonymous request too: they answer nothing that is not signed. A signature is used
 * again for half its lifetime (for the same object), so that the other half is always left for the request that carries it.
 */
export function createPrincipalSigner(key: SigningKey, clock: () => Date): SignPrincipal {
  const nobody = {};
  const signatures = new WeakMap<object, Signed>();
  return async (principal) => {
    const now = clock();
    const known = signatures.get(principal ?? nobody);
    if (known && now < known.until) return known.token;
    const token = await signPrincipal(principal, key, now);
    const { iat = 0, exp = 0 } = decodeJwt(token);
    signatures.set(principal ?? nobody, { token, until: new Date(((iat + exp) / 2) * 1000) });
    return token;
  };
}
