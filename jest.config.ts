import type { Config } from 'jest';

const config: Config = {
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.data/', '/\\.turbo/'],
  modulePathIgnorePatterns: ['/\\.data/'],
  watchPathIgnorePatterns: ['/\\.data/'],
  testEnvironment: 'node',
  // The code is ES modules that Node runs as they are; jest needs NODE_OPTIONS=--experimental-vm-modules for that.
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
  globalSetup: './infra/stack/src/jest/global-setup.ts',
  globalTeardown: './infra/stack/src/jest/global-teardown.ts',
  // A guard against hanging for ever, not a limit on speed.
  testTimeout: 600_000,
  maxWorkers: 2,
  // A worker keeps what each test file has loaded: two gigabytes after a hundred files, to be looked through by each collection.
  workerIdleMemoryLimit: '700MB',
  // A worker that has loaded the whole graph takes its time to end on a busy machine; one with a leak never ends.
  workerGracefulExitTimeout: 15_000,
};

export default config;
