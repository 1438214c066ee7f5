import { i32 } from '../math/typed';

/** Which set each of n things is in, by number from 0 in the order of first members, and how many sets there are. */
export interface Grouping {
  readonly groupOf: Int32Array;
  readonly count: number;
}

/** Disjoint sets of 0 … n − 1 that are joined pair by pair (union by size, paths halved): nearly linear. */
export class DisjointSets {
  private readonly parents: Int32Array;
  private readonly sizes: Int32Array;

  constructor(n: number) {
    this.parents = Int32Array.from({ length: n }, (_, i) => i);
    this.sizes = new Int32Array(n).fill(1);
  }

  private rootOf(member: number): number {
    const { parents } = this;
    let at = member;
    while (i32(parents, at) !== at) {
      const above = i32(parents, i32(parents, at));
      parents[at] = above;
      at = above;
    }
    return at;
  }

  join(a: number, b: number): void {
    let [large, small] = [this.rootOf(a), this.rootOf(b)];
    if (large === small) return;
    if (i32(this.sizes, large) < i32(this.sizes, small)) [large, small] = [small, large];
    this.parents[small] = large;
    this.sizes[large] = i32(this.sizes, large) + i32(this.sizes, small);
  }

  grouping(): Grouping {
    const n = this.parents.length;
    const groupOf = new Int32Array(n);
    const numbers = new Int32Array(n).fill(-1);
    let count = 0;
    for (let i = 0; i < n; i++) {
      const root = this.rootOf(i);
      if (i32(numbers, root) < 0) numbers[root] = count++;
      groupOf[i] = i32(numbers, root);
    }
    return { groupOf, count };
  }
}
