import { anybody, type User, user } from './graph-client.ts';
import { MOTHER } from './lead-chapter.ts';
import type { Stage } from './story.ts';

const PASSWORD = '春眠不觉晓处处闻啼鸟';
const ACTIVATE = `mutation Activate($login: String!, $activationCode: String!, $password: String!) {
  activateAccount(input: { login: $login, activationCode: $activationCode, password: $password }) { accessToken } }`;

/** The guardian gets an invitation by mail, sets a password and signs in. */
export async function accountChapter({ graph, clock, mailbox, listener }: Stage): Promise<User> {
  listener.chapter('家长账号：邀请、激活、登录');
  const mail = await mailbox.waitFor(MOTHER.email, /\b[A-HJ-NP-Z2-9]{10}\b/);
  const activationCode = /\b[A-HJ-NP-Z2-9]{10}\b/.exec(mail)?.[0] ?? '';
  await anybody(graph)(ACTIVATE, { login: MOTHER.phone, activationCode, password: PASSWORD });
  listener.fact('账号', `${MOTHER.phone} 已激活`);
  return user(graph, { login: MOTHER.phone, password: PASSWORD }, clock);
}
