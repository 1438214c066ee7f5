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

describe('a path through a large network', async () => {
  const BENDS = 600;
  const UNITS = 200_001;
  const bends = Array.from({ length: BENDS }, (_, j) => (j + 0.5) / BENDS);
  const large = folder.write('large.json', {
    nodes: [
      { name: 'x', op: 'input', shape: [1] },
      {
        name: 'z',
        op: 'dense',
        inputs: ['x'],
        units: BENDS,
        weights: bends.map(() => [1]),
        bias: bends.map((b) => -b),
      },
      { name: 'all', op: 'pad', inputs: ['z'], before: [0], after: [UNITS - BENDS], value: 1 },
      { name: 'relu', op: 'activation', inputs: ['all'], activation: 'relu' },
      { name: 'some', op: 'crop', inputs: ['relu'], starts: [0], sizes: [BENDS] },
      { name: 'y', op: 'dense', inputs: ['some'], units: 1, weights: [bends.map(() => 1)] },
    ],
    output: 'y',
  });
  const line = ['path', large, '--from', '0', '--to', '1'];

  it('has every crossing and f on every piece, as the closed form has', async () => {
    const report = await json<PathReport>(...line);
    expect(report).toMatchObject({ hamming: BENDS, ties: [], reached: 1, merged: 0 });
    report.crossings.forEach(({ t, layer, unit }, j) => {
      expect([layer, unit]).toEqual([1, j]);
      expect(t).toBeCloseTo(bends[j] as number, 12);
    });
    expect(report.pieces).toHaveLength(BENDS + 1);
    report.pieces.forEach(({ from, output, slope }, p) => {
      // p units are active behind the p-th bend.
      const f = bends.slice(0, p).reduce((sum, bend) => sum + from - bend, 0);
      expect(output[0]).toBeCloseTo(f, 9);
      expect(slope[0]).toBeCloseTo(p, 9);
    });
  });

  it('ends soon after so many pieces, and says where', async () => {
    const { out, error } = await run(...line, '--pieces', '40');
    const reached = Number(/\nwalked +to t = ([\d.]+)\n/.exec(out)?.[1]);
    expect(reached).toBeGreaterThan(39 / BENDS);
    expect(reached).toBeLessThan(0.5);
    expect(error).toMatch(/note: walked to t = 0\.\d+ of 1: --pieces N/);
    expect(Number(/\ncrossings +(\d+)\n/.exec(out)?.[1])).toBe(bends.filter((bend) => bend < reached).length);
  });

  it('keeps its codes where they are needed', async () => {
    const report = await json<PathReport>(...line, '--extend');
    expect(report.reached).toBeUndefined();
    expect(report.crossings).toHaveLength(BENDS);
    expect(report.extension?.before.crossings).toEqual([]);
  });
});
