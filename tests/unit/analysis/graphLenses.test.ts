import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeDistance, compareInputs, differingUnits, singularValues } from '../../../src/core/analysis';
import { codeLayout, localAffineMap, splineCode } from '../../../src/core/network';
import { walkPath } from '../../../src/core/path/walk';
import { graphCase, normals } from '../../support/graphNetworks';
import { axes, differences, distance, isOpen, numericalMap } from '../../support/graphSlices';
import { holds } from '../../support/holds';

const seeds = fc.integer({ min: 1, max: 100_000 });

/** Rank by elimination with the largest pivot; pivots below this share of the largest entry count as none. */
function rankByElimination(matrix: Float64Array, rows: number, cols: number, share: number): number {
  const a = Array.from({ length: rows }, (_, r) => Array.from(matrix.subarray(r * cols, (r + 1) * cols)));
  const largest = Math.max(...matrix.map(Math.abs));
  const columns = new Set(Array.from({ length: cols }, (_, c) => c));
  let rank = 0;
  while (rank < rows && columns.size > 0) {
    let [best, row, column] = [0, -1, -1];
    for (let r = rank; r < rows; r++)
      for (const c of columns)
        if (Math.abs(a[r]?.[c] as number) > best) [best, row, column] = [Math.abs(a[r]?.[c] as number), r, c];
    if (!(best > share * largest)) return rank;
    const pivot = a[row] as number[];
    [a[row], a[rank]] = [a[rank] as number[], pivot];
    for (let r = rank + 1; r < rows; r++) {
      const factor = (a[r]?.[column] as number) / (pivot[column] as number);
      a[r] = (a[r] as number[]).map((value, c) => value - factor * (pivot[c] as number));
    }
    columns.delete(column);
    rank++;
  }
  return rank;
}

describe('two inputs of a network of a graph', () => {
  it('differ in the units and winners in which their forward passes do, no more often than a path crosses', () => {
    let winners = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x: a, random } = graphCase(seed);
        const b = normals(random, a.length);
        if (isOpen(network, a) || isOpen(network, b)) return;
        const layout = codeLayout(network);
        const [codeA, codeB] = [splineCode(network, a), splineCode(network, b)];
        const { total, byLayer } = codeDistance(layout, codeA, codeB);
        const { units, windows } = differences(network, a, b);
        expect(total).toBe(units + windows);
        expect(differingUnits(layout, codeA, codeB)).toHaveLength(total);
        winners += windows;
        const walk = walkPath(network, [a, b]);
        if (walk.undecided > 0 || walk.merged > 0) return;
        expect(walk.crossings.t.length).toBeGreaterThanOrEqual(total);
        // A way between two candidates may lead past a third one, whom both meet elsewhere: that holds of contests as a whole.
        for (const { layer, differing } of byLayer.filter(({ layer: of }) => !network.layers[of - 1]?.contest))
          expect(walk.crossings.layer.filter((of) => of === layer).length).toBeGreaterThanOrEqual(differing);
      }),
      51,
      150,
    );
    expect(winners).toBeGreaterThan(50);
  });

  it('have maps as far apart as their numerical Jacobians, of the rank that elimination finds', () => {
    let compared = 0;
    holds(
      fc.property(seeds, (seed) => {
        const { network, x: a, random } = graphCase(seed);
        const b = normals(random, a.length);
        const [jacobianA, jacobianB] = [a, b].map((x) => numericalMap(network, x, axes(x.length)));
        if (!jacobianA || !jacobianB || isOpen(network, a) || isOpen(network, b)) return;
        compared++;
        const scale = 1 + Math.hypot(...jacobianA) + Math.hypot(...jacobianB);
        const { maps, inputs } = compareInputs(network, a, b);
        expect(Math.abs(maps - distance(jacobianA, jacobianB))).toBeLessThan(1e-5 * scale);
        expect(inputs).toBeCloseTo(distance(a, b), 12);
        const map = localAffineMap(network, splineCode(network, a));
        const { values, rank } = singularValues(map.A, map.rows, map.cols);
        const [largest = 0] = values;
        const clear = values.every((value) => value < 1e-12 * largest || value > 1e-2 * largest);
        if (largest > 1e-3 && clear) expect(rank).toBe(rankByElimination(jacobianA, map.rows, map.cols, 1e-4));
      }),
      52,
      150,
    );
    expect(compared).toBeGreaterThan(80);
  });
});
