import { describe, expect, it } from 'vitest';
import type { PathReport } from '../../../src/core';
import type { SoftPathReport, SoftReport } from '../../../src/core/soft';
import { json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const W1 = [
  [1, -0.5, 0.25],
  [0.5, 2, -1],
  [-1.5, 0.75, 0.5],
  [0.3, 0.3, 1],
];
const W2 = [
  [1, -1, 0.5, 0.25],
  [0.75, 0.5, -1, 1],
];
const [b1, b2] = [
  [0.1, -0.2, 0.3, 0],
  [0.5, -0.25],
];
const network = (activation: string, last?: string) => ({
  name: 'soft',
  layers: [
    { W: W1, b: b1, activation },
    { W: W2, b: b2, ...(last ? { activation: last } : {}) },
  ],
  slice: { origin: [0.5, 0, -0.5], u: [2, 0, 0], v: [1, 1, 1] },
});
const files = {
  relu: folder.write('relu.json', network('relu')),
  abs: folder.write('abs.json', network('abs')),
  gelu: folder.write('gelu.json', network('gelu')),
  silu: folder.write('silu.json', network('silu')),
  code: folder.write('code.json', network('silu', 'softmax')),
};
const x = [0.4, -0.3, 0.7];

const sigma = (u: number): number => 1 / (1 + Math.exp(-u));
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, w, k) => sum + w * (b[k] as number), 0);
const entropy = (t: number): number => -t * Math.log(t) - (1 - t) * Math.log(1 - t);

/** One hidden layer by the book: gate t(z), activation slope α + (1 − α) t with α the slope of the first piece. */
function plain(eta: number, alpha: number, point: readonly number[]) {
  const scale = 1 - alpha;
  const z = W1.map((row, j) => dot(row, point) + (b1[j] as number));
  const t = z.map((value) => sigma(eta * scale * value));
  const slope = t.map((value) => alpha + scale * value);
  const derivative = t.map(
    (value, j) => (slope[j] as number) + scale * scale * eta * value * (1 - value) * (z[j] as number),
  );
  const through = (d: number[]) =>
    W2.map((row) =>
      point.map((_, i) => row.reduce((sum, w, j) => sum + w * (d[j] as number) * (W1[j]?.[i] as number), 0)),
    );
  return {
    t,
    A: through(slope),
    c: W2.map((row, k) =>
      row.reduce((sum, w, j) => sum + w * (slope[j] as number) * (b1[j] as number), b2[k] as number),
    ),
    jacobian: through(derivative),
    output: W2.map((row, k) =>
      row.reduce((sum, w, j) => sum + w * (slope[j] as number) * (z[j] as number), b2[k] as number),
    ),
    entropy: t.reduce((sum, value) => sum + entropy(value), 0),
    expectedActive: t.reduce((sum, value) => sum + value, 0),
  };
}

const near = (got: unknown, want: unknown): void => {
  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flatMap(flat) : [value as number]);
  const [a, b] = [flat(got), flat(want)];
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => {
    expect(Math.abs(value - (b[i] as number))).toBeLessThan(1e-12);
  });
};

describe('inspect --soft --json', () => {
  it.each([
    ['relu', 0.5, 0],
    ['relu', 0.9, 0],
    ['abs', 0.3, -1],
  ] as const)('of %s at β = %s is what the book says', async (name, beta, alpha) => {
    const words = ['inspect', files[name], '--input', x.join(), '--soft', '--beta', String(beta)];
    const report = await json<SoftReport>(...words);
    const want = plain(beta / (1 - beta), alpha, x);
    near(report.softCode, [want.t]);
    near(report.softMap.A, want.A);
    near(report.softMap.c, want.c);
    near(report.jacobian, want.jacobian);
    expect(report.jacobian.map((row) => row.length)).toEqual([3, 3]);
    near(report.output, want.output);
    near([report.entropy, ...report.entropyByLayer], [want.entropy, want.entropy]);
    near(report.expectedActive, want.expectedActive);
    const { out } = await run(...words);
    expect(out).toMatch(/\nsoft code, layer 1 +0\.\d{3} 0\.\d{3} 0\.\d{3} 0\.\d{3}\nentropy +\d/);
    expect(out).toMatch(/\nJacobian, output 1 +\[/);
  });

  it('keeps all that is hard, and gives the soft network’s output', async () => {
    const hard = await json<SoftReport>('inspect', files.relu, '--input', x.join());
    const soft = await json<SoftReport>('inspect', files.relu, '--input', x.join(), '--soft', '--beta', '0.5');
    const { softCode: _, softMap: __, jacobian, entropy: h, entropyByLayer, expectedActive, ...rest } = soft;
    expect({ ...rest, output: hard.output }).toEqual(hard);
    expect(soft.output).not.toEqual(hard.output);
    expect([jacobian.length, entropyByLayer.length]).toEqual([2, 1]);
    expect(h).toBeLessThanOrEqual(4 * Math.LN2);
    expect(expectedActive).toBeGreaterThan(0);
  });

  it('has its ends: β = 1 is hard, β = 0 is linear, no β leaves ReLU hard', async () => {
    const at = (...beta: string[]) => json<SoftReport>('inspect', files.relu, '--input', x.join(), '--soft', ...beta);
    const [one, none, zero] = [await at('--beta', '1'), await at(), await at('--beta', '0')];
    expect(one).toEqual(none);
    expect(one.softCode).toEqual(one.code);
    expect(one.entropy).toBe(0);
    near(one.softMap.A, one.map.A);
    near(one.jacobian, one.map.A);
    expect(zero.softCode).toEqual([[0.5, 0.5, 0.5, 0.5]]);
    near(zero.entropy, 4 * Math.LN2);
    near(zero.softMap.A, zero.jacobian);
  });

  it('in slice coordinates gives the soft map there, and the Jacobian as outputs × inputs', async () => {
    const at = await json<SoftReport>('inspect', files.silu, '--at=0.25,-0.5', '--soft');
    const point = [0.5 + 0.5 - 0.5, -0.5, -0.5 - 0.5];
    const want = plain(1, 0, point);
    near(
      at.softMap.A,
      want.A.map(([a = 0, b = 0, c = 0]) => [2 * a, a + b + c]),
    );
    near(
      at.softMap.c,
      want.c.map((c, k) => c + 0.5 * (want.A[k]?.[0] as number) - 0.5 * (want.A[k]?.[2] as number)),
    );
    near(at.jacobian, want.jacobian);
    near(at.output, want.output);
  });

  it('takes a smooth file as it is, and β for its hard layers alone', async () => {
    const own = await json<SoftReport>('inspect', files.silu, '--input', x.join(), '--soft');
    const given = await json<SoftReport>('inspect', files.silu, '--input', x.join(), '--soft', '--beta', '0.9');
    near(own.output, plain(1, 0, x).output);
    expect(given).toEqual(own);
    const coded = await json<SoftReport>('inspect', files.code, '--input', x.join(), '--soft');
    const values = plain(1, 0, x).output.map(Math.exp);
    const total = values.reduce((sum, value) => sum + value, 0);
    near(
      coded.output,
      values.map((value) => value / total),
    );
    near(coded.softMap.A, [0, 0, 0, 0, 0, 0]);
    near(coded.softMap.c, coded.output);
  });

  it('notes that a smooth file’s report is of its hard limit, unless --soft is there', async () => {
    const hard = await run('inspect', files.gelu, '--input', x.join());
    expect([hard.code, hard.error]).toEqual([
      0,
      'polytope-lens: note: the network is smooth: code, map, output and boundaries are of its hard limit; --soft adds its own\n',
    ]);
    expect((await run('inspect', files.gelu, '--input', x.join(), '--soft')).error).toBe('');
    const way = await run('path', files.gelu, '--from', '0,0,0', '--to', '1,1,1');
    expect(way.error).toContain('crossings, codes and pieces are of its hard limit; --soft adds its own');
    expect((await run('inspect', files.relu, '--input', x.join())).error).toBe('');
  });

  it.each<[string, string[], string]>([
    ['β without --soft', ['--beta', '0.5'], '--beta says how soft the codes of --soft are: --soft is missing'],
    ['β above 1', ['--soft', '--beta', '1.5'], "--beta: '1.5' is not a number from 0 to 1"],
    ['β below 0', ['--soft', '--beta=-0.1'], "--beta: '-0.1' is not a number from 0 to 1"],
    ['no number', ['--soft', '--beta', 'half'], "--beta: 'half' is not a number from 0 to 1"],
    ['nothing', ['--soft', '--beta', ''], '--beta needs a value'],
  ])('refuses %s', async (_, rest, message) => {
    for (const words of [
      ['inspect', files.relu, '--input', x.join()],
      ['path', files.relu, '--from', '0,0,0', '--to', '1,1,1'],
    ]) {
      const { code, out, error } = await run(...words, ...rest);
      expect([code, out]).toEqual([2, '']);
      expect(error).toContain(message);
    }
  });
});

describe('--batch with --soft', () => {
  it('has a line for each point that says what its --json says', async () => {
    const points = [x, [0, 0, 0], [-1, 2, 0.5]];
    const inputs = folder.write('points.csv', `${points.map(String).join('\n')}\n`);
    const options = ['--soft', '--beta', '0.7'];
    const { code, out } = await run('inspect', files.relu, '--batch', inputs, ...options);
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(3);
    for (const [i, line] of lines.entries()) {
      const { index, run: _, ...report } = JSON.parse(line) as Record<string, unknown>;
      expect(index).toBe(i);
      expect(report).toEqual(await json('inspect', files.relu, '--input', (points[i] as number[]).join(), ...options));
    }
  });
});

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
