import { describe, expect, it } from 'vitest';
import type { PathReport } from '../../../src/core';
import type { SoftPathReport } from '../../../src/core/soft';
import { json, run, temporaryFolder } from './run';
import { b1, dot, near, network, plain, W1, x } from './softPlain';

const folder = temporaryFolder();
const files = { relu: folder.write('relu.json', network('relu')) };

describe('path --soft --json', () => {
  const words = ['path', files.relu, '--from', '-2,-1,1', '--to', '1.5,2,-1'];
  /** Σ |Δt| of the hidden layer over a fine grid. */
  const grid = (eta: number): number => {
    const at = (s: number): number[] => plain(eta, 0, [-2 + 3.5 * s, -1 + 3 * s, 1 - 2 * s]).t;
    let sum = 0;
    for (let i = 0; i < 2000; i++) {
      const [before, after] = [at(i / 2000), at((i + 1) / 2000)];
      sum += before.reduce((total, t, j) => total + Math.abs((after[j] as number) - t), 0);
    }
    return sum;
  };

  it('adds the variation of the soft codes, all, by layer, and its tolerance', async () => {
    for (const beta of [0.2, 0.5, 0.95]) {
      const report = await json<SoftPathReport>(...words, '--soft', '--beta', String(beta));
      expect(report.tolerance).toBeLessThanOrEqual(1e-3);
      expect(Math.abs(report.variation - grid(beta / (1 - beta)))).toBeLessThan(1e-6 + report.tolerance);
      expect(report.variationByLayer).toEqual([{ layer: 1, variation: report.variation }]);
      const { variation: _, variationByLayer: __, tolerance: ___, ...hard } = report;
      expect(hard).toEqual(await json<PathReport>(...words));
    }
  });

  it('tends to the crossings as β → 1, and is their number at 1', async () => {
    const { crossings } = await json<PathReport>(...words);
    expect(crossings.length).toBeGreaterThan(2);
    const at = async (beta: string) => (await json<SoftPathReport>(...words, '--soft', '--beta', beta)).variation;
    expect(await at('1')).toBe(crossings.length);
    expect(Math.abs((await at('0.99999')) - crossings.length)).toBeLessThan(1e-6);
    expect(await at('0')).toBe(0);
  });

  it('prints them for people, and by rows of a batch', async () => {
    const { out } = await run(...words, '--soft', '--beta', '0.5');
    expect(out).toMatch(/\nsoft variation +\d\.\d+ \(at most [\d.e-]+ more\), beside the crossings of the hard code\n/);
    const rows = folder.write('ways.csv', '-2,-1,1,1.5,2,-1\n');
    const batch = await run('path', files.relu, '--batch', rows, '--soft', '--beta', '0.5');
    const { index: _, run: __, ...line } = JSON.parse(batch.out) as Record<string, unknown>;
    expect(line).toEqual(await json(...words, '--soft', '--beta', '0.5'));
  });
});

describe('networks with steps, the hard limit of sigmoid and tanh', () => {
  const steps = folder.write('steps.json', network('sigmoid'));

  it('facets: f is constant in a polytope and jumps across its facets', async () => {
    const { code, out } = await run('facets', steps, '--input', x.join());
    expect(code).toBe(0);
    expect(out).toMatch(/\nfacet 1 +layer 1 unit \d at [\d.]+, .*, bend 0, f jumps\n/);
    expect((await run('facets', files.relu, '--input', x.join())).out).not.toContain('jumps');
  });

  it('attack: says that no gradient leads on', async () => {
    const { code, out } = await run('attack', steps, '--input', x.join());
    expect(code).toBe(0);
    expect(out).toMatch(/\ngradient +exactly 0 before step 1: no way leads on\n/);
  });

  it('path: pieces are constant, and f jumps between them', async () => {
    const { pieces, crossings } = await json<PathReport>('path', steps, '--from', '-2,-1,1', '--to', '1.5,2,-1');
    expect(crossings.length).toBeGreaterThan(2);
    for (const { slope } of pieces) expect(slope).toEqual([0, 0]);
    const on = crossings.map(({ t, unit }) =>
      Number(dot(W1[unit] as number[], [-2 + 3.5 * t, -1 + 3 * t, 1 - 2 * t]) + (b1[unit] as number)),
    );
    near(
      on,
      on.map(() => 0),
    );
  });
});
