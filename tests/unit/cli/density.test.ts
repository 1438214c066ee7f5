import { describe, expect, it } from 'vitest';
import { type ClassDensityReport, permuteWeights, startClassDensity } from '../../../src/core';
import { createRandom } from '../../../src/core/math/random';
import { fixture as networkFixture } from '../../support/build';
import { fixture, json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const file = fixture('mlp2_2x16');
const random = createRandom(4);
const rows = Array.from({ length: 40 }, (_, i) => {
  const [x, y] = [random.between(-1, 1), random.between(-1, 1)].map(Math.fround) as [number, number];
  return { x, y, colour: i % 2 === 0 ? 'red' : 'blue', group: i % 3 };
});
const csv = folder.write(
  'points.csv',
  ['x,y,label', ...rows.map(({ x, y, colour }) => `${x},${y},${colour}`)].join('\n'),
);
const other = folder.write(
  'other.json',
  rows.map(({ x, y, group }) => ({ x, y, group })),
);
const words = ['density', file, '--data', csv];

// Names are sorted: blue is class 0.
const labelled = {
  inputs: Float32Array.from(rows.flatMap(({ x, y }) => [x, y])),
  inputSize: 2,
  count: 40,
  labels: rows.map(({ colour }) => Number(colour === 'red')),
};

/** The same by the library, of the rows themselves. */
function byLibrary(pairs: number, seed: number) {
  const run = startClassDensity(networkFixture('mlp2_2x16').network, labelled, { pairs, seed });
  run.advance(pairs);
  return run.summary();
}

describe('density --json', async () => {
  it('gives what the library gives for these points', async () => {
    const report = await json<ClassDensityReport>(...words, '--pairs', '60', '--seed', '9');
    const summary = byLibrary(60, 9);
    expect(report).toMatchObject({ pairs: 60, seed: 9, level: 0.99, classes: ['blue', 'red'] });
    expect(report.layers.map(({ layer }) => layer)).toEqual([0, 1]);
    report.layers.forEach((layer, i) => {
      const { hamming, crossings, counted, leftOut } = summary.layers[i] as (typeof summary.layers)[number];
      expect(layer).toMatchObject({ counted, leftOut });
      for (const [got, wanted] of [
        [layer.hamming, hamming],
        [layer.crossings, crossings],
      ] as const) {
        const { matrix, ...intervals } = wanted as NonNullable<typeof wanted>;
        expect(got).toEqual({ ...intervals, matrix: [[...matrix.slice(0, 2)], [...matrix.slice(2)]] });
      }
      expect(layer.crossings?.within.mean).toBeGreaterThanOrEqual(layer.hamming.within.mean);
    });
  });

  it('takes one layer, and is the same for the same seed', async () => {
    const report = await json<ClassDensityReport>(...words, '--pairs', '20', '--layer', '1');
    expect(report.layers.map(({ layer }) => layer)).toEqual([1]);
    expect(await json(...words, '--pairs', '20', '--layer', '1', '--seed', '1')).toEqual(report);
    expect(await json(...words, '--pairs', '20', '--layer', '1', '--seed', '2')).not.toEqual(report);
  });

  it('puts the network with permuted weights beside it', async () => {
    const { permuted, ...own } = await json<ClassDensityReport>(...words, '--pairs', '40', '--permuted');
    expect(own).toEqual(await json(...words, '--pairs', '40'));
    const { network } = networkFixture('mlp2_2x16');
    const run = startClassDensity(permuteWeights(network, 1), labelled, { pairs: 40, seed: 1 });
    run.advance(40);
    const { layers } = run.summary();
    expect(permuted?.map(({ crossings }) => crossings?.ratio)).toEqual(layers.map(({ crossings }) => crossings?.ratio));
    expect(permuted?.[0]?.crossings).not.toEqual(own.layers[0]?.crossings);
  });

  it('takes classes from a column that is named', async () => {
    const report = await json<ClassDensityReport>(
      'density',
      file,
      '--data',
      other,
      '--target',
      'group',
      '--pairs',
      '30',
    );
    expect(report.classes).toEqual(['0', '1', '2']);
    expect(report.layers[0]?.hamming.matrix.map((row) => row.length)).toEqual([3, 3, 3]);
  });
});

describe('density', async () => {
  it('prints a table, and notes where the classes come from', async () => {
    const { out, error } = await run(...words, '--pairs', '40');
    expect(out).toMatch(
      /^network .*\npairs +40, seed 1\nclasses +blue, red\ninputs +20 pairs within, 20 between, 0 at/,
    );
    expect(out).toMatch(/\n… crossings \/ length +within [\d.]+ \[[\d.]+, [\d.]+\], between /);
    expect(error).toBe(`polytope-lens: note: ${csv}: classes are taken from the column label\n`);
  });

  const wide = folder.write('wide.csv', 'a,b,c,label\n1,2,3,p\n2,3,4,q\n1,1,1,p\n');
  const single = folder.write('single.csv', 'x,y,label\n1,2,p\n2,3,q\n');
  const numbers = folder.write('numbers.csv', 'x,y,label\n1,2,0.5\n2,3,0.25\n');
  it.each<[string, string[], string]>([
    ['no points', [], 'which points? --data POINTS is missing'],
    ['a missing file', ['--data', folder.path('none.csv')], `${folder.path('none.csv')}: there is no such file`],
    ['points of another size', ['--data', wide], `${wide}: 3 columns of inputs, this network takes 2`],
    ['no pair within', ['--data', single], `${single}: pairs within a class need a class of two points`],
    ['no classes', ['--data', numbers], `${numbers}: no column of classes; name one with --target`],
    ['an unknown column', ['--data', csv, '--target', 'z'], `${csv}: there is no column 'z'`],
    ['a layer too many', ['--data', csv, '--layer', '3'], "--layer: '3' is not a whole number from 0 to 2"],
    ['a layer with no gates after it', ['--data', csv, '--layer', '2'], 'layer 2: a layer from 0 to 1 is needed'],
    ['one pair', ['--data', csv, '--pairs', '1'], "--pairs: '1' is not a whole number from 2"],
  ])('refuses %s', async (_, rest, message) => {
    const { code, out, error } = await run('density', file, ...rest);
    expect([code, out]).toEqual([2, '']);
    expect(error, error).toContain(`polytope-lens: ${message}`);
  });

  it('says of a large network what is walked, and where nothing is', async () => {
    const units = 200_001;
    const network = (activation: string) => ({
      nodes: [
        { name: 'x', op: 'input', shape: [1] },
        { name: 'all', op: 'pad', inputs: ['x'], before: [0], after: [units - 1], value: 1 },
        { name: 'bent', op: 'activation', inputs: ['all'], activation },
        { name: 'some', op: 'crop', inputs: ['bent'], starts: [0], sizes: [1] },
        { name: 'y', op: 'dense', inputs: ['some'], units: 1, weights: [[1]] },
      ],
      output: 'y',
    });
    const points = folder.write('line.csv', 'x,label\n-1,p\n-2,p\n1,q\n2,q\n');
    const noted = async (activation: string) => {
      const large = folder.write(`${activation}.json`, network(activation));
      const { out, error } = await run('density', large, '--data', points, '--pairs', '4');
      return { out, note: error.replaceAll(large, 'FILE') };
    };
    const walked = await noted('relu');
    expect(walked.note).toContain('note: FILE: so large a network is walked on a part of each line, in the inputs');
    expect(walked.out).toContain('… crossings / length');
    const jumps = await noted('sigmoid');
    expect(jumps.note).toContain('note: FILE: crossings are not counted where the values of so large a network jump');
    expect(jumps.note).not.toContain('is walked');
    expect(jumps.out).not.toContain('… crossings / length');
  });
});
