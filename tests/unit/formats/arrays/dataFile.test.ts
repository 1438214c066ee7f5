import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableFromArrays } from '../../../../src/formats/arrays/table';
import { formatErrorText } from '../../../../src/formats/checks';
import { isArrayFile, type NamedBytes, readDataFiles } from '../../../../src/formats/dataFile';
import { writeNpz } from '../../../../src/formats/npz';
import type { CategoryColumn, NumberColumn, PointTable } from '../../../../src/formats/points';
import { tableToData } from '../../../../src/formats/points';
import { holds } from '../../../support/holds';
import { damaged, damages } from '../tensors';
import { idxFile, idxPair, npyFile, npzFile, pictureBytes } from './files';

const MOST = 2_000_000;
const file = (name: string, bytes: Uint8Array): NamedBytes => ({ name, bytes });

function table(files: readonly NamedBytes[], most = MOST): PointTable {
  const read = readDataFiles(files);
  const made = read.ok ? tableFromArrays(read.arrays, most) : read;
  if (!made.ok) throw new Error(formatErrorText(made.error));
  return made.table;
}
const fault = (files: readonly NamedBytes[], most = MOST): string => {
  const read = readDataFiles(files);
  const made = read.ok ? tableFromArrays(read.arrays, most) : read;
  return made.ok ? `read ${made.table.rowCount} rows` : formatErrorText(made.error);
};
const names = ({ columns }: PointTable): string[] => columns.map(({ name }) => name);

describe('an IDX pair', () => {
  const { images, labels } = idxPair(12, 4, 3);
  const bytes = pictureBytes(12, 4, 3);
  const packed = new Uint8Array(gzipSync(images));

  it.each([
    ['in either order', [file('train-labels-idx1-ubyte', labels), file('train-images-idx3-ubyte', images)]],
    ['gzipped', [file('train-images-idx3-ubyte.gz', packed), file('train-labels-idx1-ubyte', labels)]],
    ['by any names', [file('a.bin', labels), file('b', images)]],
  ])('is grey pictures from 0 to 1 with classes: %s', (_, files) => {
    const made = table(files);
    expect(made.rowCount).toBe(12);
    expect(made.picture).toEqual({ width: 4, height: 4, channels: 1, order: 'last' });
    expect(names(made).slice(0, 6)).toEqual([
      'pixel 0,0',
      'pixel 0,1',
      'pixel 0,2',
      'pixel 0,3',
      'pixel 1,0',
      'pixel 1,1',
    ]);
    for (let k = 0; k < 16; k++)
      expect(Array.from((made.columns[k] as NumberColumn).values)).toEqual(
        Array.from({ length: 12 }, (__, i) => (bytes.images[16 * i + k] as number) / 255),
      );
    const target = made.columns[16] as CategoryColumn;
    expect(target.names).toEqual(['0', '1', '2']);
    expect(Array.from(target.indices)).toEqual(bytes.labels);
    expect(made.notes.join('; ')).toMatch(/4 × 4, grey.*divided by 255/);
  });

  it('becomes a data set of pictures; without one pixel, or standardised, it is none of pictures', () => {
    const made = table([file('i', images), file('l', labels)]);
    const inputs = names(made).slice(0, 16);
    const data = (choice: object) => tableToData(made, { inputs, target: 'target', task: 'classes', ...choice });
    const all = data({});
    if (!all.ok) throw new Error(formatErrorText(all.error));
    expect(all.data.image).toEqual({ width: 4, height: 4 });
    expect(Array.from(all.data.inputs)).toEqual(bytes.images.map((grey) => Math.fround(grey / 255)));
    for (const choice of [{ inputs: inputs.slice(1) }, { standardiseInputs: true }]) {
      const other = data(choice);
      expect(other.ok && other.data.image).toBeNull();
    }
  });

  it('of which only the first rows fit says so', () => {
    const made = table([file('i', images), file('l', labels)], 16 * 5 + 3);
    expect(made.rowCount).toBe(5);
    expect(
      made.columns.every((column) => (column.kind === 'number' ? column.values : column.indices).length === 5),
    ).toBe(true);
    expect(made.notes.join('; ')).toContain('the first 5 of 12 rows are taken: at most 83 values');
  });

  it('images alone have no targets; labels alone are refused', () => {
    expect(table([file('images', images)]).columns).toHaveLength(16);
    expect(fault([file('labels', labels)])).toContain('labels alone');
  });

  it.each([
    [
      'other numbers of both',
      [file('i', images), file('l', idxFile(8, [7], Array(7).fill(1)))],
      '7 targets for 12 rows',
    ],
    ['a file that is cut off', [file('i', images.subarray(0, 99)), file('l', labels)], /^i: 83 bytes of values/],
    ['rows that are too wide', [file('i', idxFile(8, [1, 300, 300], Array(90_000).fill(0)))], '90000 inputs a row'],
    ['no rows', [file('i', idxFile(8, [0, 4, 4], []))], 'there are no values'],
    [
      'text in gzip',
      [file('a.gz', new Uint8Array(gzipSync('x,y\n1,2\n')))],
      /^a\.gz: what is gzipped in it is neither/,
    ],
  ])('is refused with %s', (_, files, says) => {
    expect(fault(files)).toMatch(says);
  });

  it('of MNIST: of four files the ones to train with are taken', () => {
    const files = ['train-images-idx3-ubyte', 't10k-images-idx3-ubyte'].map((name, i) =>
      file(name, idxPair(6 + i, 4, 3).images),
    );
    const more = ['train-labels.idx1-ubyte', 't10k-labels.idx1-ubyte'].map((name, i) =>
      file(name, idxPair(6 + i, 4, 3).labels),
    );
    const made = table([...files.reverse(), ...more]);
    expect(made.rowCount).toBe(6);
    expect(made.notes.join('; ')).toContain('left out: t10k_images, t10k_labels');
  });
});

describe('npz and npy', () => {
  const values = Array.from({ length: 12 }, (_, i) => i / 4 - 1);

  it.each([
    ['x_train', 'y_train'],
    ['X', 'y'],
    ['data', 'target'],
    ['features', 'labels'],
    ['anything', 'whatever'],
  ])('with %s and %s are points with classes', (x, y) => {
    const made = table([file('a.npz', npzFile([x, [4, 3], values], [y, [1, 5, 1, 5]]))]);
    expect(names(made)).toEqual(['x0', 'x1', 'x2', 'target']);
    expect(Array.from((made.columns[1] as NumberColumn).values)).toEqual([-0.75, 0, 0.75, 1.5]);
    expect((made.columns[3] as CategoryColumn).names).toEqual(['1', '5']);
    expect(made.picture).toBeUndefined();
  });

  it('one array alone is points without targets; several axes are pictures', () => {
    expect(names(table([file('a.npy', npyFile([4, 3], values))]))).toEqual(['x0', 'x1', 'x2']);
    expect(names(table([file('a.npy', npyFile([12], values))]))).toEqual(['x0']);
    expect(table([file('a.npy', npyFile([1, 2, 2, 3], values))]).picture).toEqual({
      width: 2,
      height: 2,
      channels: 3,
      order: 'last',
    });
    expect(table([file('a.npy', npyFile([1, 3, 2, 2], values))]).picture).toMatchObject({
      channels: 3,
      order: 'first',
    });
  });

  it('targets may be one-hot, or numbers to predict', () => {
    const x = { name: 'X', type: 'F64' as const, shape: [3, 2], data: Float64Array.from([1, 2, 3, 4, 5, 6]) };
    const y = (shape: number[], data: number[]) =>
      table([file('a.npz', writeNpz([x, { name: 'y', type: 'F64', shape, data: Float64Array.from(data) }]))])
        .columns[2];
    expect(y([3, 2], [0, 1, 1, 0, 0, 1])).toMatchObject({
      kind: 'category',
      names: ['0', '1'],
      indices: Int32Array.of(1, 0, 1),
    });
    expect(y([3], [0.5, 1, 2])).toMatchObject({ kind: 'number', values: Float64Array.of(0.5, 1, 2) });
    expect(() => y([3, 2], [0, 1, 1, 0, 1, 1])).toThrow('row 2');
    expect(() => y([3], [0.5, Number.NaN, 2])).toThrow('row 1: its target is NaN');
  });

  it('names that say nothing are listed with their shapes', () => {
    const arrays = ['a', 'b'].map((name) => ({ name, type: 'F64' as const, shape: [2, 2], data: new Float64Array(4) }));
    expect(fault([file('a.npz', writeNpz(arrays))])).toContain('There are a (2 × 2), b (2 × 2)');
  });

  it('are known by their first bytes', () => {
    const npz = npzFile(['X', [4, 3], values], ['y', [1, 5, 1, 5]]);
    expect(['a.npz', 'a.pt'].map((name) => isArrayFile(file(name, npz)))).toEqual([true, false]);
    expect(isArrayFile(file('x', npyFile([4, 3], values)))).toBe(true);
    const weights = writeNpz([{ name: 'fc.0.weight', type: 'F64', shape: [2], data: new Float64Array(2) }]);
    expect(isArrayFile(file('a.npz', weights))).toBe(false);
    expect(isArrayFile(file('a.npz', npz.subarray(0, 40)))).toBe(true);
    expect(isArrayFile(file('x', new TextEncoder().encode('{"layers": []}')))).toBe(false);
  });

  it('never throw, whatever their bytes become', () => {
    const { images, labels } = idxPair(3, 4, 3);
    const seeds: readonly NamedBytes[] = [
      file('a.npz', npzFile(['X', [4, 3], values], ['y', [1, 5, 1, 5]])),
      file('b.npy', npyFile([4, 3], values)),
      file('c.gz', new Uint8Array(gzipSync(images))),
    ];
    holds(
      fc.property(fc.nat(2), damages, fc.boolean(), (which, damage, pair) => {
        const { name, bytes } = seeds[which] as NamedBytes;
        const said = fault([file(name, damaged(bytes, damage)), ...(pair ? [file('l', labels)] : [])]);
        expect(said.length).toBeGreaterThan(5);
      }),
      63,
      3000,
    );
  });
});
