import { DEMO_PASSWORD } from '../demo/chain/demo-logins.ts';
import { DEMO_LOGINS, type DemoUsers } from './demo-users.ts';

/** What GraphiQL opens with and what `npm start` prints: something worth looking at, from four subgraphs. */
export const WELCOME_QUERY = `query Chain {
  branches {
    nodes {
      name
      funnel { created converted }
      consumption { lessons revenueFen }
      nps { score n }
    }
  }
}`;

const ROLES: Record<keyof typeof DEMO_LOGINS, string> = {
  hq: '总部 headquarters',
  manager: '校长 branch manager',
  sales: '顾问 sales',
  teacher: '老师 teacher',
  finance: '财务 finance',
  support: '客服 support',
  guardian: '家长 guardian',
};

/** Tells where the graph is, who may sign in, and what to ask. */
export function greet(url: string, { partner }: DemoUsers, seconds: number): void {
  const logins = Object.entries(DEMO_LOGINS).map(
    ([name, login]) => `  ${login.padEnd(16)}${ROLES[name as keyof typeof DEMO_LOGINS]}`,
  );
  const partnerLine = partner
    ? [`  ${partner.clientId}  合作方 partner, secret ${partner.clientSecret} (POST /oauth/token)`]
    : [];
  console.log(`
Ready after ${seconds.toFixed(1)} s: ${url}/graphql

Sign in with mutation signIn, password ${DEMO_PASSWORD}:
${[...logins, ...partnerLine].join('\n')}

Tokens for scripts are in .data/demo-tokens.json, renewed while this runs. Paste one as {"Authorization": "Bearer …"} and ask:

${WELCOME_QUERY}

Ctrl-C stops everything; the data stays in .data.`);
}
