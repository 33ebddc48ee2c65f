/**
 * Asks every 10 ms until `condition` answers with something truthy, and returns that. What it throws counts as "not yet".
 * `timeoutMs` is only a guard against hanging for ever, never a measure of speed.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { what = 'the condition', timeoutMs = 300_000 }: { what?: string; timeoutMs?: number } = {},
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  do {
    try {
      const answer = await condition();
      if (answer) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  } while (Date.now() < deadline);
  throw new Error(`Waited ${timeoutMs} ms for ${what}, in vain.`, { cause: failure });
}
