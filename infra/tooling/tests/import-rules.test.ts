import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const CHECKOUT = resolve(import.meta.dirname, '../../..');

/** Each breaks one rule: the file, what it imports, the rule that must say so. */
const BREACHES = [
  ['services/crm/src/domain/lead.ts', '../persistence/table.ts', 'domain-is-pure'],
  ['services/crm/src/domain/score.ts', '@campusgraph/contracts', 'domain-is-pure'],
  ['services/crm/src/domain/file.ts', 'node:fs', 'domain-has-no-io'],
  ['services/crm/src/domain/orm.ts', '@mikro-orm/core', 'domain-has-no-io'],
  ['services/crm/src/persistence/query.ts', '../commands/command.ts', 'persistence-knows-the-domain'],
  ['services/crm/src/commands/answer.ts', '../resolvers/resolver.ts', 'commands-decide-and-record'],
  ['services/crm/src/commands/server.ts', '@campusgraph/graphql', 'commands-decide-and-record'],
  ['services/crm/src/resolvers/publish.ts', '@campusgraph/events', 'resolvers-translate'],
  ['services/crm/src/resolvers/react.ts', '../subscriptions/handler.ts', 'resolvers-translate'],
  ['services/crm/src/subscriptions/read.ts', '../persistence/table.ts', 'subscriptions-delegate'],
  ['services/crm/src/commands/shape.ts', '../generated/resolvers.ts', 'only-resolvers-see-generated-types'],
  ['services/crm/src/commands/neighbour.ts', '../../../billing/src/domain/refund.ts', 'no-service-to-service'],
  ['services/crm/src/service.ts', '@campusgraph/billing', 'no-service-to-service'],
  ['services/crm/tests/neighbour.test.ts', '@campusgraph/billing', 'no-service-to-service'],
  ['services/crm/src/main.ts', '@campusgraph/gateway', 'no-service-to-gateway'],
  ['services/crm/src/launch.ts', '@campusgraph/stack', 'no-service-to-gateway'],
  ['gateway/src/shortcut.ts', '@campusgraph/billing', 'no-gateway-to-service'],
  ['infra/events/src/favourite.ts', '@campusgraph/billing', 'no-infra-to-service'],
  ['infra/errors/src/log.ts', 'node:fs', 'errors-know-nothing'],
  ['services/crm/src/fixture.ts', '@campusgraph/testing', 'tests-only-in-tests'],
  ['services/crm/src/resolvers/environment.ts', '@campusgraph/config', 'environment-in-config-only'],
  ['services/crm/src/and-back.ts', './there.ts', 'no-cycles'],
  ['services/crm/src/nowhere.ts', './missing.ts', 'no-unresolvable'],
] as const;

const ALLOWED = [
  ['services/crm/src/commands/command.ts', '../domain/rule.ts'],
  ['services/crm/src/commands/record.ts', '@campusgraph/contracts'],
  ['services/crm/src/subscriptions/handler.ts', '../commands/command.ts'],
  ['services/crm/src/resolvers/resolver.ts', '../commands/command.ts'],
  ['services/crm/src/resolvers/typed.ts', '../generated/resolvers.ts'],
  ['services/crm/src/persistence/table.ts', '@mikro-orm/core'],
  ['services/crm/src/domain/rule.ts', '@campusgraph/errors'],
  ['services/crm/src/domain/rule.test.ts', '@campusgraph/testing'],
  ['services/crm/tests/crm.test.ts', '@campusgraph/testing'],
  // The other half of the cycle, which is reported once.
  ['services/crm/src/there.ts', './and-back.ts'],
  ['infra/stack/src/graph.ts', '@campusgraph/billing'],
] as const;

const WORKSPACES = {
  ...Object.fromEntries(
    ['errors', 'contracts', 'events', 'graphql', 'testing', 'config', 'stack'].map((name) => [name, `infra/${name}`]),
  ),
  billing: 'services/billing',
  gateway: 'gateway',
};

interface Violation {
  from: string;
  rule: { name: string };
}

describe('the import rules', () => {
  let checkout: string;
  let violations: string[];

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(checkout, file)), { recursive: true });
    writeFileSync(join(checkout, file), text);
  };

  /** A repository of the same shape, with one file per breach, and the real configuration over it. */
  beforeAll(async () => {
    checkout = mkdtempSync(join(tmpdir(), 'campusgraph-imports-'));
    mkdirSync(join(checkout, 'node_modules/@campusgraph'), { recursive: true });
    for (const [name, folder] of Object.entries(WORKSPACES)) {
      write(
        join(folder, 'package.json'),
        JSON.stringify({ name: `@campusgraph/${name}`, type: 'module', exports: { '.': './src/index.ts' } }),
      );
      write(join(folder, 'src/index.ts'), 'export const here = true;\n');
      symlinkSync(join('../..', folder), join(checkout, 'node_modules/@campusgraph', name));
    }
    symlinkSync(join(CHECKOUT, 'node_modules/@mikro-orm'), join(checkout, 'node_modules/@mikro-orm'));
    write('services/billing/src/domain/refund.ts', 'export const refund = 1;\n');
    // `import type` counts as well: what only the types know, the reader has to know too.
    for (const [file, target] of [...BREACHES, ...ALLOWED])
      write(file, `import type {} from '${target}';\nexport const here = true;\n`);
    violations = await cruise(checkout);
  });
  afterAll(() => rmSync(checkout, { recursive: true, force: true }));

  test.each(BREACHES)('%s importing %s breaks %s', (file, _target, rule) => {
    expect(violations).toContain(`${file}: ${rule}`);
  });

  test('what style.md allows breaks nothing', () => {
    const innocent = new Set<string>(ALLOWED.map(([file]) => file));
    expect(
      violations.filter((line) => innocent.has(line.split(': ')[0] ?? '') && !line.includes('and-back.ts')),
    ).toEqual([]);
  });
});

/** `file: rule` of every violation. */
async function cruise(checkout: string): Promise<string[]> {
  const args = [
    '--config',
    join(CHECKOUT, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'infra',
    'services',
    'gateway',
  ];
  const program = join(CHECKOUT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const output = await new Promise<string>((done) => {
    // It leaves with the number of violations; what counts here is what it writes.
    execFile(process.execPath, [program, ...args], { cwd: checkout, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout) =>
      done(stdout),
    );
  });
  const { summary } = JSON.parse(output) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}
