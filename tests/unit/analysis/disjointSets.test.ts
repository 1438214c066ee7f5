import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DisjointSets } from '../../../src/core/analysis/disjointSets';
import { holds } from '../../support/holds';

describe('DisjointSets', () => {
  it('are the components of a graph, numbered by their first members', () => {
    const graphs = fc
      .integer({ min: 1, max: 30 })
      .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 30 })));
    holds(
      fc.property(graphs, ([n, pairs]) => {
        const sets = new DisjointSets(n);
        for (const [a, b] of pairs) sets.join(a, b);
        const label = Array.from({ length: n }, (_, i) => i);
        for (let pass = 0; pass < n; pass++)
          for (const [a, b] of pairs) label[a] = label[b] = Math.min(label[a] as number, label[b] as number);
        const order = [...new Set(label)];
        const { groupOf, count } = sets.grouping();
        expect([...groupOf]).toEqual(label.map((least) => order.indexOf(least)));
        expect(count).toBe(order.length);
      }),
      7,
      200,
    );
  });
});
