export type { Applier } from './consumer/apply-events.ts';
export type { RetryPolicy } from './consumer/consumer.ts';
export { createEmbeddedTransport } from './embedded/embedded-transport.ts';
export { type LogFilter, type LoggedEvent, readLog, republishLog } from './log.ts';
export { type ParkedMessage, parkedMessage, parkedMessages } from './parked/parked-messages.ts';
export { replayParked } from './parked/replay-parked.ts';
export { type EventOptions, type EventRuntime, settled, startEvents } from './runtime.ts';
export { on, onBatch, type Subscription } from './subscription.ts';
export type { ConsumeOptions, DeadLetter, Delivery, EventTransport, OutboundMessage } from './transport.ts';
