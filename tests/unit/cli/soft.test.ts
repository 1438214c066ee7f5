import { describe, expect, it } from 'vitest';
import type { SoftReport } from '../../../src/core/soft';
import { json, run, temporaryFolder } from './run';
import { near, network, plain, x } from './softPlain';

const folder = temporaryFolder();
const files = {
  relu: folder.write('relu.json', network('relu')),
  abs: folder.write('abs.json', network('abs')),
  gelu: folder.write('gelu.json', network('gelu')),
  silu: folder.write('silu.json', network('silu')),
  code: folder.write('code.json', network('silu', 'softmax')),
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
