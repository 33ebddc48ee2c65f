import { fileURLToPath } from 'node:url';
import { exportSigningKey, generateSigningKey } from '@campusgraph/auth';
import { expect, test } from '@jest/globals';
import { readGatewayConfig } from '../src/config.ts';

const NAMES = [
  'ORGANIZATION',
  'CRM',
  'ACADEMICS',
  'ATTENDANCE',
  'BILLING',
  'SUPPORT',
  'FEEDBACK',
  'NOTIFICATIONS',
  'INSIGHTS',
];

test('everything that is missing is named at once', async () => {
  const failure = await readGatewayConfig({ PORT: 'high' }).catch((error: Error) => error.message);
  for (const name of ['PORT', 'GATEWAY_SIGNING_KEY', 'TOKEN_ISSUER', ...NAMES.map((subgraph) => `${subgraph}_URL`)])
    expect(failure).toContain(name);
});

test('a complete environment is read', async () => {
  const key = await generateSigningKey('gateway-7');
  const config = await readGatewayConfig({
    ...Object.fromEntries(NAMES.map((name) => [`${name}_URL`, `http://${name.toLowerCase()}:4000`])),
    GATEWAY_SIGNING_KEY: JSON.stringify(await exportSigningKey(key)),
    TOKEN_ISSUER: 'https://campusgraph.test',
    SUPERGRAPH_FILE: fileURLToPath(import.meta.url),
    ALLOWED_ORIGINS: 'https://a.test, https://b.test',
  });
  expect(config).toMatchObject({
    port: 4_000,
    issuer: 'https://campusgraph.test',
    allowedOrigins: ['https://a.test', 'https://b.test'],
  });
  expect(config.signingKey.publicJwk.x).toBe(key.publicJwk.x);
  expect(config.subgraphUrls.billing).toBe('http://billing:4000');
});
