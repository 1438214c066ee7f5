import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PathReport } from '../../../src/core';
import { fixture, json, run, temporaryFolder } from './run';

interface NetworkFile {
  layers: { W: number[][]; b: number[] }[];
}
const folder = temporaryFolder();
const file = fixture('mlp2_2x16');
const { layers } = JSON.parse(readFileSync(file, 'utf8')) as NetworkFile;

/** Pre-activations by the book, straight from the file. */
function pass(x: number[]): number[][] {
  let h = x;
  return layers.map(({ W, b }) => {
    const z = W.map((row, j) => row.reduce((sum, w, k) => sum + w * (h[k] ?? 0), b[j] ?? 0));
    h = z.map((value) => Math.max(0, value));
    return z;
  });
}

const code = (x: number[]): number[] =>
  pass(x)
    .slice(0, -1)
    .flat()
    .map((z) => Number(z > 0));

const way = (t: number): number[] => [-1 + 2 * t, -1 + 1.9 * t];
const words = ['path', file, '--from', '-1,-1', '--to', '1,0.9'];

describe('path --json', async () => {
  const report = await json<PathReport>(...words);

  it('lists crossings as t, layer and unit: at each that unit’s pre-activation is 0 and changes its sign', () => {
    expect(report.crossings.length).toBeGreaterThan(20);
    let last = 0;
    for (const crossing of report.crossings) {
      expect(Object.keys(crossing)).toEqual(['t', 'layer', 'unit']);
      const { t, layer, unit } = crossing;
      expect(t).toBeGreaterThanOrEqual(last);
      last = t;
      const [before, at, after] = [t - 1e-8, t, t + 1e-8].map((s) => pass(way(s))[layer - 1]?.[unit] as number);
      expect(Math.abs(at as number)).toBeLessThan(1e-12);
      expect((before as number) > 0).not.toBe((after as number) > 0);
    }
  });

  it('gives the Hamming distance of the ends, no more than the crossings', () => {
    const [a, b] = [code(way(0)), code(way(1))] as [number[], number[]];
    expect(report.hamming).toBe(a.filter((piece, j) => piece !== b[j]).length);
    expect(report.hamming).toBeLessThanOrEqual(report.crossings.length);
  });

  it('lists the pieces of f, from end to end', () => {
    expect(report.pieces[0]?.from).toBe(0);
    expect(report.pieces.at(-1)?.to).toBe(1);
    report.pieces.forEach(({ from, to, output, slope }, p) => {
      if (p > 0) expect(report.pieces[p - 1]?.to).toBe(from);
      for (const t of [from, (from + to) / 2, to]) {
        const [f] = pass(way(t)).at(-1) as [number];
        expect((output[0] as number) + (t - from) * (slope[0] as number)).toBeCloseTo(f, 10);
      }
    });
  });

  it('gives length and density by layer', () => {
    const { length, density, layers: byLayer } = report;
    expect(length).toBeCloseTo(Math.hypot(2, 1.9), 12);
    expect(density).toBeCloseTo(report.crossings.length / length, 12);
    for (const { layer, crossings, density: own } of byLayer) {
      expect(crossings).toBe(report.crossings.filter((crossing) => crossing.layer === layer).length);
      expect(own).toBeCloseTo(crossings / length, 12);
    }
    expect(report.extension).toBeUndefined();
  });

  it('goes through points between, and beyond the ends', async () => {
    const { pieces, extension, length } = await json<PathReport>(...words, '--via', '0,0.5;-0.25,0.25', '--extend');
    expect(pieces.at(-1)?.to).toBe(3);
    expect(length).toBeCloseTo(Math.hypot(1, 1.5) + Math.hypot(0.25, 0.25) + Math.hypot(1.25, 0.65), 12);
    const leg = (t: number): number[] => [-0.25 + 1.25 * (t - 2), 0.25 + 0.65 * (t - 2)];
    const { crossings, last, limit } = extension?.after ?? { crossings: [], last: 0, limit: null };
    expect(last).toBe(crossings.at(-1)?.t);
    expect(code(leg(last - 1e-7))).not.toEqual(code(leg(last + 1e-7)));
    expect(code(leg(last + 1e-7))).toEqual(code(leg(1e6)));
    const [far] = pass(leg(1e6)).at(-1) as [number];
    expect(limit).toEqual({ certain: true, winner: Number(far > 0), classes: [Number(far > 0)], confidence: 1 });
  });

  it('tells ties, and takes one input', async () => {
    const ties = folder.write('ties.json', {
      layers: [
        { W: [[1], [-2], [1]], b: [-0.5, 1, -0.75] },
        { W: [[1, 1, 1]], b: [0] },
      ],
    });
    expect(await json<PathReport>('path', ties, '--from', '0', '--to', '1')).toMatchObject({
      crossings: [
        { t: 0.5, layer: 1, unit: 0 },
        { t: 0.5, layer: 1, unit: 1 },
        { t: 0.75, layer: 1, unit: 2 },
      ],
      hamming: 3,
      ties: [{ t: 0.5, count: 2 }],
    });
    expect(await json<PathReport>('path', ties, '--from', '1', '--to', '1')).toMatchObject({
      crossings: [],
      density: null,
    });
  });
});

describe('path', async () => {
  it('prints a table for people', async () => {
    const { out } = await run(...words, '--extend');
    expect(out).toMatch(/^network +mlp2_2x16 \(2-16-16-1\)\nlength +2\.75862\ncrossings +30\nhamming +24 /);
    expect(out).toMatch(/\nt = 0\.27298 +layer 1 unit 8\n/);
    expect(out).toMatch(/\ncrossings before +\d+, the last at t = -0\.\d+\n… confidence +tends to 1 for class [01]\n/);
  });

  it.each<[string, string[], string]>([
    ['one end', ['--from', '0,0'], 'say the way: both --from x1,…,xd and --to x1,…,xd are needed'],
    ['another size', ['--from', '0,0', '--to', '1'], '--to: 1 values, this network needs 2 (its inputs)'],
    ['no number', ['--from', '0,a', '--to', '1,1'], "--from: value 2, 'a', is not a finite number"],
    ['a bad point between', ['--from', '0,0', '--to', '1,1', '--via', '1,1;2'], '--via: 1 values'],
    ['overflow', ['--from', '0,0', '--to', '1e307,1e307'], 'layer 1, unit '],
  ])('refuses %s', async (_, rest, message) => {
    const { code: exit, out, error } = await run('path', file, ...rest);
    expect([exit, out]).toEqual([2, '']);
    expect(error.startsWith(`polytope-lens: ${message}`), error).toBe(true);
  });
});
