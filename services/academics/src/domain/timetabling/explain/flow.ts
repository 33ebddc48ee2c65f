// biome-ignore-all lint/style/noNonNullAssertion: arrays are indexed by the nodes and edges that they were made for
/** Some demand that only some of the suppliers can meet. */
export interface Demand {
  amount: number;
  suppliers: readonly number[];
}

/** Demands that ask more of their suppliers, all that they have, than these can give (Hall's condition does not hold). */
export interface Shortage {
  demands: number[];
  suppliers: number[];
  needed: number;
  available: number;
}

/** The smallest shortages that a maximum flow from demands to suppliers leaves, one around each demand that is not met. */
export function shortages(demands: readonly Demand[], supply: readonly number[]): Shortage[] {
  const flow = new Flow(demands, supply);
  flow.push();
  const found = new Map<string, Shortage>();
  for (const [demand] of demands.entries()) {
    if (flow.unmet(demand) === 0) continue;
    const shortage = flow.around(demand);
    found.set(shortage.suppliers.toSorted().join(' '), shortage);
  }
  return [...found.values()];
}

/** Amounts on the way from each demand to each of its suppliers. */
class Flow {
  readonly #demands: readonly Demand[];
  readonly #supply: readonly number[];
  /** By demand × supplier. */
  readonly #given: Map<number, number>[];
  readonly #receivers: Set<number>[];
  readonly #unmet: number[];
  readonly #free: number[];

  constructor(demands: readonly Demand[], supply: readonly number[]) {
    this.#demands = demands;
    this.#supply = supply;
    this.#given = demands.map(() => new Map());
    this.#receivers = supply.map(() => new Set());
    this.#unmet = demands.map(({ amount }) => amount);
    this.#free = [...supply];
  }

  unmet(demand: number): number {
    return this.#unmet[demand]!;
  }

  push(): void {
    for (const [demand] of this.#demands.entries()) while (this.#unmet[demand]! > 0 && this.#augment(demand));
  }

  /** All that competes with the demand for what could serve it, directly or through others. */
  around(demand: number): Shortage {
    const { demands, suppliers } = this.#reach(demand);
    const needed = demands.reduce((sum, each) => sum + this.#demands[each]!.amount, 0);
    return { demands, suppliers, needed, available: suppliers.reduce((sum, each) => sum + this.#supply[each]!, 0) };
  }

  /** Moves as much as it can along the shortest way to a supplier that has something left. */
  #augment(demand: number): boolean {
    const { target, cameFrom } = this.#reach(demand);
    if (target === null) return false;
    const way: { demand: number; supplier: number }[] = [];
    for (let supplier = target; ; ) {
      const from = cameFrom.get(supplier)!;
      way.push({ demand: from.demand, supplier });
      if (from.supplier === null) break;
      supplier = from.supplier;
    }
    // Each demand on the way but the first gives up as much at the supplier before as it gets at the next.
    const givenUp = way.slice(0, -1).map((step, i) => this.#given[step.demand]!.get(way[i + 1]!.supplier)!);
    const amount = Math.min(this.#unmet[demand]!, this.#free[target]!, ...givenUp);
    for (const [i, step] of way.entries()) {
      this.#give(step.demand, step.supplier, amount);
      const before = way[i + 1];
      if (before) this.#give(step.demand, before.supplier, -amount);
    }
    this.#unmet[demand]! -= amount;
    this.#free[target]! -= amount;
    return true;
  }

  #give(demand: number, supplier: number, amount: number): void {
    const given = (this.#given[demand]!.get(supplier) ?? 0) + amount;
    this.#given[demand]!.set(supplier, given);
    if (given > 0) this.#receivers[supplier]!.add(demand);
    else this.#receivers[supplier]!.delete(demand);
  }

  #reach(first: number) {
    const demands = [first];
    const seen = new Set(demands);
    const cameFrom = new Map<number, { demand: number; supplier: number | null }>();
    const reachedBy = new Map<number, number>();
    for (const demand of demands) {
      for (const supplier of this.#demands[demand]!.suppliers) {
        if (cameFrom.has(supplier)) continue;
        cameFrom.set(supplier, { demand, supplier: reachedBy.get(demand) ?? null });
        if (this.#free[supplier]! > 0) return { demands, suppliers: [...cameFrom.keys()], cameFrom, target: supplier };
        for (const other of this.#receivers[supplier]!) {
          if (seen.has(other)) continue;
          seen.add(other);
          reachedBy.set(other, supplier);
          demands.push(other);
        }
      }
    }
    return { demands, suppliers: [...cameFrom.keys()], cameFrom, target: null };
  }
}
