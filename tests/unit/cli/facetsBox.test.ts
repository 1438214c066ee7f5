import { describe, expect, it } from 'vitest';
import type { FacetsReport } from '../../../src/core/facetReport';
import { json, run, temporaryFolder } from './run';

const folder = temporaryFolder();

/** x ≥ 0 and y ≥ 0: a quadrant about (1, 1). */
const corner = folder.write('corner.json', {
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
const points = folder.write('points.csv', 'a,b\n-1,0.1\n3,2.6\n0.5,1\n');
const words = ['facets', corner, '--input', '1,1', '--box', 'data'];

/** .npy, version 1.0, float64 in C order. */
function npy(shape: string, values: readonly number[]): Uint8Array {
  const header = `{'descr': '<f8', 'fortran_order': False, 'shape': ${shape}, }`;
  const padded = header.padEnd(117, ' ').concat('\n');
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length, 0);
  return Uint8Array.from([...start, ...Buffer.from(padded), ...new Uint8Array(Float64Array.from(values).buffer)]);
}

describe('facets --box data', () => {
  it('is the range of each input in the file: bounds, area and sides by hand', async () => {
    const report = await json<FacetsReport>(...words, '--data', points, '--volume');
    expect(report.box).toEqual({ lower: [-1, 0.1], upper: [3, 2.6] });
    // Of the quadrant 3 × 2.5 is left: y ≥ 0 cuts nothing off.
    expect(report.volume?.value).toBeCloseTo(7.5, 12);
    expect(report.facets.map(({ units }) => units.map(({ unit }) => unit))).toEqual([[0]]);
    expect([report.boxFacets, report.bounded]).toEqual([3, true]);
  });

  it('reads JSON in float64, leaves names out, and gives an input that never changes some room', async () => {
    const asJson = folder.write('points.json', [
      { a: 0.25, b: 1.5, label: 'p' },
      { a: 1.75, b: 1.5, label: 'q' },
    ]);
    const box = async (file: string) => (await json<FacetsReport>(...words, '--data', file)).box;
    // b is 1.5 throughout: half the other's range on each side.
    expect(await box(asJson)).toEqual({ lower: [0.25, 0.75], upper: [1.75, 2.25] });
  });

  it('takes the column of a numeric target for what it is, and says so; .npy has none', async () => {
    const labelled = folder.write('labelled.csv', 'a,b,label\n-1,0,0\n3,2,1\n0,1,7\n');
    const { out, error } = await run(...words, '--data', labelled, '--json');
    expect((JSON.parse(out) as FacetsReport).box).toEqual({ lower: [-1, 0], upper: [3, 2] });
    expect(error).toContain(`${labelled}: the column label is taken for the target and left out`);
    const array = folder.write('points.npy', npy('(3, 2)', [-1, 0, 3, 2, 0, 1]));
    expect((await json<FacetsReport>(...words, '--data', array)).box).toEqual({ lower: [-1, 0], upper: [3, 2] });
  });

  const wide = folder.write('wide.csv', 'a,b,c,d\n1,2,3,4\n5,6,7,8\n');
  const holes = folder.write('holes.csv', 'a,b\n1,2\n3,\n');
  const infinite = folder.write('infinite.npy', npy('(2, 2)', [0, 1, 2, Number.POSITIVE_INFINITY]));
  const empty = folder.write('empty.npy', npy('(0, 2)', []));
  const far = folder.write('far.csv', 'a,b\n5,5\n6,7\n');
  it.each<[string, string[], string]>([
    ['no file', ['--box', 'data'], '--box data: the range of which data? --data FILE is missing'],
    ['a file without the word', ['--data', points], '--data goes with --box data'],
    ['a file beside bounds', ['--box', '-1,1', '--data', points], '--data goes with --box data'],
    [
      'a missing file',
      ['--box', 'data', '--data', folder.path('none')],
      `${folder.path('none')}: there is no such file`,
    ],
    ['other columns', ['--box', 'data', '--data', wide], `${wide}: 4 columns of inputs, this network takes 2`],
    ['a gap', ['--box', 'data', '--data', holes], `${holes}: row 2 has no finite number in input 1`],
    ['an infinite value', ['--box', 'data', '--data', infinite], `${infinite}: row 2 has no finite number in input 1`],
    ['no rows', ['--box', 'data', '--data', empty], `${empty}: there are no rows to take a range from`],
    ['a point outside', ['--box', 'data', '--data', far], "--box: the point's input 0, 1, is not in [5, 6]"],
  ])('refuses %s', async (_, rest, message) => {
    const { code, out, error } = await run('facets', corner, '--input', '1,1', ...rest);
    expect([code, out]).toEqual([2, '']);
    expect(error, error).toContain(`polytope-lens: ${message}`);
  });
});

describe('facets --batch --box data', () => {
  const inputs = folder.write('inputs.csv', '1,1\n-0.5,2\n9,9\n');
  const batch = ['facets', corner, '--batch', inputs, '--box', 'data'];

  it('says for each row what --input says; a row outside the box has its error', async () => {
    const { code, out } = await run(...batch, '--data', points);
    expect(code).toBe(1);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { seconds: _, ...alone } = await json<FacetsReport & { seconds: number }>(...words, '--data', points);
    expect(lines[0]).toEqual({ index: 0, run: lines[0]?.run, ...alone });
    expect(lines[2]?.error).toBe("the point's input 0, 9, is not in [-1, 3]");
  });

  it('has a run’s name by the bytes of the data, wherever they lie', async () => {
    const runOf = async (file: string): Promise<unknown> =>
      (JSON.parse((await run(...batch, '--data', file)).out.split('\n')[0] ?? '') as { run: string }).run;
    const same = folder.write('moved.csv', 'a,b\n-1,0.1\n3,2.6\n0.5,1\n');
    const other = folder.write('other.csv', 'a,b\n-1,0.1\n3,2.6\n0.5,2\n');
    expect(await runOf(same)).toBe(await runOf(points));
    expect(await runOf(other)).not.toBe(await runOf(points));
  });

  it('refuses a fault of the options before it touches the file of lines', async () => {
    const lines = folder.write('lines.jsonl', 'kept');
    const { code } = await run(...batch, '--out', lines);
    expect(code).toBe(2);
    const { readFileSync } = await import('node:fs');
    expect(readFileSync(lines, 'utf8')).toBe('kept');
  });
});
