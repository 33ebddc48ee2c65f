import { startThrowAwayPostgres } from '../postgres/throw-away.ts';
import { openOwnStage } from './own-stage.ts';
import { tellChildsLife } from './tell.ts';

/** `npm run demo`: tells one child's whole life at a school, on a graph of its own that is gone afterwards. */
export async function demo(): Promise<number> {
  console.log('正在搭建一所学校……');
  const postgres = await startThrowAwayPostgres();
  const stage = await openOwnStage({ adminUrl: postgres.adminUrl, prefix: 'story_' });
  const started = performance.now();
  const listener = {
    chapter: (title: string) => console.log(`\n\u001b[1m${title}\u001b[0m`),
    fact: (what: string, value: string) => console.log(`  ${what}：${value}`),
  };
  try {
    await tellChildsLife({ ...stage, listener, suffix: 'story' });
    console.log(`\n十个章节，全部经由网关，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒。`);
    return 0;
  } finally {
    await stage.close();
    await postgres.stop();
  }
}
