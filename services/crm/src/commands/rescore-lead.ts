import { leadScored } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type Behaviour, score } from '../domain/lead-score.ts';
import { FollowUp } from '../persistence/entities/follow-up.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { TrialLesson } from '../persistence/entities/trial-lesson.ts';
import { policyInForce } from '../persistence/queries/lead-policy.ts';

/** Scores the lead anew by all that is known of it, after new behaviour. Records `leadScored` where the score changed. */
export async function rescoreLead(unit: UnitOfWork, lead: Lead): Promise<void> {
  const { em, now } = unit;
  await em.flush();
  const policy = await policyInForce(em, now);
  const result = score(lead, await behavioursOf(unit, lead), policy.body, now);
  const previous = { score: lead.score, intentLevel: lead.intentLevel };
  lead.score = result.score;
  lead.intentLevel = result.intentLevel;
  lead.scoreReasons = result.reasons;
  lead.scoredAt = now;
  lead.policyVersion = policy.version;
  if (previous.score === result.score && previous.intentLevel === result.intentLevel) return;
  unit.record(leadScored, lead, {
    leadId: lead.id,
    score: result.score,
    intentLevel: result.intentLevel,
    previousIntentLevel: previous.intentLevel,
  });
}

const TRIAL_BEHAVIOUR = { ATTENDED: 'trial attended', NO_SHOW: 'trial missed' } as const;

async function behavioursOf({ em }: UnitOfWork, lead: Lead): Promise<Behaviour[]> {
  const followUps = await em.find(FollowUp, { leadId: lead.id });
  const trials = await em.find(TrialLesson, { leadId: lead.id });
  return [
    { kind: 'inquired', at: lead.capturedAt, channel: lead.channel },
    ...followUps.map(({ contactedAt, outcome }): Behaviour => ({ kind: 'followed up', at: contactedAt, outcome })),
    ...trials.map(({ createdAt }): Behaviour => ({ kind: 'trial booked', at: createdAt })),
    ...trials.flatMap(({ status, recordedAt }): Behaviour[] =>
      (status === 'ATTENDED' || status === 'NO_SHOW') && recordedAt
        ? [{ kind: TRIAL_BEHAVIOUR[status], at: recordedAt }]
        : [],
    ),
  ];
}
