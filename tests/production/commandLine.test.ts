import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseNetworkJson, writeNetworkSafetensors } from '../../src/formats';

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
