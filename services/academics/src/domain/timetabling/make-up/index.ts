export {
  type LossesOfClass,
  type LostInTerm,
  lossesByClass,
  lostFromJson,
  lostInTerm,
  type MadeUp,
  makeUpLost,
} from './make-up-lost.ts';
