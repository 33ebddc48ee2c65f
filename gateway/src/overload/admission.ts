import type { Principal } from '@campusgraph/auth';
import { type Circle, createLimiter, NoPlaceError } from '@campusgraph/graphql';
import type { Bearer } from '../authentication/bearer.ts';
import type { Exchange } from '../exchange.ts';
import type { Asker, Limits } from '../limits/limits.ts';
import { overloaded, tooManyRequests } from './refusals.ts';

export interface AdmissionOptions {
  authenticate: (authorization: string | undefined) => Promise<Bearer | null>;
  limits: Pick<Limits, 'requests' | 'requestsOf' | 'partOf'>;
}

/** Carries a request out, or throws OVERLOADED or TOO_MANY_REQUESTS before anything of it was begun. */
export type Admit = <Answer>(
  authorization: string | undefined,
  exchange: Exchange,
  carryOut: () => Promise<Answer>,
) => Promise<Answer>;

/**
 * Admits what the gateway can answer soon. First nobody gets more than the own share, so that one who floods is refused
 * and not everyone else; then there must be a place, of which several who flood together get their part and no more.
 */
export function createAdmission({ authenticate, limits }: AdmissionOptions): Admit {
  const limiter = createLimiter({ inFlight: limits.requests, waiting: limits.requests, paced: true });
  const shares = new Map<string, number>();

  async function withinShare<Answer>(asker: Asker, key: string, work: () => Promise<Answer>): Promise<Answer> {
    const share = limits.requestsOf[asker];
    const taken = shares.get(key) ?? 0;
    if (taken >= share) throw tooManyRequests(share);
    shares.set(key, taken + 1);
    try {
      return await work();
    } finally {
      const left = (shares.get(key) ?? 1) - 1;
      if (left > 0) shares.set(key, left);
      else shares.delete(key);
    }
  }

  return async (authorization, exchange, carryOut) => {
    // A token that is no good is refused further in, for the reason it has; until then its bearer is nobody.
    const bearer = await authenticate(authorization).catch(() => null);
    if (bearer) exchange.locale = bearer.principal.locale;
    const circles = circlesOf(bearer?.principal, exchange.clientAddress, limits.partOf);
    const asker = (bearer?.principal.kind ?? 'ANONYMOUS') as Asker;
    return withinShare(asker, circles.at(-1)?.name ?? '', () => limiter.run(carryOut, circles).catch(sayOverloaded));
  };
}

/** With whom somebody shares the places, from the widest to oneself: an address is all that is known of who has not signed in. */
function circlesOf(principal: Principal | undefined, address: string, partOf: Limits['partOf']): Circle[] {
  if (!principal) {
    const all = { name: 'ANONYMOUS', part: partOf.ANONYMOUS };
    return [all, { name: `ANONYMOUS ${address}`, part: partOf.ANONYMOUS }];
  }
  const { kind, organizationId, subject } = principal;
  const ofKind = kind === 'PARTNER' ? { name: kind, part: partOf.PARTNER } : { name: 'PEOPLE', part: 1 };
  return [
    ofKind,
    { name: organizationId, part: partOf.organization },
    { name: `${organizationId} ${kind} ${subject}`, part: 1 },
  ];
}

function sayOverloaded(error: unknown): never {
  throw error instanceof NoPlaceError ? overloaded() : error;
}
