import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { zlibSync } from 'fflate';
import { File, type Member } from 'jsfive';
import { beforeAll, describe, expect, it } from 'vitest';
import { Fault, formatErrorText } from '../../../../src/formats/checks';
import { type Hdf5Object, openHdf5 } from '../../../../src/formats/hdf5/file';
import { unfiltered } from '../../../../src/formats/hdf5/filters';
import { numbersOf } from '../../../../src/formats/tensors';
import { holds } from '../../../support/holds';
import { damaged, damages } from '../tensors';
import { written } from './write';

/** By h5py, in the old form, and by the HDF5 library, in the newer one. */
const old = new Uint8Array(readFileSync('tests/fixtures/keras/cnn.h5'));
let newer: Uint8Array;
const ramp = (length: number): Float32Array => Float32Array.from({ length }, (_, i) => i / 7);

beforeAll(async () => {
  newer = await written((root) => {
    root.create_attribute('text', 'Größe ∞');
    root.create_attribute('texts', ['one', 'two', '']);
    root.create_attribute('number', 7);
    const many = root.create_group('many');
    for (let i = 0; i < 300; i++) many.create_dataset({ name: `member ${i}`, data: Float64Array.of(i) });
    const attributed = root.create_group('attributed');
    for (let i = 0; i < 40; i++) attributed.create_attribute(`a${i}`, `value ${i}`);
    root.create_dataset({ name: 'packed', data: ramp(35 * 11), shape: [35, 11], chunks: [8, 4], compression: 6 });
    root.create_dataset({ name: 'cube', data: ramp(60), shape: [3, 4, 5], chunks: [2, 3, 2] });
    root.create_dataset({ name: 'whole', data: Int32Array.of(1, -2, 3) });
    root.create_dataset({ name: 'half', data: new Uint8Array([1, 2, 255]) });
    root.create_dataset({ name: 'words', data: ['a', 'b'] });
  });
});

const numbers = (root: Hdf5Object, path: string): number[] =>
  Array.from(numbersOf((root.get(path) as Hdf5Object).tensor()));

describe('HDF5 files', () => {
  it('of the library: texts, groups of many members, chunks', () => {
    const root = openHdf5(newer);
    expect(root.texts('text')).toEqual(['Größe ∞']);
    expect(root.texts('texts')).toEqual(['one', 'two', '']);
    expect(root.texts('number')).toBe(null);
    expect(root.texts('none')).toBe(null);
    expect(root.get('many')?.names()).toHaveLength(300);
    for (const i of [0, 7, 150, 299]) expect(numbers(root, `many/member ${i}`)).toEqual([i]);
    for (const i of [0, 20, 39]) expect(root.get('attributed')?.texts(`a${i}`)).toEqual([`value ${i}`]);
    expect(numbers(root, 'packed')).toEqual(Array.from(ramp(35 * 11)));
    expect(root.get('packed')?.tensor().shape).toEqual([35, 11]);
    expect(numbers(root, 'cube')).toEqual(Array.from(ramp(60)));
    expect(root.get('whole')?.tensor()).toEqual({ type: 'I32', shape: [3], data: Int32Array.of(1, -2, 3) });
    expect(root.get('half')?.tensor()).toEqual({ type: 'U8', shape: [3], data: Uint8Array.of(1, 2, 255) });
    expect(root.get('many/none')).toBe(null);
    expect(root.get('whole/inside')).toBe(null);
  });

  it('agree with jsfive on all members of both forms', () => {
    for (const bytes of [old, newer]) {
      let datasets = 0;
      const compare = (mine: Hdf5Object, theirs: Member): void => {
        expect(mine.names().toSorted()).toEqual(theirs.keys.toSorted());
        for (const name of mine.names()) {
          const [child, twin] = [mine.get(name) as Hdf5Object, theirs.get(name)];
          if (!child.isDataset) compare(child, twin);
          else if (name !== 'words') {
            datasets++;
            expect(Array.from(numbersOf(child.tensor()))).toEqual(twin.value);
          }
        }
      };
      compare(openHdf5(bytes), new File(bytes.slice().buffer, 'x.h5'));
      expect(datasets).toBeGreaterThan(10);
    }
  });
});

const fault = (act: () => unknown): string => {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (error instanceof Fault) return formatErrorText(error);
    throw error;
  }
};

/** Everything that is in a file but texts as values. */
function readAll(bytes: Uint8Array): void {
  const open = [openHdf5(bytes)];
  for (let object = open.pop(), seen = 0; object && seen < 2000; object = open.pop(), seen++) {
    object.texts('model_config');
    object.texts('weight_names');
    if (object.isDataset) {
      if (object.path !== 'words') object.tensor();
    } else for (const name of object.names()) open.push(object.get(name) as Hdf5Object);
  }
}

describe('bad HDF5 files', () => {
  it('say what is wrong', () => {
    expect(fault(() => openHdf5(old.subarray(0, 20_000)))).toBe(
      `the file is cut off: it has 20000 bytes, its beginning says ${old.length}`,
    );
    expect(fault(() => openHdf5(new Uint8Array(4)))).toMatch(/^a damaged HDF5 file: it ends too early/);
    const other = old.slice();
    other[8] = 9;
    expect(fault(() => openHdf5(other))).toMatch(/version 9 of the format is not known/);
    expect(fault(() => openHdf5(newer).get('words')?.tensor())).toBe('"words": holds values of type text, not numbers');
    expect(fault(() => openHdf5(newer).get('many')?.tensor())).toBe('"many": is a group, not values');
    expect(fault(() => readAll(newer))).toBe('accepted');
    expect(fault(() => readAll(old))).toBe('accepted');
    expect(fault(() => openHdf5(newer, 100).get('packed')?.tensor())).toBe('the file holds more values than are read');
  });

  it('trees that lead back to themselves end', () => {
    // All entries of the root's tree lead to the tree, and its level says that it has trees below.
    const bytes = old.slice();
    const view = new DataView(bytes.buffer);
    const tree = Buffer.from(bytes).indexOf('TREE');
    view.setUint8(tree + 5, 255);
    view.setUint16(tree + 6, 2, true);
    for (const entry of [0, 1]) view.setUint32(tree + 24 + 8 + 16 * entry, tree, true);
    expect(fault(() => readAll(bytes))).toMatch(/damaged HDF5 file/);
  });

  it('trees of few nodes with many ways through them end', () => {
    const levels = 60;
    const tree = Buffer.from(old).indexOf('TREE');
    const bytes = new Uint8Array(old.length + levels * 64);
    bytes.set(old);
    const view = new DataView(bytes.buffer);
    for (let level = levels; level >= 0; level--) {
      const at = level === levels ? tree : old.length + level * 64;
      bytes.set(old.subarray(tree, tree + 8), at);
      view.setUint8(at + 5, level);
      view.setUint16(at + 6, level === 0 ? 0 : 2, true);
      for (const entry of [0, 1]) view.setBigUint64(at + 32 + 16 * entry, BigInt(old.length + (level - 1) * 64), true);
    }
    expect(fault(() => readAll(bytes))).toBe('a damaged HDF5 file: it goes round in circles, or has too many parts');
  });

  it('chunks that unpack to more than they should are stopped', () => {
    const bomb = zlibSync(new Uint8Array(50_000_000));
    expect(bomb.length).toBeLessThan(60_000);
    expect(fault(() => unfiltered(bomb, [1], 400, 4))).toMatch(/unpacks to more than it should/);
    expect(fault(() => unfiltered(new Uint8Array(8), [5], 8, 4))).toMatch(/packed by filter 5/);
    expect(fault(() => unfiltered(new Uint8Array(8), [1], 8, 4))).toMatch(/cannot be unpacked/);
  });

  it('damaged ones end in a fault or in values, never in another error', () => {
    const spots = fc.array(fc.tuple(fc.nat(old.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    let refused = 0;
    holds(
      fc.property(damages, spots, fc.boolean(), (damage, list, which) => {
        const bytes = damaged(which ? old : newer, damage);
        for (const [at, byte] of list) if (at < bytes.length) bytes[at] = byte;
        if (fault(() => readAll(bytes)) !== 'accepted') refused++;
      }),
      61,
      3000,
    );
    expect(refused).toBeGreaterThan(500);
  });
});
