import type { ApolloGateway, GraphQLDataSource } from '@apollo/gateway';
import { CLIENT_ADDRESS_HEADER, CORRELATION_HEADER, PRINCIPAL_HEADER } from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import type { SignPrincipal } from '../authentication/principal-signer.ts';
import type { Exchange } from '../exchange.ts';
import type { SendToSubgraph } from '../options.ts';
import type { Bulkhead } from './bulkhead.ts';
import { fetchedPlaces } from './fetched-places.ts';
import { unavailable } from './unavailable.ts';
import { withTimeout } from './with-timeout.ts';

/** When the gateway stops waiting, as an ISO time: work beyond it is for nobody. */
const DEADLINE_HEADER = 'x-campusgraph-deadline';
/** The one that counts wrong passwords by address; to the others where somebody is says nothing. */
const SIGNS_IN = 'organization';

type ProcessOptions = Parameters<GraphQLDataSource['process']>[0];
type Response = Awaited<ReturnType<GraphQLDataSource['process']>>;
type IncomingRequest = Parameters<ApolloGateway['executor']>[0]['request'];

export interface DataSourceOptions {
  send: SendToSubgraph;
  bulkhead: Bulkhead;
  signPrincipal: SignPrincipal;
  /** How long all the fetches of a request may take together. */
  timeoutMs: number;
  clock: () => Date;
  logger: Logger;
}

/**
 * A data source that does no more than it must. Apollo's own (`RemoteGraphQLDataSource`) takes a third of a gateway's
 * time. A subgraph that is down, slow or incomprehensible gives null and SUBGRAPH_UNAVAILABLE for its own fields; the
 * rest of the answer stands.
 */
export function createDataSource(subgraph: string, options: DataSourceOptions): GraphQLDataSource {
  const { send, bulkhead, timeoutMs, clock, logger } = options;
  return {
    async process({ request, context }: ProcessOptions): Promise<Response> {
      const exchange = context as Exchange;
      const { query, variables, operationName } = request;
      const deadline = new Date(exchange.arrivedAt.getTime() + timeoutMs);
      const headers = await headersFor(exchange, deadline, options.signPrincipal);
      if (subgraph === SIGNS_IN) headers[CLIENT_ADDRESS_HEADER] = exchange.clientAddress;
      const body = JSON.stringify({ query, variables, operationName });
      const fetch = () => withTimeout(send(subgraph, { body, headers }), deadline.getTime() - clock().getTime());
      try {
        return locate(read(await bulkhead(exchange, fetch)), request);
      } catch (error) {
        logger.warn(
          { correlationId: exchange.correlationId, subgraph, err: error },
          'a subgraph gave no usable answer',
        );
        return { data: null, errors: unavailable(subgraph, fetchedPlaces(request)) };
      }
    },
  };
}

async function headersFor(
  exchange: Exchange,
  deadline: Date,
  signPrincipal: SignPrincipal,
): Promise<Record<string, string>> {
  return {
    'content-type': 'application/json',
    accept: 'application/json',
    'accept-language': exchange.locale,
    [CORRELATION_HEADER]: exchange.correlationId,
    [DEADLINE_HEADER]: deadline.toISOString(),
    [PRINCIPAL_HEADER]: await signPrincipal(exchange.bearer?.principal ?? null),
  };
}

/**
 * A GraphQL answer, whatever its status. A proxy's page or a dying server's 502–504 is none, and neither is 401: the
 * subgraph does not know our key, which no client can help.
 */
function read({ status, body }: { status: number; body: string }): Response {
  if (status === 401 || (status >= 502 && status <= 504)) throw new Error(`HTTP ${status}`);
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    throw new Error(`HTTP ${status} with a body that is not JSON`);
  }
  if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
    throw new Error(`HTTP ${status} with JSON that is not a GraphQL answer`);
  }
  return answer as Response;
}

/** A subgraph that refuses the whole fetch says no place; the client still learns which field it was. */
function locate(answer: Response, request: IncomingRequest): Response {
  if (!answer.errors?.some((error) => !error.path)) return answer;
  const [first] = fetchedPlaces(request);
  return {
    ...answer,
    errors: answer.errors.map((error) => (error.path || !first ? error : { ...error, path: first.path })),
  };
}
