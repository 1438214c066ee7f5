import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { InspectReport, PartitionReport, PathReport } from '../../../src/core';
import { partition, pointInInput } from '../../../src/core';
import { anchorSlice } from '../../../src/core/slice/anchors';
import { randomDirections } from '../../../src/core/slice/random';
import { axisSlice, projectOnSlice, type Slice, square } from '../../../src/core/slice/slice';
import { writeNetworkJson, writeNpy } from '../../../src/formats';
import { writeNpz } from '../../../src/formats/npz';
import { seededNetwork } from '../../support/build';
import { idxPair, pictureBytes } from '../formats/arrays/files';
import { json, run, temporaryFolder } from './run';

const folder = temporaryFolder();
const network = seededNetwork([16, 12, 8, 3], 4);
const net = folder.write('net.json', writeNetworkJson(network));
const count = 10;
const bytes = pictureBytes(count, 4, 3);
/** What row i is as an input. */
const row = (i: number): Float64Array =>
  Float64Array.from(bytes.images.slice(16 * i, 16 * i + 16), (grey) => grey / 255);
const rows = Array.from({ length: count }, (_, i) => [...row(i)]);
const { images } = idxPair(count, 4, 3);
const values = Float64Array.from(rows.flat());
const files: Readonly<Record<string, string>> = {
  csv: folder.write('p.csv', rows.map((values) => values.join(',')).join('\n')),
  json: folder.write('p.json', rows),
  npy: folder.write('p.npy', writeNpy(values, [count, 16])),
  npz: folder.write('p.npz', writeNpz([{ name: 'X', type: 'F64', shape: [count, 4, 4], data: values }])),
  idx: folder.write('images-idx3-ubyte', images),
  'idx, gzipped': folder.write('images-idx3-ubyte.gz', new Uint8Array(gzipSync(images))),
};
const npz = files.npz as string;
const unnamed = folder.write(
  'unnamed.npz',
  writeNpz(['a', 'b'].map((name) => ({ name, type: 'F64', shape: [count, 16], data: values }))),
);

const facesOf = (slice: Slice, half: number): number => partition(network, slice, square(half)).faceOffsets.length - 1;

/** The plane through three rows with their centroid at 0, and half the side of the square that holds them with a margin. */
function throughRows(i: number, j: number, k: number): { slice: Slice; half: number } {
  const three = [row(i), row(j), row(k)] as const;
  const plane = (at: readonly [number, number]): Slice => {
    const made = anchorSlice(...three, at, 0, 1);
    if (!made.ok) throw new Error(made.message);
    return made.slice;
  };
  const places = three.map((point) => projectOnSlice(plane([0, 0]), point));
  const [p, q] = [0, 1].map((axis) => places.reduce((sum, place) => sum + (place[axis] as number) / 3, 0)) as [
    number,
    number,
  ];
  const half = 1.1 * Math.max(...places.flatMap(([x, y]) => [Math.abs(x - p), Math.abs(y - q)]));
  return { slice: plane([-p, -q]), half };
}

describe('--anchors', () => {
  it.each(Object.keys(files))('takes rows of %s, as the plane through them', async (kind) => {
    const report = await json<PartitionReport>('partition', net, '--anchors', `${files[kind]}#1,#6,#8`);
    const { slice, half } = throughRows(1, 6, 8);
    expect(report.faces).toBe(facesOf(slice, half));
    expect(report.certificate).toMatchObject({ codeMismatches: 0, signViolations: 0, euler: 1 });
    expect(report.domainArea).toBeCloseTo(4 * half * half, 9);
  });

  it('gives inspect, facets and attack their slice, too; the anchors are the rows', async () => {
    const { slice } = throughRows(1, 6, 8);
    const [p, q] = projectOnSlice(slice, row(6));
    const words = [net, '--anchors', `${npz}#1,6,8`, '--at', `${p},${q}`];
    const report = await json<InspectReport>('inspect', ...words);
    const typed = await json<InspectReport>('inspect', net, '--input', `${npz}#6`);
    expect(report.code).toEqual(typed.code);
    report.output.forEach((value, k) => {
      expect(value).toBeCloseTo(typed.output[k] as number, 9);
    });
    expect(typed).toEqual(await json('inspect', net, '--input', rows[6]?.join(',') ?? ''));
    for (const command of ['facets', 'attack'] as const) expect((await run(command, ...words)).code, command).toBe(0);
  });

  it('says what was done to bytes, and what an archive held', async () => {
    expect((await run('inspect', net, '--input', `${files.idx}#0`)).error).toContain(
      'pictures of bytes are divided by 255',
    );
    expect((await run('inspect', net, '--input', `${npz}#0`)).error).toContain('inputs: X (10 × 4 × 4)');
  });

  it('is the way of a path', async () => {
    const way = await json<PathReport>('path', net, '--anchors', `${npz}#1,#6,#8`);
    const typed = [1, 6, 8].map((i) => rows[i]?.join(',') ?? '');
    expect(way).toEqual(
      await json('path', net, '--from', typed[0] ?? '', '--via', typed[1] ?? '', '--to', typed[2] ?? ''),
    );
    expect(way).toEqual(await json('path', net, '--from', `${npz}#1`, '--via', `${files.csv}#6`, '--to', `${npz}#8`));
  });
});

describe('--plane, --axes, --through, --domain', () => {
  it('a seeded plane through the origin, or through a row', async () => {
    const [e1, e2] = randomDirections(16, 7, 2) as [Float64Array, Float64Array];
    const own = await json<PartitionReport>('partition', net, '--plane', 'random:7', '--domain', '2');
    expect(own.faces).toBe(facesOf({ origin: new Float64Array(16), e1, e2 }, 2));
    const moved = await json<PartitionReport>(
      'partition',
      net,
      '--plane',
      'random:7',
      '--domain',
      '2',
      '--through',
      `${npz}#3`,
    );
    expect(moved.faces).toBe(facesOf({ origin: row(3), e1, e2 }, 2));
    expect(moved.domainArea).toBeCloseTo(16, 12);
  });

  it('two inputs whose values are the coordinates, the others from the file or a row', async () => {
    const own = await json<PartitionReport>('partition', net, '--axes', '3,9');
    expect(own.faces).toBe(facesOf(axisSlice(16, 3, 9), 1));
    const report = await json<InspectReport>(
      'inspect',
      net,
      '--axes',
      '3,9',
      '--through',
      `${npz}#2`,
      '--at',
      '0.25,-1',
    );
    const x = row(2);
    x[3] = 0.25;
    x[9] = -1;
    const typed = await json<InspectReport>('inspect', net, '--input', [...x].join(','));
    expect([report.code, report.output]).toEqual([typed.code, typed.output]);
    expect([...pointInInput(axisSlice(16, 3, 9, row(2).fill(0, 3, 4).fill(0, 9, 10)), [0.25, -1])]).toEqual([...x]);
  });
});

describe('density', () => {
  it('takes points and their classes from one .npz as from a table', async () => {
    const labels = Int32Array.from(bytes.labels);
    const both = folder.write(
      'both.npz',
      writeNpz([
        { name: 'X', type: 'F64', shape: [count, 16], data: values },
        { name: 'y', type: 'I32', shape: [count], data: labels },
      ]),
    );
    const named = rows.map((input, i) => [...input, `c${labels[i]}`].join(','));
    const table = folder.write(
      'both.csv',
      [[...(rows[0]?.keys() ?? []), 'class'].map((k) => `n${k}`).join(','), ...named].join('\n'),
    );
    const words = ['--pairs', '40', '--target'];
    const [a, b] = [
      await json<{ layers: unknown }>('density', net, '--data', both, ...words, 'target'),
      await json<{ layers: unknown }>('density', net, '--data', table, ...words, 'nclass'),
    ];
    expect(a.layers).toEqual(b.layers);
    expect((await run('density', net, '--data', npz)).error).toContain('no column of classes');
  });
});

describe('bad slices are named, with exit code 2', () => {
  const small = folder.write('one.json', {
    layers: [
      { W: [[1], [2]], b: [0, 0] },
      { W: [[1, 1]], b: [0] },
    ],
  });
  const png = folder.write('a.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0));
  const narrow = folder.write('narrow.csv', '1,2\n3,4\n5,7\n');
  const gap = folder.write(
    'gap.npy',
    writeNpy(
      Float64Array.from(rows.flat(), (v, i) => (i === 17 ? Number.NaN : v)),
      [count, 16],
    ),
  );

  it.each<[string, string[], string]>([
    ['two slices', ['--axes', '0,1', '--plane', 'random:1'], '--plane and --axes are two slices'],
    ['two rows', ['--anchors', `${npz}#1,#2`], '--anchors: 2 rows; a plane goes through three'],
    [
      'a row that there is not',
      ['--anchors', `${npz}#1,#2,#10`],
      `--anchors: there is no row 10 in ${npz}, which has 10`,
    ],
    ['no rows', ['--anchors', npz], `--anchors: '${npz}' names no rows`],
    ['a row that is no number', ['--anchors', `${npz}#1,#x,#2`], `--anchors: '#x' is no row of ${npz}`],
    ['a row below 0', ['--anchors', `${npz}#-1,#2,#3`], `--anchors: '#-1' is no row`],
    ['equal rows', ['--anchors', `${npz}#1,#1,#2`], '--anchors: anchors A and B are equal'],
    [
      'rows of another width',
      ['--anchors', `${narrow}#0,#1,#2`],
      `--anchors: ${narrow} has 2 numbers a row, this network takes 16`,
    ],
    ['a row with a gap', ['--anchors', `${gap}#1,#2,#3`], `--anchors: row 1 of ${gap} has no finite number in input 1`],
    ['arrays of no known names', ['--anchors', `${unnamed}#1,#2,#3`], `${unnamed}: which arrays are the points?`],
    ['a file that there is not', ['--anchors', 'no.npz#1,#2,#3'], 'no.npz: there is no such file'],
    ['a picture', ['--anchors', `${png}#1,#2,#3`], `${png}: a picture; pictures are opened on the page`],
    ['a plane of no kind', ['--plane', 'tilted'], "--plane: 'tilted' is not random:SEED"],
    ['a seed that is too large', ['--plane', 'random:4294967296'], "--plane: 'random:4294967296' is not random:SEED"],
    ['one axis', ['--axes', '1'], "--axes: '1' is not two inputs"],
    ['an axis that there is not', ['--axes', '0,16'], '--axes: there is no input 16, this network takes 16 (from 0)'],
    ['one axis twice', ['--axes', '3,3'], '--axes: both are input 3'],
    ['a point without a plane', ['--through', `${npz}#1`], '--through goes with --plane or --axes'],
    ['a point of two rows', ['--axes', '0,1', '--through', `${npz}#1,#2`], '--through: 2 rows, one is needed'],
    ['a domain without room', ['--domain', '0'], "--domain: '0' is not a number above 0"],
  ])('%s', async (_, words, message) => {
    const { code, out, error } = await run('partition', net, ...words);
    expect([code, out]).toEqual([2, '']);
    expect(error).toContain(`polytope-lens: ${message}`);
  });

  it('a slice of a network with one input, of --input, and a second way of a path', async () => {
    expect((await run('partition', small, '--axes', '0,1')).error).toContain(
      '--axes: a network with one input has no planes',
    );
    const typed = await run('inspect', net, '--input', `${npz}#1`, '--axes', '0,1');
    expect(typed.error).toContain('--axes goes with --at');
    const ways = await run('path', net, '--anchors', `${npz}#1,#2`, '--to', `${npz}#3`);
    expect(ways.error).toContain('--to and --anchors are two ways');
    expect((await run('path', net, '--anchors', `${npz}#1`)).error).toContain(
      '--anchors: one row; a way needs two or more',
    );
  });
});
