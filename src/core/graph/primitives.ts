/**
 * A graph taken apart into three kinds of flat values: the input, sums of linear maps of earlier values, and units with one
 * activation. What is decided among many (a largest value) becomes matches of two here, so that nothing behind knows more.
 */
import type { LinearMap } from '../linear/types';
import type { ActivationSpec } from '../network/activation';
import type { Contest, UnitSource } from '../network/network';

/** Index of a value. */
export type ValueId = number;

export interface LinearTerm {
  readonly from: ValueId;
  readonly map: LinearMap;
}

export type PrimitiveValue =
  | { readonly kind: 'input'; readonly size: number }
  | {
      readonly kind: 'linear';
      readonly size: number;
      readonly terms: readonly LinearTerm[];
      readonly offset: Float64Array | null;
    }
  | {
      readonly kind: 'gate';
      readonly size: number;
      readonly from: ValueId;
      readonly activation: ActivationSpec;
      readonly source: UnitSource;
      /** Set once all rounds are known; `next` counts gates here, layers where it is lowered: rounds follow each other. */
      contest?: PrimitiveContest;
    };

/** A contest whose entrants are places of the value `from`; as units of a layer they are known when there is one. */
export interface PrimitiveContest extends Required<Contest> {
  readonly from: ValueId;
}

/** Values in the making, each behind what it takes. */
export class Primitives {
  readonly values: PrimitiveValue[] = [];

  private add(value: PrimitiveValue): ValueId {
    this.values.push(value);
    return this.values.length - 1;
  }

  sizeOf(id: ValueId): number {
    return (this.values[id] as PrimitiveValue).size;
  }

  input(size: number): ValueId {
    return this.add({ kind: 'input', size });
  }

  linear(size: number, terms: readonly LinearTerm[], offset: Float64Array | null = null): ValueId {
    return this.add({ kind: 'linear', size, terms, offset });
  }

  gate(from: ValueId, activation: ActivationSpec, source: UnitSource): ValueId {
    return this.add({ kind: 'gate', size: this.sizeOf(from), from, activation, source });
  }

  setContest(gate: ValueId, contest: PrimitiveContest): void {
    const value = this.values[gate];
    if (value?.kind === 'gate') value.contest = contest;
  }
}
