import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { shardBlock } from '../../../src/cli/batch/shard';
import type { InspectReport, PathReport } from '../../../src/core';
import { writeNpy } from '../../../src/formats';
import { holds } from '../../support/holds';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const net = fixture('mlp2_2x16');
const rows = Array.from({ length: 7 }, (_, i) => [-1, -0.9 + i / 10, 1, 0.8 - i / 7]);
const csv = (name: string, table: number[][]): string => folder.write(name, `${table.map(String).join('\n')}\n`);
const ways = csv('ways.csv', rows);
const points = csv(
  'points.csv',
  rows.map(([, q = 0, , r = 0]) => [q, r]),
);
/** Refuses no network, but large inputs. */
const steep = folder.write('steep.json', {
  layers: [
    { W: [[1e150]], b: [0] },
    { W: [[1]], b: [0] },
  ],
});

type Line<T> = T & { index: number; run: string; error?: string };
const linesOf = <T>(text: string): Line<T>[] => {
  expect(text.endsWith('\n')).toBe(true);
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Line<T>);
};

describe('--batch', () => {
  it('path: a line a row, which says what path --json says', async () => {
    const { code, out, error } = await run('path', net, '--batch', ways);
    expect([code, error]).toEqual([0, '']);
    const lines = linesOf<PathReport>(out);
    expect(lines).toHaveLength(rows.length);
    for (const [i, { index, run: name, ...report }] of lines.entries()) {
      expect(index).toBe(i);
      expect(name).toMatch(/^[0-9a-f]{16}$/);
      const row = rows[i] as number[];
      expect(report).toEqual(await json('path', net, '--from', row.slice(0, 2).join(), '--to', row.slice(2).join()));
    }
  });

  it('path: more columns are points between; --extend goes with it', async () => {
    const file = csv('between.csv', [[-1, -1, 0.2, 0.5, 1, 0.3]]);
    const { out } = await run('path', net, '--batch', file, '--extend', '--json');
    const [{ index, run: name, ...report } = { index: -1, run: '' }] = linesOf<PathReport>(out);
    expect([index, name.length]).toEqual([0, 16]);
    expect(report).toEqual(await json('path', net, '--from', '-1,-1', '--via', '0.2,0.5', '--to', '1,0.3', '--extend'));
  });

  it('inspect: a column of classes is left out, as everywhere, and it is said', async () => {
    const header = ['x', 'y', 'label'].join();
    const labelled = folder.write(
      'labelled.csv',
      [header, ...rows.map(([, q = 0, , r = 0], i) => [q, r, i % 2].join())].join('\n'),
    );
    const { code, out, error } = await run('inspect', net, '--batch', labelled);
    expect(code).toBe(0);
    expect(error).toContain(`${labelled}: the column label is taken for the target and left out`);
    const reports = (text: string) => linesOf<InspectReport>(text).map(({ run: _, ...report }) => report);
    expect(reports(out)).toEqual(reports((await run('inspect', net, '--batch', points)).out));
  });

  it('inspect: a line a row, which says what inspect --json says', async () => {
    const { out } = await run('inspect', net, '--batch', points);
    for (const [i, { index, run: _, ...report }] of linesOf<InspectReport>(out).entries()) {
      expect(index).toBe(i);
      const [, q, , r] = rows[i] as number[];
      expect(report).toEqual(await json('inspect', net, '--input', `${q},${r}`));
    }
  });

  it('reads .npy of float64 and JSON as it reads CSV, but for the name of the run', async () => {
    const npy = folder.write('ways.npy', writeNpy(Float64Array.from(rows.flat()), [rows.length, 2, 2]));
    const table = folder.write('ways.json', rows);
    const nameless = async (file: string) =>
      (await run('path', net, '--batch', file)).out.replaceAll(/"run":"\w+",/g, '');
    const expected = await nameless(ways);
    expect(await nameless(npy)).toBe(expected);
    expect(await nameless(table)).toBe(expected);
  });

  it('leaves columns of names out, with a note', async () => {
    const file = folder.write('named.csv', 'x,y,class\n0.1,0.2,a\n0.3,0.4,b\n');
    const { code, out, error } = await run('inspect', net, '--batch', file);
    expect([code, linesOf(out).length]).toEqual([0, 2]);
    expect(error).toContain('names are no inputs, so these columns are left out: class');
  });

  it('tells of rows that cannot be computed in their lines, and by exit code 1', async () => {
    const file = folder.write('odd.csv', 'x\n1\n1e200\n2\n');
    const { code, out, error } = await run('inspect', steep, '--batch', file);
    expect(code).toBe(1);
    const lines = linesOf<InspectReport>(out);
    expect(lines.map(({ index }) => index)).toEqual(lines.map((_, i) => i));
    const odd = lines.filter((line) => line.error !== undefined);
    expect(odd.map(({ index, error: text }) => [index, text])).toEqual([
      [1, 'output 0 overflows float64 at this point'],
    ]);
    expect(error).toContain(`lines with an error in place of a report: ${odd.length}`);
    const gap = csv('gap.csv', [[1, 1, 1, 1]]);
    writeFileSync(gap, '1,1,1,1\n1,,1,1\n');
    const cut = await run('path', net, '--batch', gap);
    expect(linesOf(cut.out)[1]?.error).toBe('column 2 has no finite number');
    expect(cut.code).toBe(1);
  });
});

describe('--shard', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([1, 2, 3, 5, 7, 9])('%i shards, one after the other, are the run without shards', async (count) => {
    const whole = (await run('path', net, '--batch', ways)).out;
    let joined = '';
    for (let i = 0; i < count; i++) joined += (await run('path', net, '--batch', ways, '--shard', `${i}/${count}`)).out;
    expect(joined).toBe(whole);
  });

  it('cuts any number of rows into contiguous blocks of nearly one size', () => {
    holds(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 300 }), (rowCount, count) => {
        let at = 0;
        for (let i = 0; i < count; i++) {
          const { first, end } = shardBlock(`${i}/${count}`, rowCount, {});
          expect(first).toBe(at);
          expect([Math.floor(rowCount / count), Math.ceil(rowCount / count)]).toContain(end - first);
          at = end;
        }
        expect(at).toBe(rowCount);
      }),
      433,
      100,
    );
  });

  it.each(['JOB_COMPLETION_INDEX', 'SLURM_ARRAY_TASK_ID'])('auto takes the index from %s', async (variable) => {
    const stated = await run('path', net, '--batch', ways, '--shard', '1/3');
    vi.stubEnv(variable, '1');
    expect(await run('path', net, '--batch', ways, '--shard', 'auto/3')).toEqual(stated);
    expect(linesOf(stated.out).map(({ index }) => index)).toEqual([2, 3]);
  });
});

describe('--out and --resume', () => {
  const words = ['path', net, '--batch', ways, '--shard', '0/2'];
  const small = folder.write('small.json', {
    layers: [
      { W: [[1, -1]], b: [0.5] },
      { W: [[2]], b: [0] },
    ],
  });

  it('after a cut at any byte of the last line, or between lines, the file is as if it had never been', async () => {
    const call = ['inspect', small, '--batch', points, '--shard', '1/2'];
    const whole = Buffer.from((await run(...call)).out);
    const out = folder.path('cut.jsonl');
    const lastLine = whole.lastIndexOf(10, whole.length - 2) + 1;
    const between = [...whole.keys()].filter((at) => whole[at] === 10).map((at) => at + 1);
    const cuts = [0, ...between, ...Array.from({ length: whole.length - lastLine }, (_, i) => lastLine + i)];
    for (const cut of cuts) {
      writeFileSync(out, whole.subarray(0, cut));
      const ran = await run(...call, '--out', out, '--resume');
      expect(ran).toEqual({ code: 0, out: '', error: '' });
      if (!readFileSync(out).equals(whole)) throw new Error(`differs after a cut at byte ${cut} of ${whole.length}`);
    }
  });

  it('begins where there is no file yet, and without --resume begins anew', async () => {
    const whole = (await run(...words)).out;
    const out = folder.path('fresh.jsonl');
    await run(...words, '--out', out, '--resume');
    expect(readFileSync(out, 'utf8')).toBe(whole);
    writeFileSync(out, 'something else\n');
    await run(...words, '--out', out);
    expect(readFileSync(out, 'utf8')).toBe(whole);
  });

  it('remembers the errors of earlier lines in the exit code', async () => {
    const file = csv('large.csv', [[1e200], [1]]);
    const out = folder.path('large.jsonl');
    expect((await run('inspect', steep, '--batch', file, '--out', out)).code).toBe(1);
    expect((await run('inspect', steep, '--batch', file, '--out', out, '--resume')).code).toBe(1);
  });

  it('takes no line of another run, and then leaves the file as it is', async () => {
    const out = folder.path('other.jsonl');
    const other = (await run('path', net, '--batch', ways, '--extend', '--shard', '0/2')).out;
    const shifted = (await run('path', net, '--batch', ways, '--shard', '1/2')).out;
    const longer = (await run('path', net, '--batch', ways)).out;
    for (const [text, message] of [
      [other, 'line 1 of'],
      [shifted, 'is not row 0 of this run'],
      [longer, 'has more lines than the 3 rows of this shard'],
      [`${(await run(...words)).out.split('\n')[0]}\nnoise\n`, 'line 2 of'],
    ] as const) {
      writeFileSync(out, text);
      const ran = await run(...words, '--out', out, '--resume');
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.error).toContain(message);
      expect(readFileSync(out, 'utf8')).toBe(text);
    }
  });
});

describe('faults of a batch', () => {
  const odd = csv('three.csv', [[1, 2, 3]]);
  const words = csv('words.csv', [[1, 2]]);
  writeFileSync(words, 'a,b\nc,d\n');
  const npy = folder.write('bad.npy', writeNpy(Float32Array.of(1), [1]).subarray(0, 70));
  it.each<[string, string[], string]>([
    ['a missing file', ['path', net, '--batch', 'none.csv'], 'none.csv: there is no such file'],
    ['columns that are no points', ['path', net, '--batch', odd], `${odd}: 3 columns of numbers; a way needs 4`],
    ['one point where a way is needed', ['path', net, '--batch', points], `${points}: 2 columns of numbers; a way`],
    ['too many inputs', ['inspect', net, '--batch', odd], `${odd}: 3 columns of numbers, this network takes 2`],
    ['names only', ['inspect', net, '--batch', words], `note: ${words}: names are no inputs`],
    ['a cut .npy', ['inspect', net, '--batch', npy], `${npy}: `],
    ['a place beside the file', ['path', net, '--batch', ways, '--from', '0,0'], '--from does not go with --batch'],
    ['a shard of nothing', ['path', net, '--batch', ways, '--shard', '0/0'], "--shard: '0/0' is not i/n"],
    ['a shard beyond the last', ['path', net, '--batch', ways, '--shard', '2/2'], "--shard: shard '2' of 2 is not"],
    ['half a shard', ['path', net, '--batch', ways, '--shard', '1'], "--shard: '1' is not i/n"],
    ['auto without a cluster', ['path', net, '--batch', ways, '--shard', 'auto/2'], '--shard: auto needs one of JOB_'],
    ['resume without a file', ['path', net, '--batch', ways, '--resume'], '--resume goes on with a file'],
    ['a folder as output', ['path', net, '--batch', ways, '--out', 'src'], 'src: is a directory'],
  ])('%s', async (_, call, message) => {
    const { code, out, error } = await run(...call);
    expect(error).toContain(`polytope-lens: ${message}`);
    expect([code, out]).toEqual([2, '']);
  });

  it('its options mean nothing without it', async () => {
    expect((await run('path', net, '--shard', '0/2')).error).toBe(
      'polytope-lens: --shard only goes with --batch INPUTS\n',
    );
    expect((await run('partition', net, '--batch', ways)).error).toContain('unknown option: --batch');
  });
});
