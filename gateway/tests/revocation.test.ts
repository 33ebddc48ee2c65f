import { generateSigningKey } from '@campusgraph/auth';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ORGANIZATION_ID, staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
const whoAmI = (accessToken: string) =>
  graph.gateway.execute({ query: '{ me { kind } }' }, { authorization: `Bearer ${accessToken}` });

describe('within five seconds, counted by the clock of the machine', () => {
  // Only what polls: tokens are signed and verified by threads that no fake clock moves.
  beforeEach(async () => {
    jest.useFakeTimers({
      doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'],
    });
    graph = await startTestGateway();
  });
  afterEach(async () => {
    jest.useRealTimers();
    await graph.stop();
  });
  const FIVE_SECONDS_MS = 5_000;

  test('a token is revoked', async () => {
    const { accessToken, tokenId } = await graph.token(staff([]));
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.published.tokens.push({ tokenId, organizationId: ORGANIZATION_ID });
    await jest.advanceTimersByTimeAsync(FIVE_SECONDS_MS - 1);
    expect((await whoAmI(accessToken)).status).toBe(401);
  });

  test('a client app is revoked', async () => {
    const { accessToken } = await graph.token(staff([], { kind: 'PARTNER', subject: 'app-1' }));
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.published.clientAppIds.push('app-1');
    await jest.advanceTimersByTimeAsync(FIVE_SECONDS_MS - 1);
    expect((await whoAmI(accessToken)).status).toBe(401);
  });

  test('a key is withdrawn', async () => {
    const { accessToken } = await graph.token(staff([]));
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.published.keys = [await generateSigningKey('token-2')];
    await jest.advanceTimersByTimeAsync(FIVE_SECONDS_MS - 1);
    expect((await whoAmI(accessToken)).status).toBe(401);
  });
});
