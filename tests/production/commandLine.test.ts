import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { parseNetworkJson, writeNetworkSafetensors, writeNpy } from '../../src/formats';

const { bin, version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  bin: Record<string, string>;
  version: string;
};
const program = bin['polytope-lens'] ?? '';
const run = (...words: string[]) => spawnSync(process.execPath, [program, ...words], { encoding: 'utf8' });

it.each([
  ['mlp2_2x16', 468, 500, 967],
  ['mlp2_3x32', 4477, 4585, 9061],
  ['mlp2_10x20', 9865, 10057, 19921],
])('the built program cuts %s into its known partition', (name, faces, vertices, edges) => {
  const { status, stdout, stderr } = run('partition', `tests/fixtures/${name}.json`, '--json');
  expect([status, stderr]).toEqual([0, '']);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    faces,
    vertices,
    edges,
    certificate: { euler: 1, codeMismatches: 0, signViolations: 0 },
  });
});

it('reads safetensors', () => {
  const parsed = parseNetworkJson(readFileSync('tests/fixtures/mlp2_2x16.json', 'utf8'));
  if (!parsed.ok) throw new Error(parsed.error.message);
  const folder = mkdtempSync(join(tmpdir(), 'polytope-lens-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'small.safetensors');
  writeFileSync(file, writeNetworkSafetensors(parsed.network, parsed));
  const { status, stdout, stderr } = run('partition', file, '--json');
  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({ faces: 468, vertices: 500, edges: 967 });
});

it('takes values that begin with a minus sign', () => {
  const apart = run('inspect', 'tests/fixtures/mlp2_2x16.json', '--at', '-0.77,0.31', '--json');
  const joined = run('inspect', 'tests/fixtures/mlp2_2x16.json', '--at=-0.77,0.31', '--json');
  expect([apart.status, apart.stderr]).toEqual([0, '']);
  expect(apart.stdout).toBe(joined.stdout);
  expect(JSON.parse(apart.stdout)).toHaveProperty('nearestBoundary.layer');
});

it('ends with code 2 and a message on stderr after a fault', () => {
  const { status, stdout, stderr } = run('partition', 'no-such-file.json', '--json');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toBe('polytope-lens: no-such-file.json: there is no such file\n');
});

it('prints its version', () => {
  expect(run('--version').stdout).toBe(`${version}\n`);
});

describe('a batch over many inputs', () => {
  const net = 'tests/fixtures/mlp2_3x32.json';
  const folder = mkdtempSync(join(tmpdir(), 'polytope-lens-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const inputs = join(folder, 'ways.npy');
  const rows = 3000;
  writeFileSync(
    inputs,
    writeNpy(
      Float64Array.from({ length: 4 * rows }, (_, i) => Math.sin(i)),
      [rows, 4],
    ),
  );
  const words = [program, 'path', net, '--batch', inputs];

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'after %s there are whole lines only, and --resume goes on',
    async (signal) => {
      const file = join(folder, `${signal}.jsonl`);
      const stopped = spawn(process.execPath, [...words, '--out', file]);
      while (!existsSync(file) || statSync(file).size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      stopped.kill(signal);
      const code = await new Promise((resolve) => stopped.on('close', resolve));
      expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
      const found = readFileSync(file, 'utf8');
      const count = found.split('\n').length - 1;
      expect(found.endsWith('\n')).toBe(true);
      expect(count).toBeLessThan(rows);
      const { status } = run(...words.slice(1), '--out', file, '--resume');
      expect(status).toBe(0);
      const whole = readFileSync(file, 'utf8');
      expect(whole.startsWith(found)).toBe(true);
      expect(
        whole
          .split('\n')
          .slice(0, -1)
          .map((line) => (JSON.parse(line) as { index: number }).index),
      ).toEqual([...Array(rows).keys()]);
    },
  );

  it('runs as tasks of a job array, whose files make up the whole', () => {
    const whole = join(folder, 'whole.jsonl');
    expect(run(...words.slice(1), '--out', whole).status).toBe(0);
    const parts = [0, 1, 2].map((index) => {
      const file = join(folder, `part-${index}.jsonl`);
      const env = { ...process.env, JOB_COMPLETION_INDEX: String(index) };
      const { status } = spawnSync(process.execPath, [...words, '--shard', 'auto/3', '--out', file, '--resume'], {
        env,
      });
      expect(status).toBe(0);
      return readFileSync(file);
    });
    expect(Buffer.concat(parts).equals(readFileSync(whole))).toBe(true);
  });

  it('ends quietly when its reader has gone', () => {
    const command = `"${process.execPath}" ${program} path ${net} --batch ${inputs} | head -n 2`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n')).toHaveLength(3);
  });
});
