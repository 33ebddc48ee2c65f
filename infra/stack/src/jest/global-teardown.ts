import './global-setup.ts';

/** Stops what the set-up started; nothing when the servers were given. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.campusgraphTestServers?.stop();
}
