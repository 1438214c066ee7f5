import { describe, expect, it } from 'vitest';
import { complexStatistics, edgesOfFaces, logHistogram, sliceBends } from '../../../src/core/analysis';
import type { PartitionStatistics } from '../../../src/state/types';
import { barRows, COLUMNS, chartsOf, summaryLine, tableRows } from '../../../src/views/statistics/charts';
import { planar } from './support';

const { complex, result } = planar([2, 10, 9, 1], 3);
const bends = sliceBends(result.network, result.slice, complex);
const statistics: PartitionStatistics = {
  ...complexStatistics(result.network, result.slice, complex, bends),
  bendHistogram: logHistogram(bends.filter(Number.isFinite)),
};
const faces = complex.areas.length;
const sum = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((all, { count }) => all + count, 0);
const chart = (title: string) => {
  const found = chartsOf(statistics).find((entry) => entry.title === title);
  if (!found) throw new Error(`no chart ${title}`);
  return found;
};

describe('charts of a partition', () => {
  it('count every polytope once, and every edge inside the domain', () => {
    for (const title of ['Area', 'Edges', 'Active units']) expect(sum(chart(title).bars), title).toBe(faces);
    const inner = bends.filter((bend) => bend > 0).length;
    expect(sum(chart('Bends').bars)).toBe(inner);
  });

  it('put each polytope into the bar that counted it', () => {
    const edges = edgesOfFaces(complex);
    for (const [title, values] of [
      ['Area', complex.areas],
      ['Edges', edges],
    ] as const) {
      const { bars, barOf } = chart(title);
      const counts = bars.map(() => 0);
      for (const value of values) counts[barOf(value)] = (counts[barOf(value)] as number) + 1;
      expect(counts, title).toEqual(bars.map(({ count }) => count));
    }
    expect([chart('Area').barOf(Number.NaN), chart('Edges').barOf(99), chart('By layer').barOf(1)]).toEqual([
      -1, -1, -1,
    ]);
  });

  it('begin at the smallest and end at the largest, with median and mean', () => {
    const edges = [...edgesOfFaces(complex)].sort((a, b) => a - b);
    const { ends, facts } = chart('Edges');
    expect(ends).toEqual([String(edges[0]), String(edges.at(-1))]);
    const mean = edges.reduce((all, value) => all + value, 0) / faces;
    expect(facts.map(([name]) => name)).toEqual(['median', 'mean']);
    expect(Number(facts[1]?.[1])).toBeCloseTo(mean, 1);
  });

  it('show how the layers add up to the whole', () => {
    const { bars, facts } = chart('By layer');
    expect(bars.at(-1)?.count).toBe(faces);
    expect(bars[0]?.count).toBeLessThan(faces);
    expect(facts[1]).toEqual(['layer 2', String(faces)]);
  });

  it('say where there are no bends to show', () => {
    const none = chartsOf({ ...statistics, bends: null, bendHistogram: null }).at(-1);
    expect(none).toMatchObject({ title: 'Bends', bars: [], problem: 'Cut by all layers to see them.' });
  });
});

describe('the table', () => {
  it('has the same numbers, a row a measure', () => {
    const rows = tableRows(statistics);
    expect(rows.map(({ cells }) => cells[0])).toEqual([
      'cut by layer 1',
      'cut by layers 1 … 2',
      'affine pieces',
      'area',
      'edges of a polytope',
      'active units',
      'bend ‖ΔA‖ along the slice',
    ]);
    for (const { cells } of rows) expect(cells).toHaveLength(1 + COLUMNS.length);
    expect(rows[3]?.cells[1]).toBe(String(faces));
    expect(summaryLine(statistics)).toMatch(
      new RegExp(`^${faces} polytopes · ${statistics.pieces} affine pieces · median area`),
    );
  });

  it('has a row a bar, and each chart counts every polytope once', () => {
    const rows = barRows(statistics);
    const counts = (chart: string): readonly number[] =>
      rows.filter(({ cells }) => cells[0] === chart).map(({ cells }) => Number(String(cells[2]).replace(/,/g, '')));
    for (const chart of ['Area', 'Edges', 'Active units'])
      expect(counts(chart).reduce((sum, count) => sum + count, 0)).toBe(faces);
    expect(counts('By layer').at(-1)).toBe(faces);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('speaks of pieces and lengths for one input', () => {
    const interval: PartitionStatistics = { ...statistics, edges: null, edgeCounts: null };
    expect(chartsOf(interval).map(({ title }) => title)).toEqual(['By layer', 'Length', 'Active units', 'Bends']);
    expect(tableRows(interval).map(({ cells }) => cells[0])).toContain('length');
    expect(summaryLine(interval)).toMatch(/ pieces · .* · median length /);
  });
});
