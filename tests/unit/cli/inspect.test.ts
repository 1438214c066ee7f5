import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { InspectReport } from '../../../src/core';
import { fixture, json, run, temporaryFolder } from './run';

interface NetworkFile {
  layers: { W: number[][]; b: number[] }[];
}
const folder = temporaryFolder();
const read = (name: string) => JSON.parse(readFileSync(fixture(name), 'utf8')) as NetworkFile;

/** f and code by the book, straight from the file. */
function plainForward({ layers }: NetworkFile, x: number[]): { code: number[][]; output: number[] } {
  const code: number[][] = [];
  let h = x;
  for (const [l, { W, b }] of layers.entries()) {
    const z = W.map((row, j) => row.reduce((sum, w, k) => sum + w * (h[k] ?? 0), b[j] ?? 0));
    if (l === layers.length - 1) return { code, output: z };
    code.push(z.map((value) => (value > 0 ? 1 : 0)));
    h = z.map((value) => Math.max(0, value));
  }
  return { code, output: h };
}

/** A slice of R³ with skew axes. */
const solid = {
  layers: [
    {
      W: [
        [1, 2, -1],
        [0, 1, 1],
        [-1, 0.5, 2],
      ],
      b: [0.1, -0.2, 0.3],
    },
    {
      W: [
        [1, -1, 0.5],
        [2, 1, -1],
      ],
      b: [0, 1],
    },
  ],
  slice: { origin: [1, 0, -1], u: [2, 0, 0], v: [1, 1, 1] },
};
const solidFile = folder.write('solid.json', solid);

describe('inspect --json', () => {
  it.each(['mlp2_2x16', 'mlp2_3x32', 'mlp2_10x20'])(
    '%s: code, output and map agree with a plain forward pass',
    async (name) => {
      const x = [-0.77, 0.31];
      const report = await json<InspectReport>('inspect', fixture(name), '--at', x.join());
      const { code, output } = plainForward(read(name), x);
      expect(report.code).toEqual(code);
      const [row = []] = report.map.A;
      expect(report.output[0]).toBeCloseTo(output[0] as number, 12);
      expect((row[0] ?? 0) * -0.77 + (row[1] ?? 0) * 0.31 + (report.map.c[0] ?? 0)).toBeCloseTo(
        output[0] as number,
        10,
      );
      expect(report.onBoundary).toEqual([]);
    },
  );

  it('finds the nearest boundary: the code changes just beyond it, in that unit, and not before', async () => {
    const { nearestBoundary } = await json<InspectReport>('inspect', fixture('mlp2_2x16'), '--input', '-0.77,0.31');
    const { layer, unit, distance } = nearestBoundary ?? { layer: 0, unit: 0, distance: 0 };
    const here = plainForward(read('mlp2_2x16'), [-0.77, 0.31]).code;
    const changed = (radius: number): string[] => {
      const units = new Set<string>();
      for (let k = 0; k < 3600; k++) {
        const angle = (k / 3600) * 2 * Math.PI;
        const x = [-0.77 + radius * Math.cos(angle), 0.31 + radius * Math.sin(angle)];
        const { code } = plainForward(read2x16, x);
        code.forEach((entries, l) => {
          entries.forEach((entry, j) => {
            if (entry !== here[l]?.[j]) units.add(`${l + 1}/${j}`);
          });
        });
      }
      return [...units];
    };
    expect(changed(distance * 0.999)).toEqual([]);
    expect(changed(distance * 1.001)).toEqual([`${layer}/${unit}`]);
  });
  const read2x16 = read('mlp2_2x16');

  it('gives the map in slice coordinates with --at, and of the input space with --input', async () => {
    const at = await json<InspectReport>('inspect', solidFile, '--at=-0.5,2');
    // origin − 0.5 u + 2 v
    const x = [2, 2, 1];
    const input = await json<InspectReport>('inspect', solidFile, '--input', x.join());
    expect(at.map.A.map((row) => row.length)).toEqual([2, 2]);
    expect(input.map.A.map((row) => row.length)).toEqual([3, 3]);
    expect(at.code).toEqual(input.code);
    expect(at.output).toEqual(plainForward(solid, x).output);
    for (const [k, [a, b, c]] of (input.map.A as [number, number, number][]).entries()) {
      expect(at.map.A[k]?.[0]).toBeCloseTo(2 * a, 12);
      expect(at.map.A[k]?.[1]).toBeCloseTo(a + b + c, 12);
      expect(at.map.c[k]).toBeCloseTo((input.map.c[k] ?? 0) + a - c, 12);
    }
    expect(at.nearestBoundaryInSlice?.distance).toBeGreaterThanOrEqual(at.nearestBoundary?.distance ?? Infinity);
    expect('nearestBoundaryInSlice' in input).toBe(false);
  });

  it('names the units of a point on a boundary, and says null where there is no boundary', async () => {
    const cross = folder.write('cross.json', {
      layers: [
        {
          W: [
            [1, 0],
            [0, 1],
          ],
          b: [0, 0],
        },
        { W: [[1, 1]], b: [0] },
      ],
    });
    const report = await json<InspectReport>('inspect', cross, '--at', '0,-0.5');
    expect(report.onBoundary).toEqual([{ layer: 1, unit: 0 }]);
    expect((await json<InspectReport>('inspect', cross, '--at', '0,0')).onBoundary).toEqual([
      { layer: 1, unit: 0 },
      { layer: 1, unit: 1 },
    ]);
    // Dead below, so constant 0 there: no boundary.
    const dead = { W: [[1, 0]], b: [-1] };
    const constant = folder.write('dead.json', { layers: [dead, { W: [[1]], b: [0] }, { W: [[1]], b: [0] }] });
    expect((await json<InspectReport>('inspect', constant, '--at', '0,0')).onBoundary).toEqual([]);
    const affine = folder.write('affine.json', { layers: [{ W: [[1, 2]], b: [3] }] });
    expect(await json('inspect', affine, '--at', '1,1')).toEqual({
      code: [],
      map: { A: [[1, 2]], c: [3] },
      output: [6],
      nearestBoundary: null,
      nearestBoundaryInSlice: null,
      onBoundary: [],
    });
  });

  it('takes one coordinate for one input', async () => {
    const tent = folder.write('tent.json', {
      layers: [
        { W: [[1], [1]], b: [0, -0.5] },
        { W: [[2, -4]], b: [0] },
      ],
    });
    const report = await json<InspectReport>('inspect', tent, '--at', '0.75');
    expect(report).toMatchObject({ code: [[1, 1]], map: { A: [[-2]], c: [2] }, output: [0.5] });
    expect(report.nearestBoundary).toMatchObject({ layer: 1, unit: 1, distance: 0.25 });
    expect((await run('inspect', tent, '--at', '0.75,0')).error).toContain('--at: 2 values, this network needs 1');
  });

  it('prints a table for people without --json', async () => {
    const { out } = await run('inspect', solidFile, '--at', '-0.5,2');
    expect(out).toMatch(/^network +solid \(3-3-2\)\ncode, layer 1 +[01]{3}\noutput /);
    expect(out).toMatch(/nearest boundary +layer 1 unit \d at /);
  });
});
