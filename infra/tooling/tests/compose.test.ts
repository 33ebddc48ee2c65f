import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { run } from '../src/compose.ts';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@tag"])`;
const academics = `${LINK}
type Query { student(id: ID!): Student @requiresScopes(scopes: [["students:read"]]) }
type Student @key(fields: "id") { id: ID! name: String! @tag(name: "partner") }`;
const billing = `${LINK}
type Student @key(fields: "id") { id: ID! balance: Int! }`;

describe('the committed supergraph', () => {
  let checkout: string;
  const write = (service: string, sdl: string): void => {
    mkdirSync(join(checkout, 'services', service), { recursive: true });
    writeFileSync(join(checkout, 'services', service, 'schema.graphql'), sdl);
  };

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), 'campusgraph-compose-'));
    mkdirSync(join(checkout, 'gateway'));
    write('academics', academics);
    write('billing', billing);
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  test('is written, and then the check agrees', () => {
    expect(run(checkout, '--write').exitCode).toBe(0);
    const supergraph = readFileSync(join(checkout, 'gateway/supergraph.graphql'), 'utf8');
    expect(supergraph).toContain('BILLING @join__graph(name: "billing", url: "http://billing")');
    expect(supergraph).toContain('@requiresScopes(scopes: [["students:read"]])');
    expect(run(checkout, '--check')).toMatchObject({ exitCode: 0 });
  });

  test('that is missing or older than a schema fails the check, which shows what changed', () => {
    expect(run(checkout, '--check').exitCode).toBe(1);
    run(checkout, '--write');
    write('billing', billing.replace('balance: Int!', 'balance: Int! owedFen: Int!'));
    const { exitCode, lines } = run(checkout, '--check');
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toMatch(/\+ .*owedFen: Int!/);
  });

  test('is not written when the subgraphs do not compose; the error names the field', () => {
    write('billing', billing.replace('balance: Int!', 'name: Int!'));
    const { exitCode, lines } = run(checkout, '--write');
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toMatch(/FIELD_TYPE_MISMATCH.*Student\.name/);
  });

  test('a schema that is not GraphQL is named by its service', () => {
    write('billing', 'type {');
    expect(run(checkout, '--check').lines.join('\n')).toMatch(/billing: Syntax Error/);
  });
});
