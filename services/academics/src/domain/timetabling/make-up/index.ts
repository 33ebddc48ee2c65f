export { type LostInTerm, lostFromJson, lostInTerm, type MadeUp, makeUpLost } from './make-up-lost.ts';
