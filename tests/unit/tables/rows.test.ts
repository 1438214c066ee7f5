/** Rows of the tables against forward passes, shoelace areas and finite differences. */
import { describe, expect, it } from 'vitest';
import { forward, preActivations } from '../../../src/core/network';
import type { CellComplex } from '../../../src/core/partition';
import { faceRange } from '../../../src/core/partition';
import { pointInInput } from '../../../src/core/slice/slice';
import type { LensStore, PartitionResult } from '../../../src/state/types';
import type { DataCell, DataRow } from '../../../src/ui/DataTable';
import { comparedText } from '../../../src/views/compare/comparedText';
import { largestEntries, MOST_ENTRIES, mapRows } from '../../../src/views/inspector/tables/mapRows';
import { MOST_UNITS, unitRows } from '../../../src/views/inspector/tables/unitRows';
import { pieceRows } from '../../../src/views/interval/PieceTable';
import { layoutOf } from '../../../src/views/names';
import { regionRows } from '../../../src/views/slice/RegionTable';
import { summaryText } from '../../../src/views/slice/Summary';
import { heightsOf } from '../../../src/views/surface/heights';
import { facetColumns, surfaceText } from '../../../src/views/surface/surfaceText';
import { seeded } from '../../support/build';
import { opened } from '../state/support';

/** The number that a cell stands for, with every digit where it has them. */
const numberIn = (cell: DataCell | undefined): number =>
  Number((typeof cell === 'object' ? cell.full : (cell ?? '')).replace(/−/g, '-').replace(/,/g, ''));

const textOf = (cell: DataCell | undefined): string => (typeof cell === 'object' ? cell.text : (cell ?? ''));

async function moons(): Promise<{ state: LensStore; result: PartitionResult; complex: CellComplex }> {
  const page = await opened('moons');
  await page.api.idle();
  const state = page.controller.store.getState();
  const { result } = state.session;
  if (!result?.complex) throw new Error('no complex');
  return { state, result, complex: result.complex };
}

/** Corners of a face. */
const cornersOf = ({ faceOffsets, faceVertices, vertices }: CellComplex, face: number) =>
  Array.from(faceVertices.subarray(faceOffsets[face], faceOffsets[face + 1]), (v) => [
    vertices[2 * v] as number,
    vertices[2 * v + 1] as number,
  ]);

function shoelace(corners: readonly (readonly number[])[]): number {
  let twice = 0;
  corners.forEach(([x = 0, y = 0], i) => {
    const [u = 0, v = 0] = corners[(i + 1) % corners.length] ?? [];
    twice += x * v - u * y;
  });
  return twice / 2;
}

describe('the table of polytopes', () => {
  it('has areas, answers and active units that a forward pass and the corners give', async () => {
    const { state, result, complex } = await moons();
    const rows = regionRows(state.session, result);
    expect(rows).toHaveLength(100);
    const areas = rows.map(({ cells }) => numberIn(cells[1]));
    expect(areas).toEqual([...areas].sort((a, b) => b - a));
    for (const { key, cells } of rows) {
      const face = Number(key);
      const corners = cornersOf(complex, face);
      expect(numberIn(cells[1])).toBeCloseTo(shoelace(corners), 10);
      const at = [0, 1].map((axis) => corners.reduce((sum, corner) => sum + (corner[axis] ?? 0), 0) / corners.length);
      const inside = pointInInput(result.slice, at as [number, number]);
      const z = preActivations(result.network, inside);
      const on = [z[0], z[1]].reduce((count, layer) => count + (layer?.filter((value) => value > 0).length ?? 0), 0);
      expect(cells[3]).toBe(`${on}/32`);
      const centroid = [complex.centroids[2 * face] as number, complex.centroids[2 * face + 1] as number] as const;
      const f = forward(result.network, pointInInput(result.slice, centroid))[0] as number;
      expect(textOf(cells[2])).toMatch(f > 0 ? / lower moon$/ : / upper moon$/);
      expect(Math.abs(numberIn(textOf(cells[2]).split(' ')[2]) - f)).toBeLessThan(1e-3 * (1 + Math.abs(f)));
    }
  });

  it('has the extremes of the output in the 3-D view: no point of a facet lies beyond its corners', async () => {
    const { state, result, complex } = await moons();
    const random = seeded(4);
    const rows = regionRows(state.session, result, facetColumns(0, 1));
    for (const { key, cells } of rows) {
      const corners = cornersOf(complex, Number(key));
      const values = corners.map(
        (at) => forward(result.network, pointInInput(result.slice, at as [number, number]))[0],
      );
      const [low, high] = [numberIn(cells[3]), numberIn(cells[4])];
      expect(low).toBeCloseTo(Math.min(...(values as number[])), 9);
      expect(high).toBeCloseTo(Math.max(...(values as number[])), 9);
      const weights = corners.map(() => random());
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const inside = [0, 1].map((axis) =>
        corners.reduce((sum, corner, i) => sum + ((weights[i] ?? 0) / total) * (corner[axis] ?? 0), 0),
      );
      const f = forward(result.network, pointInInput(result.slice, inside as [number, number]))[0] as number;
      expect(f).toBeGreaterThanOrEqual(low - 1e-9);
      expect(f).toBeLessThanOrEqual(high + 1e-9);
    }
    expect(rows[0]?.cells).toHaveLength(6);
    expect(regionRows(state.session, result, facetColumns(0, 2))[0]?.cells).toHaveLength(7);
  });

  it('is empty of what is not there: a face without corners has no extremes', async () => {
    const { complex } = await moons();
    const none = { ...complex, faceOffsets: complex.faceOffsets.map(() => 0) };
    expect(faceRange(none, Float64Array.of(1), 0)).toEqual([Infinity, -Infinity]);
  });
});

describe('the text of the views', () => {
  it('says the extremes of the 3-D view, its facets and where it is seen from', async () => {
    const { state, result, complex } = await moons();
    const lens = { ...state.lens, surface: { output: 0, azimuth: Math.PI / 6, elevation: Math.PI / 4 } };
    const said = surfaceText(lens, state.session);
    const heights = heightsOf(result, complex, 0);
    for (const value of [Math.min(...heights), Math.max(...heights)])
      expect(said).toContain(value.toPrecision(4).replace('-', '−'));
    expect(said).toContain(`${complex.areas.length} polytopes, each a flat facet`);
    expect(said).toContain('Turned by 30 and tilted by 45 degrees.');
    expect(surfaceText({ ...lens, surface: null }, state.session)).toMatch(/no partition/);
  });

  it('says of the other time which step it is, and how it differs from now', async () => {
    const { state, result, complex } = await moons();
    const half = { ...complex, faceOffsets: complex.faceOffsets.slice(0, 11) };
    const session = { ...state.session, compared: { ...result, complex: half } };
    const said = comparedText({ ...state.lens, step: 1200 }, session);
    expect(said).toContain(`Step 1,200 of the training, ${complex.areas.length - 10} more than now.`);
    expect(said).toContain(summaryText({ ...state.lens, step: 1200 }, session));
    expect(comparedText(state.lens, { ...session, compared: result })).toContain('as many as now');
  });
});

describe('the table of pieces', () => {
  it('has ends, slopes and middle values of the graph, by forward passes', async () => {
    const page = await opened('tent');
    await page.api.idle();
    const { result } = page.session();
    if (!result?.interval) throw new Error('no interval');
    const { network } = result;
    const f = (x: number): number => forward(network, [x])[0] as number;
    const rows = pieceRows(result);
    expect(rows).toHaveLength(32);
    for (const { cells } of rows) {
      const [from, to, slope, value] = cells.slice(1, 5).map(numberIn) as [number, number, number, number];
      const eighth = (to - from) / 8;
      expect((f(to - eighth) - f(from + eighth)) / (to - from - 2 * eighth)).toBeCloseTo(slope, 8);
      expect(f((from + to) / 2)).toBeCloseTo(value, 10);
    }
    expect(numberIn(rows.at(-1)?.cells[2])).toBe(1);
    expect(pieceRows({ interval: null })).toEqual([]);
  });
});

describe('the table of units', () => {
  const rowOf = (rows: readonly DataRow[], key: number): DataRow => {
    const row = rows.find((entry) => entry.key === key);
    if (!row) throw new Error(`no row ${key}`);
    return row;
  };

  it('has z of a forward pass, the piece by its sign, and a margin that reaches the boundary', async () => {
    const { state } = await moons();
    const { inspection, network } = state.session;
    if (!inspection) throw new Error('no inspection');
    const rows = unitRows(state.session);
    expect(rows).toHaveLength(32);
    const z = preActivations(network, inspection.x);
    const { weights } = network.layers[0] as { weights: Float64Array };
    for (let unit = 0; unit < 16; unit++) {
      const { cells } = rowOf(rows, unit);
      const own = z[0]?.[unit] as number;
      expect(cells[0]).toBe(`L1·${unit}`);
      expect(numberIn(cells[1])).toBeCloseTo(own, 12);
      expect(cells[2]).toBe(own > 0 ? 'on' : 'off');
      const [a, b] = [weights[2 * unit] as number, weights[2 * unit + 1] as number];
      expect(numberIn(cells[3])).toBeCloseTo(Math.abs(own) / Math.hypot(a, b), 10);
    }
    expect(rowOf(rows, 16 + 5).cells[0]).toBe('L2·5');
    expect(numberIn(rowOf(rows, 16 + 5).cells[1])).toBeCloseTo(z[1]?.[5] as number, 12);
    expect(unitRows({ ...state.session, inspection: null })).toEqual([]);
  });

  it('has the distance within the slice, which is no shorter, where there are more inputs', async () => {
    const page = await opened('space');
    const { network } = page.session();
    const rows = unitRows(page.session());
    expect(network.inputSize).toBe(3);
    expect(rows).toHaveLength(Math.min(MOST_UNITS, layoutOf(network).units));
    for (const { cells } of rows) {
      expect(cells).toHaveLength(5);
      if (cells[4] !== 'none') expect(numberIn(cells[4])).toBeGreaterThanOrEqual(numberIn(cells[3]) * (1 - 1e-12));
    }
  });
});

describe('the table of a map', () => {
  it('lists the offsets, then the entries that are largest in size, each with its output and input', () => {
    const random = seeded(9);
    const [rows, cols] = [3, 100];
    const map = {
      rows,
      cols,
      A: Float64Array.from({ length: rows * cols }, () => random() - 0.5),
      c: Float64Array.of(1, -2, 3),
    };
    const table = mapRows(map, ['a', 'b', 'c'], (column) => `x${column}`);
    expect(table).toHaveLength(rows + MOST_ENTRIES);
    expect(table.slice(0, 3).map(({ cells }) => [cells[0], cells[1], numberIn(cells[2])])).toEqual([
      ['a', 'c', 1],
      ['b', 'c', -2],
      ['c', 'c', 3],
    ]);
    const listed = table.slice(3).map(({ cells }) => {
      const value = map.A['abc'.indexOf(cells[0]) * cols + Number(textOf(cells[1]).slice(1))];
      expect(numberIn(cells[2])).toBe(value);
      return Math.abs(value as number);
    });
    const bySize = Array.from(map.A, Math.abs).sort((a, b) => b - a);
    expect(listed).toEqual(bySize.slice(0, MOST_ENTRIES));
    expect(largestEntries(Float64Array.of(0, -2, 2, 1))).toEqual([1, 2, 3, 0]);
  });
});
