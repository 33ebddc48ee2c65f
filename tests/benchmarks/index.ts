import type { Benchmark } from './benchmark.ts';

/** Each is loaded when it is asked for. */
export const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  'roll-call': async () => (await import('./roll-call/roll-call.ts')).rollCall,
  events: async () => (await import('./events/events.ts')).events,
  'row-level-security': async () => (await import('./row-level-security/row-level-security.ts')).rowLevelSecurity,
  search: async () => (await import('./search/search.ts')).search,
  'start-up': async () => (await import('./start-up/start-up.ts')).startUp,
  gateway: async () => (await import('./gateway/gateway.ts')).gateway,
  timetabling: async () => (await import('./timetabling/timetabling.ts')).timetabling,
  'timetabling-fet': async () => (await import('./timetabling/fet/timetabling-fet.ts')).timetablingFet,
  'timetabling-disruption': async () => (await import('./timetabling/disruption/disruption.ts')).timetablingDisruption,
  'timetabling-repair': async () => (await import('./timetabling/disruption/repair-speed.ts')).repairSpeed,
  'timetabling-repair-service': async () => (await import('./timetabling/disruption/repair-service.ts')).repairService,
  'timetabling-chain': async () => (await import('./timetabling/chain/chain.ts')).timetablingChain,
};
