/** Remembers when what was sent has arrived. */
export interface Arrivals {
  /** An event whose arrival is waited for; `note` tells it apart. */
  sent(note: string): void;
  arrived(note: string): void;
  /** Resolves when all that was sent has arrived: the milliseconds that each took. */
  all(): Promise<number[]>;
}

export function createArrivals(): Arrivals {
  const sentAt = new Map<string, number>();
  const took: number[] = [];
  let complete = Promise.withResolvers<void>();
  return {
    sent: (note) => void sentAt.set(note, performance.now()),
    arrived(note) {
      const at = sentAt.get(note);
      if (at === undefined) return;
      sentAt.delete(note);
      took.push(performance.now() - at);
      if (sentAt.size === 0) complete.resolve();
    },
    async all() {
      while (sentAt.size > 0) {
        complete = Promise.withResolvers();
        await complete.promise;
      }
      return took.splice(0);
    },
  };
}
