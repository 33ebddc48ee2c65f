import type { Variables } from '../places.ts';
import type { School } from '../school.ts';

/** A valid input of a mutation, and whose token sends it where it is not the school's. */
export interface Example {
  input: Variables;
  token?: string;
  /** Ends what it has set going and nobody waits for, given the answer's data. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the shape of the selection
  end?(data: any): Promise<unknown>;
}

/** Makes another valid input each time, with what it needs; several where not every argument can be given at once. */
export type Examples = Record<string, ((school: School) => Promise<Example>)[]>;
