import { describe, expect, test } from '@jest/globals';
import { readPolicies } from './scopes/policies.ts';
import { grantOf, refusal } from './scopes/requirement.ts';
import { readSupergraph } from './supergraph.ts';

const supergraph = (links: string, types: string) => readSupergraph(`schema ${links} { query: Query } ${types}`);
const SECURED =
  '@link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) @link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY)';

describe('reading policies out of a supergraph', () => {
  test('"for: SECURITY" is taken off what the gateway enforces, and only that', () => {
    const { executableSdl } = supergraph(
      `${SECURED} @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)`,
      'type Query { a: Int }',
    );
    expect(executableSdl).not.toContain('SECURITY');
    expect(executableSdl).toContain('@link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)');
  });

  test('a protection that the gateway cannot enforce keeps it from starting', () => {
    const policy = '@link(url: "https://specs.apollo.dev/policy/v0.1", for: SECURITY)';
    expect(() => supergraph(policy, 'type Query { a: Int }')).toThrow('https://specs.apollo.dev/policy/v0.1');
  });

  test('renamed directives are recognised', () => {
    const renamed = '@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "signedIn", for: SECURITY)';
    const policies = readPolicies(supergraph(renamed, 'type Query { a: Int @signedIn b: Int }'));
    expect([policies.has('Query.a'), policies.has('Query.b')]).toEqual([true, false]);
  });

  test('fields, types, interfaces, scalars and enums all count', () => {
    const policies = readPolicies(
      supergraph(
        SECURED,
        `type Query { own: Int @requiresScopes(scopes: [["a"]]) money: [Fen!]! grade: Grade pay: Pay node: Node }
         scalar Fen @requiresScopes(scopes: [["b"]])
         enum Grade @authenticated { A }
         interface Node { id: ID }
         type Pay implements Node @requiresScopes(scopes: [["c"]]) { id: ID amount: Fen }
         type Open implements Node { id: ID @requiresScopes(scopes: [["d"]]) }`,
      ),
    );
    const needs = (field: string) => policies.get(field)?.scopes.flat(2) ?? null;
    expect(
      ['Query.own', 'Query.money', 'Query.grade', 'Query.pay', 'Query.node', 'Node.id', 'Pay.amount', 'Open.id'].map(
        needs,
      ),
    ).toEqual([['a'], ['b'], [], ['c'], null, ['c', 'd'], ['c', 'b'], ['d']]);
  });
});

describe('what is missing', () => {
  const requirement = { authenticated: true, scopes: [[['a', 'b'], ['c']], [['d']]] };

  test('the shortest way to access is named', () => {
    expect(refusal(requirement, grantOf(['a']))).toEqual({ reason: 'scopes', missing: ['b', 'd'] });
    expect(refusal(requirement, grantOf(['c', 'd']))).toBeNull();
  });

  test('no alternative at all is met by nobody', () => {
    expect(refusal({ authenticated: true, scopes: [[]] }, grantOf(['a']))).toEqual({ reason: 'scopes', missing: [] });
  });

  test('an empty alternative is met by everyone who is signed in', () => {
    expect(refusal({ authenticated: true, scopes: [[[]]] }, grantOf([]))).toBeNull();
  });
});
