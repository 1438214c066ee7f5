import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  affinePieces,
  complexStatistics,
  intervalCells,
  logHistogram,
  occurrences,
  regionsByLayer,
  regionsUpTo,
  sliceBends,
  summarise,
} from '../../../src/core/analysis';
import { codeEntries, type Network } from '../../../src/core/network';
import { type CellComplex, faceCount, partition, partitionInterval } from '../../../src/core/partition';
import { axisSlice, type Polygon, type Slice, square } from '../../../src/core/slice/slice';
import { tangents } from '../../support/arrangements';
import { fixture, seededNetwork, tentNetwork } from '../../support/build';
import { degenerateFamilies } from '../../support/families';
import { holds } from '../../support/holds';
import { cases, codeOf, faces, innerEdges } from './support';

const plane = axisSlice(2);

/** Regions of the first layers against a partition that stops there, and against the prefixes of the codes. */
function checkRegions(network: Network, slice: Slice, domain: Polygon, complex: CellComplex): void {
  for (const [g, { layer, regions }] of regionsByLayer(complex).entries()) {
    expect(regions).toBe(faceCount(partition(network, slice, domain, { upToLayer: layer })));
    const prefixes = faces(complex).map((f) =>
      codeEntries(complex.layout, codeOf(complex, f))
        .slice(0, g + 1)
        .flat()
        .join(''),
    );
    const order = [...new Set(prefixes)];
    expect([...regionsUpTo(complex, layer).groupOf]).toEqual(prefixes.map((prefix) => order.indexOf(prefix)));
  }
}

describe('regionsByLayer', () => {
  it('counts the polytopes of the first layers, and says which face lies in which', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => checkRegions(network, slice, square(2), complex)),
      1,
      40,
    );
  });

  it('for degenerate networks, decided or not', () => {
    for (const { network } of degenerateFamilies()) {
      checkRegions(network, plane, square(1), partition(network, plane, square(1)));
      checkRegions(network, plane, square(1), partition(network, plane, square(1), { decision: {} }));
    }
  });

  it('of a fixture, all layers last', () => {
    const { network, slice, domain } = fixture('mlp2_2x16');
    const complex = partition(network, slice, domain);
    checkRegions(network, slice, domain, complex);
    expect(regionsByLayer(complex).at(-1)).toEqual({ layer: 2, regions: 468 });
  });

  it('of the tent map doubles with each layer', () => {
    const line = { origin: Float64Array.of(0), e1: Float64Array.of(1) };
    const cells = intervalCells(partitionInterval(tentNetwork(5), line, [0, 1]), line);
    expect(regionsByLayer(cells).map(({ regions }) => regions)).toEqual([2, 4, 8, 16, 32]);
  });

  it('below the first gated layer is the whole domain', () => {
    const complex = partition(seededNetwork([2, 5, 1], 1), plane, square(1));
    expect(regionsUpTo(complex, 0).count).toBe(1);
  });
});

describe('summarise', () => {
  it('is count, least, middle, largest and mean', () => {
    expect(summarise([3, 1, 2])).toEqual({ count: 3, min: 1, median: 2, max: 3, mean: 2 });
    expect(summarise(Float64Array.of(4, Number.NaN, 1, 3, 2, Infinity))).toEqual({
      count: 4,
      min: 1,
      median: 2.5,
      max: 4,
      mean: 2.5,
    });
    expect(summarise([]).count).toBe(0);
    expect(summarise([Number.NaN]).median).toBeNaN();
    expect(summarise([1.5e308, 1.5e308, 1.5e308])).toMatchObject({ median: 1.5e308, mean: 1.5e308 });
  });

  it('whatever the order of the numbers', () => {
    const lists = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 });
    holds(
      fc.property(lists, (list) => {
        const { count, min, median, max, mean } = summarise(list);
        expect([count, min, max]).toEqual([list.length, Math.min(...list), Math.max(...list)]);
        const below = list.filter((value) => value < median).length;
        const above = list.filter((value) => value > median).length;
        expect(Math.max(below, above)).toBeLessThanOrEqual(list.length / 2);
        expect(mean).toBeCloseTo(list.reduce((sum, value) => sum + value, 0) / list.length, 6);
        expect(mean).toBeGreaterThanOrEqual(min);
        expect(mean).toBeLessThanOrEqual(max);
      }),
      2,
      200,
    );
  });
});

describe('histograms', () => {
  it('count logarithms in stated bins', () => {
    const { edges, counts, leftOut } = logHistogram([0.01, 0.02, 0.5, 1, 1, 0, -3, Number.NaN], 1);
    expect([...edges]).toEqual([-2, -1, 0]);
    expect([...counts]).toEqual([2, 3]);
    expect(leftOut).toBe(3);
    expect([...logHistogram([7, 7], 2).edges]).toEqual([0.5, 1]);
    expect(logHistogram([0])).toEqual({ edges: new Float64Array(0), counts: new Uint32Array(0), leftOut: 1 });
    expect([...logHistogram([1], 4).counts]).toEqual([1]);
  });

  it('hold every positive number within the edges of its bin', () => {
    const lists = fc.array(fc.double({ noNaN: true, min: 1e-12, max: 1e12 }), { minLength: 1 });
    holds(
      fc.property(lists, fc.integer({ min: 1, max: 10 }), (list, perDecade) => {
        const { edges, counts } = logHistogram(list, perDecade);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(list.length);
        counts.forEach((count, bin) => {
          const [low, high] = [10 ** (edges[bin] as number), 10 ** (edges[bin + 1] as number)];
          const certain = list.filter((value) => value > low * (1 + 1e-9) && value < high * (1 - 1e-9)).length;
          const possible = list.filter((value) => value > low * (1 - 1e-9) && value < high * (1 + 1e-9)).length;
          expect(count).toBeGreaterThanOrEqual(certain);
          expect(count).toBeLessThanOrEqual(possible);
        });
      }),
      3,
      100,
    );
  });

  it('count whole numbers', () => {
    expect([...occurrences([3, 0, 3, 1])]).toEqual([1, 1, 0, 2]);
    expect([...occurrences([])]).toEqual([]);
    expect(() => occurrences([1, 0.5])).toThrow(/0\.5/);
    expect(() => occurrences([-1])).toThrow(/-1/);
  });
});

describe('complexStatistics', () => {
  it('of three lines', () => {
    const network = tangents(3);
    const complex = partition(network, plane, square(1));
    const statistics = complexStatistics(network, plane, complex);
    expect(statistics.faces).toBe(7);
    expect(statistics.regionsByLayer).toEqual([{ layer: 1, regions: 7 }]);
    expect(statistics.pieces).toBe(7);
    // Half-edges: 2 × 9 inner edges and 10 on the border (n² + 2n + k = 19 edges in all).
    expect(statistics.edges.mean * 7).toBeCloseTo(28, 12);
    expect(statistics.edgeCounts[3]).toBeGreaterThanOrEqual(1);
    expect(statistics.activeUnits).toMatchObject({ count: 7, max: 3 });
    expect(statistics.areas.mean * 7).toBeCloseTo(4, 12);
    // All rows are unit vectors, summed: every bend is 1.
    expect(statistics.bends?.count).toBe(9);
    expect(statistics.bends?.min).toBeCloseTo(1, 14);
    expect(statistics.bends?.max).toBeCloseTo(1, 14);
  });

  it('sums up what the parts say', () => {
    holds(
      fc.property(cases, ({ network, slice, complex }) => {
        const statistics = complexStatistics(network, slice, complex);
        const bends = sliceBends(network, slice, complex);
        expect(complexStatistics(network, slice, complex, bends)).toEqual(statistics);
        expect(statistics.pieces).toBe(affinePieces(network, slice, complex).count);
        expect(statistics.bends?.count).toBe(innerEdges(complex).length);
        const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);
        const { areaHistogram, edgeCounts, activeCounts } = statistics;
        expect(total(areaHistogram.counts) + areaHistogram.leftOut).toBe(complex.areas.length);
        expect([total(edgeCounts), total(activeCounts)]).toEqual([complex.areas.length, complex.areas.length]);
        expect(edgeCounts.reduce((sum, count, n) => sum + count * n, 0)).toBe(complex.faceEdges.length);
      }),
      4,
      20,
    );
  });

  it('leaves out bends and pieces where faces have no maps', () => {
    const network = seededNetwork([2, 5, 4, 1], 1, { name: 'relu' });
    const complex = partition(network, plane, square(1), { upToLayer: 1 });
    expect(complexStatistics(network, plane, complex)).toMatchObject({ pieces: null, bends: null });
  });
});
