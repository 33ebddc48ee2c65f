// The import rules of style.md. Every one is an error; a breach names the file, the import and the rule.
const service = '^services/([^/]+)/src';
const test = '\\.test\\.ts$';
// `$1` is the service that the importing file belongs to.
const own = '^services/$1/src';
const infra = (...names) => `^infra/(${names.join('|')})/`;

/** A layer of a service may import only these parts of the repository; packages of npm are not its concern unless said. */
const layer = (name, comment, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `${service}/${name.split('-')[0]}/`, pathNot: test },
  to: { path: '^(services|gateway|infra|tests)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    layer('domain-is-pure', 'Rules know themselves and how to say no.', [`${own}/domain/`, infra('errors')]),
    {
      name: 'domain-has-no-io',
      comment: 'A rule reads no file, no clock and no network, and needs no framework; what it needs is an argument.',
      severity: 'error',
      from: { path: `${service}/domain/`, pathNot: test },
      to: {
        path: [
          '^(node:)?(fs|net|http|https|http2|dgram|dns|tls|child_process|worker_threads|cluster|process|timers)(/|$)',
          'node_modules/(@mikro-orm|@apollo|@nats-io|graphql|pg|undici|pino|dataloader)/',
        ],
      },
    },
    layer('persistence-knows-the-domain', 'Tables know the words of the domain, not who uses them.', [
      `${own}/(persistence|domain)/`,
      infra('persistence', 'errors', 'contracts', 'auth'),
    ]),
    layer('commands-decide-and-record', 'A command loads, decides, assigns and records a fact.', [
      `${own}/(commands|domain|persistence)/`,
      infra('persistence', 'errors', 'contracts', 'events', 'auth', 'logging'),
    ]),
    layer('resolvers-translate', 'A resolver identifies, translates and delegates.', [
      // `timetabling` searches in threads, beside the event loop.
      `${own}/(resolvers|commands|domain|generated|timetabling)/`,
      `${own}/persistence/(queries|entities)/`,
      infra('graphql', 'errors', 'auth', 'persistence'),
    ]),
    layer('subscriptions-delegate', 'A handler turns a fact into a command.', [
      `${own}/(subscriptions|commands|domain)/`,
      infra('contracts', 'events', 'errors', 'persistence', 'auth', 'logging'),
    ]),
    {
      name: 'only-resolvers-see-generated-types',
      comment: 'The shape of the schema stays at its edge.',
      severity: 'error',
      from: { path: `${service}/(domain|persistence|commands|subscriptions)/` },
      to: { path: '/generated/' },
    },
    {
      name: 'no-service-to-service',
      comment: 'Services know each other through events and through the graph.',
      severity: 'error',
      from: { path: '^services/([^/]+)/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'no-service-to-gateway',
      comment: 'A service does not know who asks it.',
      severity: 'error',
      from: { path: '^services/' },
      to: { path: '^(gateway|infra/stack|tests)/' },
    },
    {
      name: 'no-gateway-to-service',
      comment: 'The gateway knows the services by their composed schema and an address.',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(services|infra/stack|tests)/' },
    },
    {
      name: 'no-infra-to-service',
      comment: 'What is shared knows nobody in particular; only the launcher puts the services together.',
      severity: 'error',
      from: { path: '^infra/(?!stack/)' },
      to: { path: '^(services|gateway|tests|infra/stack)/' },
    },
    {
      name: 'errors-know-nothing',
      comment: 'The domain imports errors, so errors must stay as pure as the domain.',
      severity: 'error',
      from: { path: '^infra/errors/', pathNot: test },
      to: { path: '.+', pathNot: '^infra/errors/' },
    },
    {
      name: 'tests-only-in-tests',
      comment: 'Nothing that runs in earnest imports what tests share.',
      severity: 'error',
      from: {
        path: '^(services|gateway|infra)/',
        pathNot: ['/tests/', test, '^infra/testing/', '^infra/stack/src/jest/'],
      },
      to: { path: ['^infra/testing/', '/tests/', test, 'node_modules/@jest/'] },
    },
    {
      name: 'environment-in-config-only',
      comment: 'config.ts is the only place of a service or the gateway that reads the environment.',
      severity: 'error',
      from: { path: '^(services/[^/]+|gateway)/src/', pathNot: ['/config\\.ts$', test] },
      to: { path: '^infra/config/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere breaks at run time, and would also hide from the other rules.',
      severity: 'error',
      from: {},
      // Generated files are made by `npm run generate` and are not in git.
      to: { couldNotResolve: true, pathNot: '/generated/' },
    },
  ],
  options: {
    // TypeScript 7 has no API for tools yet; swc reads the same files, type imports included.
    parser: 'swc',
    doNotFollow: { path: ['node_modules', '/generated/'] },
    exclude: { path: '\\.data/' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
