import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FacetsReport } from '../../../src/core/facetReport';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();

/** ReLU units x ≥ 0, y ≥ 0, x + y ≤ 1 (twice) and x ≤ 3: a triangle with one copy and one constraint too many. */
const triangle = folder.write('triangle.json', {
  layers: [
    {
      W: [
        [1, 0],
        [0, 1],
        [-1, -1],
        [2, 2],
        [-1, 0],
      ],
      b: [0, 0, 1, -2, 3],
    },
    { W: [[1, 2, 3, 4, 5]], b: [0] },
  ],
});

describe('facets --json', () => {
  it('of a triangle: its sides, its inscribed circle, what is left out', async () => {
    const report = await json<FacetsReport>('facets', triangle, '--at', '0.2,0.3');
    expect(report).toMatchObject({
      inputs: 2,
      constraints: 5,
      hyperplanes: 4,
      box: null,
      interior: 'interior',
      boxFacets: null,
      redundant: 1,
      undecided: [],
      bounded: true,
      lineality: 0,
      volume: null,
    });
    const units = report.facets.map((facet) => facet.units.map(({ unit, step }) => [unit, step]));
    expect(units).toEqual([
      [[0, -1]],
      [[1, -1]],
      [
        [2, -1],
        [3, 1],
      ],
    ]);
    const distances = report.facets.map(({ distance }) => distance);
    for (const [i, distance] of [0.2, 0.3, 0.5 / Math.SQRT2].entries()) expect(distances[i]).toBeCloseTo(distance, 12);
    expect(report.facets.every(({ footInside }) => footInside)).toBe(true);
    // Unit 1 bends f by 2 along y.
    expect(report.facets[1]?.neighbour).toMatchObject({ units: [{ layer: 1, unit: 1 }] });
    expect(report.facets[1]?.neighbour?.bend).toBeCloseTo(2, 12);
  });

  it('within a box: inscribed circle, area and sides of the box', async () => {
    const report = await json<FacetsReport>('facets', triangle, '--at', '0.2,0.3', '--box', '-0.5,0.75', '--volume');
    // The triangle without its corners at (1, 0) and (0, 1).
    expect(report.volume).toMatchObject({ standardError: 0, method: 'polygon' });
    expect(report.volume?.value).toBeCloseTo(0.5 - 0.0625, 12);
    const radius = 1 / (2 + Math.SQRT2);
    expect(report.radius).toBeCloseTo(radius, 9);
    expect(report.radiusBound).toBeCloseTo(radius, 9);
    for (const value of report.centre ?? []) expect(value).toBeCloseTo(radius, 9);
    expect([report.facets.length, report.boxFacets, report.bounded]).toEqual([3, 2, true]);
  });

  it('gives the vectors on request: f on both sides of each facet is as they say', async () => {
    const words = ['facets', fixture('mlp2_2x16'), '--at', '-0.77,0.31'];
    const report = await json<FacetsReport>(...words, '--vectors');
    const { layers } = JSON.parse(readFileSync(fixture('mlp2_2x16'), 'utf8')) as {
      layers: { W: number[][]; b: number[] }[];
    };
    const f = (x: readonly number[]): number => {
      let h = [...x];
      layers.forEach(({ W, b }, l) => {
        const z = W.map((row, j) => row.reduce((sum, w, k) => sum + w * (h[k] ?? 0), b[j] ?? 0));
        h = l < layers.length - 1 ? z.map((value) => Math.max(0, value)) : z;
      });
      return h[0] as number;
    };
    const { map } = await json<{ map: { A: number[][]; c: number[] } }>(
      'inspect',
      fixture('mlp2_2x16'),
      '--input',
      '-0.77,0.31',
    );
    const inside = (x: readonly number[]): number =>
      x.reduce((sum, value, k) => sum + value * (map.A[0]?.[k] ?? 0), map.c[0] ?? 0);
    expect(report.facets.length).toBeGreaterThan(2);
    for (const { witness = [], neighbour } of report.facets) {
      const { point = [], u = [], v = [] } = neighbour ?? {};
      const step = v.reduce((sum, value, k) => sum + value * ((point[k] ?? 0) - (witness[k] ?? 0)), 0);
      expect(f(witness)).toBeCloseTo(inside(witness), 9);
      expect(f(point)).toBeCloseTo(inside(point) + (u[0] ?? 0) * step, 9);
    }
    const plain = await json<FacetsReport>(...words);
    expect('witness' in (plain.facets[0] ?? {})).toBe(false);
    expect(plain.facets.map(({ distance }) => distance)).toEqual(report.facets.map(({ distance }) => distance));
  });

  it('says so where the point has no polytope of its own with an interior', async () => {
    const opposite = folder.write('opposite.json', {
      layers: [
        {
          W: [
            [1, 0],
            [-1, 0],
          ],
          b: [0, 0],
        },
        { W: [[1, 1]], b: [0] },
      ],
    });
    const report = await json<FacetsReport>('facets', opposite, '--at', '0,0.5');
    expect(report).toMatchObject({ interior: 'flat', facets: [], centre: null, radius: null });
    expect((await run('facets', opposite, '--at', '0,0.5')).out).toContain('none that float64 can tell');
  });

  it('takes one input', async () => {
    const tent = folder.write('tent.json', {
      layers: [
        { W: [[1], [1]], b: [0, -0.5] },
        { W: [[2, -4]], b: [0] },
      ],
    });
    const report = await json<FacetsReport>('facets', tent, '--at', '0.2', '--box', '-1,1', '--volume');
    expect(report.facets.map(({ distance }) => distance)).toEqual([0.2, 0.3]);
    expect(report.volume).toMatchObject({ method: 'interval', standardError: 0 });
    expect(report.volume?.value).toBeCloseTo(0.5, 12);
  });

  it('prints a table for people without --json', async () => {
    const { out } = await run('facets', triangle, '--at', '0.2,0.3');
    expect(out).toMatch(/^network +triangle \(2-5-1\)\nconstraints +5, on 4 hyperplanes\nfacets +3\n/);
    expect(out).toMatch(/facet 3 +layer 1 unit 2 \+ layer 1 unit 3 at 0.353553, /);
  });
});

describe('half-spaces that are too many', () => {
  it('are not written out: facets are found by rays, as many as so many passes find', async () => {
    // Nowhere black: the input lies on no boundary.
    const picture = Array.from({ length: 784 }, (_, k) => (0.4 + 0.3 * Math.sin(k * k)).toFixed(4));
    const report = await json<FacetsReport>(
      'facets',
      'public/models/digits-cnn/model.safetensors',
      '--input',
      picture.join(),
      '--passes',
      '300',
    );
    expect(report.passes).toMatchObject({ outside: 0 });
    expect(report.passes?.halfSpaces).toBeGreaterThan(5000);
    expect(report.facets.length).toBeGreaterThan(0);
    // A ray that has begun is followed to its end.
    expect(report.passes?.passes).toBeGreaterThanOrEqual(300);
    expect(report.passes?.passes).toBeLessThan(360);
    expect(report.passes?.undecided).toBeLessThanOrEqual(report.passes?.halfSpaces ?? 0);
    expect([report.bounded, report.undecided]).toEqual([null, []]);
  });

  it('take no more passes than are allowed where the input lies on thousands of boundaries, and it is said', async () => {
    const words = ['facets', 'public/models/digits-cnn/model.safetensors', '--axes', '0,1', '--at', '0.5,0.25'];
    const report = await json<FacetsReport>(...words, '--passes', '120');
    const { halfSpaces = 0, undecided, passes = Infinity, onBoundaries = 0 } = report.passes ?? {};
    expect(passes).toBeLessThanOrEqual(125);
    expect(onBoundaries).toBeGreaterThan(1000);
    expect(onBoundaries).toBeLessThan(halfSpaces);
    expect(undecided).toBe(halfSpaces);
    expect(report).toMatchObject({ interior: 'undecided', facets: [], bounded: null, undecided: [] });
    const { out } = await run(...words, '--passes', '120');
    expect(out).toContain(`none found by ${passes} passes: the point lies on ${onBoundaries} boundaries\n`);
    expect(out).toMatch(/\nhalf-spaces +\d{4,}, too many to be written out\nundecided +\d+\n$/);
  });
});
