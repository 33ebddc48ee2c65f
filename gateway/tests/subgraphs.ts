import { composeServices } from '@apollo/composition';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Principal, verifyPrincipal } from '@campusgraph/auth';
import type { SubgraphRequest, SubgraphResponse } from '@campusgraph/graphql';
import { GraphQLError, parse } from 'graphql';
import type { JSONWebKeySet } from 'jose';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@external", "@requires", "@tag", "@authenticated", "@requiresScopes"])`;

const organization = `${LINK}
  type Query {
    me: Viewer @authenticated
    version: String!
    motto: String @authenticated
  }
  type Mutation {
    signIn(input: SignInInput!): SignInPayload!
    closeBranch(id: ID!): CloseBranchPayload! @requiresScopes(scopes: [["organization:write"]])
  }
  input SignInInput { login: String! password: String! }
  type SignInPayload { accessToken: String! }
  type CloseBranchPayload { branch: Branch! audit: String! @requiresScopes(scopes: [["audit:read"]]) }
  type Viewer { kind: String! branch: Branch }
  type Branch @key(fields: "id") { id: ID! name: String! }`;

const academics = `${LINK}
  type Query {
    students(first: Int): StudentConnection! @requiresScopes(scopes: [["student:read"]])
    student(id: ID!): Student @requiresScopes(scopes: [["student:read"]])
    people: [Person!]! @authenticated
    found: [Found!]! @authenticated
    broken: String
    strict: String!
  }
  type Mutation { rename(id: ID!, name: String!): Student }
  type StudentConnection { nodes: [Student!]! totalCount: Int! }
  interface Person { id: ID! name: String! phone: String }
  type Student implements Person @key(fields: "id") {
    id: ID!
    name: String!
    phone: String @requiresScopes(scopes: [["guardian:read"]]) @tag(name: "personal")
    level: Int!
    secretNote: String! @requiresScopes(scopes: [["audit:read"]]) @tag(name: "personal")
    branch: Branch!
    friends(first: Int): StudentConnection!
    grade: Grade
  }
  type Teacher implements Person @key(fields: "id") { id: ID! name: String! phone: String pay: Pay }
  type Pay @requiresScopes(scopes: [["pay:read"]]) { amountFen: Int! }
  type Staffroom @authenticated { name: String! }
  union Found = Student | Pay | Staffroom
  enum Grade @requiresScopes(scopes: [["ledger:read", "account:read"], ["pay:write"]]) { A B }
  type Branch @key(fields: "id", resolvable: false) { id: ID! }`;

const billing = `${LINK}
  type Student @key(fields: "id") {
    id: ID!
    level: Int! @external
    balance: Int @requiresScopes(scopes: [["account:read"]])
    contracts: [Contract!]! @requiresScopes(scopes: [["contract:read"]])
    discount: Int @requires(fields: "level")
  }
  type Contract { id: ID! totalFen: Int! }`;

export const SCHEMAS = { organization, academics, billing };

/** The supergraph of the test's subgraphs, composed as the real one is. */
export function composeTestSupergraph(schemas: Record<string, string> = SCHEMAS): string {
  const services = Object.entries(schemas).map(([name, sdl]) => ({
    name,
    url: `http://${name}`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const students = [
  {
    __typename: 'Student',
    id: 's1',
    name: '王小明',
    phone: '13800000001',
    level: 1,
    secretNote: 'a',
    branch: { id: 'b1' },
    grade: 'A',
  },
  {
    __typename: 'Student',
    id: 's2',
    name: '李小红',
    phone: '13800000002',
    level: 2,
    secretNote: 'b',
    branch: { id: 'b1' },
    grade: 'B',
  },
];
const teacher = { __typename: 'Teacher', id: 't1', name: '张老师', phone: '13900000001', pay: { amountFen: 15_000 } };
const connection = { nodes: students, totalCount: students.length };

interface Context {
  principal: Principal | null;
}

const studentFields = {
  friends: () => connection,
  __resolveReference: ({ id }: { id: string }) => students.find((student) => student.id === id),
};

const RESOLVERS = {
  organization: {
    Query: {
      me: (_: unknown, __: unknown, { principal }: Context) => ({ kind: principal?.kind, branch: { id: 'b1' } }),
      version: () => '1',
      motto: () => '有教无类',
    },
    Mutation: {
      signIn: (_: unknown, { input }: { input: { login: string; password: string } }) => {
        if (input.password === 'right') return { accessToken: 'a token' };
        throw new GraphQLError('登录名或密码不正确。', {
          extensions: { code: 'WRONG_CREDENTIALS', login: input.login, stacktrace: ['at secret.ts'] },
        });
      },
      closeBranch: (_: unknown, { id }: { id: string }) => ({ branch: { id }, audit: 'closed' }),
    },
    Branch: { __resolveReference: ({ id }: { id: string }) => ({ id, name: '中关村校区' }), name: () => '中关村校区' },
  },
  academics: {
    Query: {
      students: () => connection,
      student: (_: unknown, { id }: { id: string }) => students.find((student) => student.id === id) ?? null,
      people: () => [...students, teacher],
      found: () => [students[0], { __typename: 'Pay', amountFen: 5 }, { __typename: 'Staffroom', name: '办公室' }],
      broken: () => {
        throw new Error('connect ECONNREFUSED postgres://owner:password@db');
      },
      strict: () => null,
    },
    Mutation: {
      rename: (_: unknown, { id, name }: { id: string; name: string }) => ({
        ...students.find((student) => student.id === id),
        name,
      }),
    },
    Student: studentFields,
  },
  billing: {
    Student: {
      __resolveReference: (reference: object) => reference,
      balance: () => 2_200,
      contracts: () => [{ id: 'c1', totalFen: 300_000 }],
      discount: ({ level }: { level: number }) => level * 10,
    },
  },
};

export interface ReceivedRequest {
  subgraph: string;
  query: string;
  headers: Readonly<Record<string, string>>;
  principal: Principal | null;
}

/** Real subgraphs, reached by a call; `received` is what the gateway asked of them. */
export async function startTestSubgraphs(gatewayJwks: JSONWebKeySet, clock: () => Date) {
  const received: ReceivedRequest[] = [];
  const servers = new Map<string, ApolloServer<Context>>();
  for (const [name, sdl] of Object.entries(SCHEMAS)) {
    const resolvers = RESOLVERS[name as keyof typeof RESOLVERS];
    const server = new ApolloServer<Context>({
      schema: buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]),
      plugins: [ApolloServerPluginInlineTraceDisabled()],
      csrfPrevention: false,
      stopOnTerminationSignals: false,
    });
    await server.start();
    servers.set(name, server);
  }
  async function send(subgraph: string, { body, headers }: SubgraphRequest): Promise<SubgraphResponse> {
    const { principal } = await verifyPrincipal(headers['x-campusgraph-principal'] ?? '', {
      jwks: gatewayJwks,
      now: clock(),
    });
    const request = JSON.parse(body) as { query: string };
    received.push({ subgraph, query: request.query, headers, principal });
    const answer = await servers.get(subgraph)?.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body: request,
      },
      context: async () => ({ principal }),
    });
    if (answer?.body.kind !== 'complete') throw new Error('no such subgraph');
    return { status: answer.status ?? 200, body: answer.body.string };
  }
  return { send, received, stop: () => Promise.all([...servers.values()].map((server) => server.stop())) };
}
