import { generateSigningKey, type Principal, signPrincipal } from '@campusgraph/auth';
import { CORRELATION_HEADER, PRINCIPAL_HEADER, type Service } from '@campusgraph/graphql';
import type { JSONWebKeySet } from 'jose';

/** An answer of a subgraph, as a test reads it. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever its query asked for, and an expectation checks it
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } & Record<string, unknown> }[];
}

/** Stands where the gateway stands before subgraphs under test: it signs principals with a key they believe. */
export interface TestGateway {
  /** For `ServiceConfig.gatewayJwks`. */
  jwks: JSONWebKeySet;
  /** The headers of a request on behalf of a principal; null: nobody signed in. */
  headers(principal: Principal | null): Promise<Record<string, string>>;
  /** Sends an operation to a service's subgraph. */
  ask(
    service: Service,
    principal: Principal | null,
    query: string,
    variables?: Record<string, unknown>,
  ): Promise<Answer>;
}

export async function createTestGateway(clock: () => Date): Promise<TestGateway> {
  const key = await generateSigningKey('test-gateway');
  const headers = async (principal: Principal | null) => ({
    [PRINCIPAL_HEADER]: await signPrincipal(principal, key, clock()),
    [CORRELATION_HEADER]: crypto.randomUUID(),
  });
  return {
    jwks: { keys: [key.publicJwk] } as JSONWebKeySet,
    headers,
    async ask(service, principal, query, variables = {}) {
      const response = await service.graphql({
        body: JSON.stringify({ query, variables }),
        headers: await headers(principal),
      });
      return JSON.parse(response.body) as Answer;
    },
  };
}
