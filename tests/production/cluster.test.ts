import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeNpy } from '../../src/formats';

const program = resolve('bin/polytope-lens.mjs');
const folder = mkdtempSync(join(tmpdir(), 'polytope-lens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const command = (name: string, script: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
};
command('polytope-lens', `exec "${process.execPath}" "${program}" "$@"`);
command('srun', 'exec "$@"');
copyFileSync('tests/fixtures/mlp2_2x16.json', join(folder, 'net.json'));
const rows = 21;
writeFileSync(
  join(folder, 'ways.npy'),
  writeNpy(
    Float64Array.from({ length: 4 * rows }, (_, i) => Math.cos(i)),
    [rows, 4],
  ),
);

const sh = (script: string, variables: Record<string, string>) =>
  spawnSync('bash', ['-c', script], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}`, ...variables },
  });

const text = readFileSync('docs/cluster.md', 'utf8');
const block = (language: string): string => text.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
/** What the job's container runs: the lines that are deeper than `- |`. */
const jobScript = (/args:\n\s+- \|\n((?: {14}.*\n)+)/.exec(block('yaml'))?.[1] ?? '').replaceAll(/^ {14}/gm, '');

it.each([
  ['Kubernetes job', jobScript.replaceAll('/data/', './'), 'JOB_COMPLETION_INDEX'],
  ['Slurm array', block('bash'), 'SLURM_ARRAY_TASK_ID'],
])('the %s of the docs runs as it stands, and its parts make up one run', (_, script, variable) => {
  expect(script).toContain('--shard auto/8');
  let joined = '';
  for (let i = 0; i < 8; i++) {
    const { status, stderr } = sh(script, { [variable]: String(i), SLURM_SUBMIT_DIR: folder });
    expect([status, stderr]).toEqual([0, '']);
    joined += readFileSync(join(folder, `lines-${i}.jsonl`), 'utf8');
  }
  const whole = sh('polytope-lens path net.json --batch ways.npy', {});
  expect(whole.stdout.split('\n')).toHaveLength(rows + 1);
  expect(joined).toBe(whole.stdout);
});

it('the job takes rows with errors for done, and a fault for a failure', () => {
  const script = jobScript.replaceAll('/data/', './');
  const odd = Float64Array.from({ length: 4 * rows }, (_, i) => (i === 4 ? Number.NaN : i));
  writeFileSync(join(folder, 'odd.npy'), writeNpy(odd, [rows, 4]));
  const withErrors = sh(script.replaceAll('ways.npy', 'odd.npy').replaceAll('lines-', 'odd-'), {
    JOB_COMPLETION_INDEX: '0',
  });
  expect(withErrors.stderr).toContain('lines with an error in place of a report: 1');
  expect(withErrors.status).toBe(0);
  expect(sh(script.replaceAll('ways.npy', 'none.npy'), { JOB_COMPLETION_INDEX: '0' }).status).toBe(2);
});
