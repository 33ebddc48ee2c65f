/** How far a lead can come; each is reached once, whatever happens twice. */
export const FUNNEL_STAGES = ['contacted', 'trialBooked', 'trialAttended', 'converted', 'lost'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/** The status a lead has when it is captured: NEW, or what an imported one had already reached. */
export type LeadStatus = 'NEW' | 'CONTACTED' | 'TRIAL_BOOKED' | 'TRIAL_ATTENDED' | 'CONVERTED' | 'LOST';

/**
 * What a status says for certain. Nobody books a trial lesson or signs without having been in contact, and nobody attends a
 * trial lesson that was not booked; but one may sign without any trial lesson.
 */
export const STAGES_OF: Readonly<Record<LeadStatus, readonly FunnelStage[]>> = {
  NEW: [],
  CONTACTED: ['contacted'],
  TRIAL_BOOKED: ['contacted', 'trialBooked'],
  TRIAL_ATTENDED: ['contacted', 'trialBooked', 'trialAttended'],
  CONVERTED: ['contacted', 'converted'],
  LOST: ['lost'],
};

/** Leads of one cohort: those created, and how many of them came how far until now. */
export type FunnelCounts = Record<'created' | FunnelStage, number>;

/** The counts of one source of leads. */
export interface SourceCounts extends FunnelCounts {
  channel: string;
  sourceName: string;
}

export type WithRate<Counts> = Counts & { conversionRate: number | null };

export interface Funnel extends WithRate<FunnelCounts> {
  /** The largest source first. */
  bySource: WithRate<SourceCounts>[];
}

const COUNTS = ['created', ...FUNNEL_STAGES] as const;

/** Signed / created (rules.md, Measures), 0…1 with four decimals, half up; null where nothing was created. */
export const conversionRate = ({ created, converted }: FunnelCounts): number | null =>
  created === 0 ? null : Math.floor((converted / created) * 10_000 + 0.5) / 10_000;

/** The funnel of these leads; rows of one source, from several branches, are added up. */
export function funnelOf(rows: readonly SourceCounts[]): Funnel {
  const sources = new Map<string, SourceCounts>();
  for (const row of rows) {
    const key = JSON.stringify([row.channel, row.sourceName]);
    sources.set(key, { channel: row.channel, sourceName: row.sourceName, ...sum([sources.get(key), row]) });
  }
  const total = sum([...sources.values()]);
  // A source whose leads all turned out to be duplicates has none.
  const bySource = [...sources.values()]
    .filter(({ created }) => created > 0)
    .sort(
      (a, b) => b.created - a.created || a.channel.localeCompare(b.channel) || a.sourceName.localeCompare(b.sourceName),
    );
  return { ...withRate(total), bySource: bySource.map(withRate) };
}

const withRate = <Counts extends FunnelCounts>(counts: Counts): WithRate<Counts> => ({
  ...counts,
  conversionRate: conversionRate(counts),
});

const sum = (rows: readonly (FunnelCounts | undefined)[]): FunnelCounts =>
  Object.fromEntries(
    COUNTS.map((name) => [name, rows.reduce((total, row) => total + (row?.[name] ?? 0), 0)]),
  ) as FunnelCounts;
