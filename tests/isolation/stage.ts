import { type DatabaseUrls, newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage, provisionAll, tellChildsLife } from '@campusgraph/stack';
import pg from 'pg';
import type { IdOf } from './argument-values.ts';
import { type Attacker, guardianOf, headquartersOfAnother, managerOf } from './attackers.ts';
import { idsOf } from './known-ids.ts';
import { type Row, readRows } from './rows.ts';
import { answerSurvey, clientOf, furnish, type Names, type Send } from './school.ts';
import { type Secrets, secretsFrom } from './secrets.ts';

export const WHO = [
  'headquarters of another organization',
  'the manager of the sibling branch',
  'the guardian of another family',
] as const;

export interface AttackStage {
  stage: OwnStage;
  databases: Readonly<Record<string, DatabaseUrls>>;
  organizationId: string;
  /** Everything in the nine databases, now. */
  rows(): Promise<Row[]>;
  /** The ids of the school under attack: a branch and a family of it. */
  victim: IdOf;
  /** Its own headquarters, for which everything that is attacked is there to be seen. */
  headquarters: Send;
  attackers: Record<(typeof WHO)[number], { attacker: Attacker; own: IdOf; send: Send; secrets: Secrets }>;
}

/** A school with a child's whole life in it, a sibling branch, another family, and another organization; all furnished alike. */
export async function openAttackStage(adminUrl: string): Promise<AttackStage> {
  const run = newId().slice(-12);
  const prefix = `isolation_${run}_`;
  const stage = await openOwnStage({ adminUrl, prefix });
  const rows = () => readRows(adminUrl, prefix);
  const life = await tellChildsLife({ ...stage, suffix: run, listener: { chapter() {}, fact() {} } });
  const { branchId, otherBranchId } = life.stage.ids;
  const { me } = await life.stage.people.hq.ask('query Me { me { id organization { id } } }');
  const organizationId = me.organization.id as string;
  const headquarters = await clientOf(stage, headquartersOfAnother(organizationId, me.id).principal);
  const family = await settleIn(stage, headquarters, organizationId, branchId, {
    word: '白桦',
    phone: '10000011',
    unitPriceFen: 23_400,
  });
  const sibling = await settleIn(stage, headquarters, organizationId, otherBranchId, {
    word: '青松',
    phone: '10000021',
    unitPriceFen: 34_500,
  });
  // Last, so that the newest rows are the victim's.
  const victim = await settleIn(stage, headquarters, organizationId, branchId, {
    word: '红杉',
    phone: '10000001',
    unitPriceFen: 12_300,
  });
  const other = await foundAnother(stage);
  await parkMessages(adminUrl, prefix, [
    { ...family, organizationId, branchId },
    { ...sibling, organizationId, branchId: otherBranchId },
    { ...victim, organizationId, branchId },
    other,
  ]);
  const found = await rows();
  const within = (organization: string) => (of: { branchId: string; guardianId: string }) =>
    idsOf(found, { organizationId: organization, ...of });
  const [here, there] = [within(organizationId), within(other.organizationId)];
  const armed = async (attacker: Attacker, own: IdOf) => ({
    attacker,
    own,
    send: await clientOf(stage, attacker.principal),
    secrets: secretsFrom(attacker, found),
  });
  return {
    stage,
    // They are there already: this tells the ways in.
    databases: await provisionAll(adminUrl, prefix),
    organizationId,
    rows,
    headquarters,
    victim: here(victim),
    attackers: {
      [WHO[0]]: await armed(headquartersOfAnother(other.organizationId, other.founderId), there(other)),
      [WHO[1]]: await armed(managerOf(organizationId, otherBranchId, newId()), here(sibling)),
      [WHO[2]]: await armed(guardianOf(organizationId, branchId, family.guardianId), here(family)),
    },
  };
}

/** What operators would see if a fact of each branch could not be applied: the graph itself gives no cause for it. */
async function parkMessages(
  adminUrl: string,
  prefix: string,
  branches: { organizationId: string; branchId: string }[],
) {
  const url = new URL(adminUrl);
  url.pathname = `/${prefix}organization`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const sql = `insert into parked_message values ($1, $2, $3, 'billing', $4, 'crm.lead.captured.v1', $5, 5, now(), null)`;
  for (const { organizationId, branchId } of branches) {
    await client.query(sql, [newId(), organizationId, branchId, newId(), `the till of ${branchId} is locked`]);
  }
  await client.end();
}

async function settleIn(stage: OwnStage, send: Send, organizationId: string, branchId: string, names: Names) {
  const furnished = await furnish(stage, send, branchId, names);
  const family = guardianOf(organizationId, branchId, furnished.guardianId).principal;
  await answerSurvey(await clientOf(stage, family), names.word);
  await stage.graph.settled();
  return furnished;
}

/** An organization with one branch. */
export async function foundAnother(stage: OwnStage) {
  const { organizationId, founderId } = await stage.graph.found({
    name: '紫荆教育',
    timeZone: 'Asia/Shanghai',
    locale: 'zh-CN',
    founder: { name: '紫荆董', login: `hq.${newId()}`, password: 'a password of another chain' },
  });
  const send = await clientOf(stage, headquartersOfAnother(organizationId, founderId).principal);
  const { data: region } = await send('mutation Region { openRegion(input: { name: "紫荆区" }) { region { id } } }');
  const { data: branch } = await send(
    'mutation Branch($regionId: ID!) { openBranch(input: { regionId: $regionId, code: "ZJ01", name: "紫荆校区", timeZone: "Asia/Shanghai" }) { branch { id } } }',
    { regionId: region.openRegion.region.id },
  );
  await stage.graph.settled();
  const furnished = await settleIn(stage, send, organizationId, branch.openBranch.branch.id, {
    word: '紫荆',
    phone: '10000031',
    unitPriceFen: 45_600,
  });
  return { organizationId, founderId, ...furnished };
}
