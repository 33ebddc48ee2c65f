import { type Counters, sumCounters } from '../domain/counters.ts';
import { netPromoterScore, satisfiedShare } from '../domain/satisfaction.ts';
import type { ConsumptionFigures, NetPromoterScore, RevenueFigures, ServiceQuality } from '../generated/resolvers.ts';
import type { ResponseTimes } from '../persistence/queries/figures.ts';

export function consumptionOf(rows: readonly Counters[]): ConsumptionFigures {
  const { consumedHundredths, consumedFen } = sumCounters(rows);
  return { lessons: consumedHundredths, revenueFen: consumedFen };
}

export function revenueOf(rows: readonly Counters[]): RevenueFigures {
  const { recognisedFen, receivedFen, refundedFen } = sumCounters(rows);
  return { recognisedFen, receivedFen, refundedFen };
}

export function npsOf(rows: readonly Counters[]): NetPromoterScore {
  const { npsPromoters: promoters, npsPassives: passives, npsDetractors: detractors } = sumCounters(rows);
  return netPromoterScore({ promoters, passives, detractors });
}

export function serviceQualityOf(rows: readonly Counters[], times: ResponseTimes | undefined): ServiceQuality {
  const sum = sumCounters(rows);
  return {
    opened: sum.ticketsOpened,
    answered: times?.answered ?? 0,
    firstResponseMedianMinutes: times?.median ?? null,
    firstResponseP90Minutes: times?.p90 ?? null,
    resolved: sum.ticketsResolved,
    confirmed: sum.ticketsConfirmed,
    reopened: sum.ticketsReopened,
    csat: satisfiedShare(sum.csatSatisfied, sum.csatAnswers),
  };
}
