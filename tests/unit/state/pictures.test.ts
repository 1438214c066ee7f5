import { describe, expect, it } from 'vitest';
import { pictureValues, type Raster } from '../../../src/core/data/picture';
import { pointInInput } from '../../../src/core/slice/slice';
import { writeNetworkJson } from '../../../src/formats';
import { pictureSizeOf, rangeOf } from '../../../src/state/pictures/size';
import { pictureInput, pictureText } from '../../../src/state/pictures/values';
import type { OpenPicture } from '../../../src/state/pictureTypes';
import { seededNetwork } from '../../support/build';
import { type Bench, opened } from './support';

function raster(width: number, height: number, seed: number): Raster {
  const rgba = Uint8ClampedArray.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (i * seed * 13) % 251,
  );
  return { width, height, rgba };
}
const picture = (name: string, width = 6, height = 4, seed = 1): OpenPicture => ({
  name,
  width,
  height,
  raster: raster(width, height, seed),
});

async function imported(inputs = 16): Promise<Bench> {
  const bench = await opened('moons');
  expect(await bench.actions.importNetwork(writeNetworkJson(seededNetwork([inputs, 8, 3], 5)), 'p.json')).toBe(true);
  await bench.api.idle();
  return bench;
}
const selected = (bench: Bench): number[] => [...pointInInput(bench.session().slice, bench.lens().point)];
const openNow = (bench: Bench) => {
  const { pictures } = bench.session();
  if (!pictures) throw new Error('no pictures are open');
  return pictures;
};

describe('pictures as inputs', () => {
  it('say what the network takes and what is done to them', async () => {
    const bench = await imported();
    expect(await bench.actions.openPictures([picture('a.png')])).toBe(true);
    const open = openNow(bench);
    expect(open.size).toEqual({ width: 4, height: 4, channels: 1, order: 'last' });
    expect(open.assumed).toBe('16 inputs are taken for 4 × 4 pixels, grey');
    expect(pictureText(picture('a.png'), open)).toBe(
      'a.png: 6 × 4 pixels, cropped to its middle, resized to 4 × 4, made grey, divided by 255: from 0 to 1',
    );
    bench.actions.setPictureManner({ invert: true, range: 'signed', fit: 'whole' });
    await bench.api.idle();
    expect(pictureText(picture('a.png'), openNow(bench))).toContain(
      'with black bars, resized to 4 × 4, made grey, inverted',
    );
  });

  it('become the selected input, rounded as what is painted; the dialog closes and it is said', async () => {
    const bench = await imported();
    await bench.actions.openPictures([picture('a.png')]);
    const expected = pictureInput(picture('a.png'), openNow(bench));
    await bench.actions.takePicture(0, 'input');
    expect(selected(bench).every((value, i) => Math.abs(value - (expected[i] as number)) < 1e-12)).toBe(true);
    expect(bench.session().pictures).toBeNull();
    expect(bench.notices().at(-1)).toMatch(/^The selected input is a\.png: 6 × 4 pixels, .*from 0 to 1\.$/);
  });

  it('become anchors, one by one or three at once', async () => {
    const bench = await imported();
    const three = [1, 2, 3].map((seed) => picture('same.png', 4, 4, seed));
    await bench.actions.openPictures(three);
    expect(openNow(bench).pictures.map(({ name }) => name)).toEqual(['same.png', 'same.png (2)', 'same.png (3)']);
    await bench.actions.takePicture(1, 'b');
    const wanted = three.map((one) => [...pictureInput(one, openNow(bench))]);
    const anchors = () => {
      const { slice } = bench.lens();
      return slice.kind === 'anchors' ? slice.anchors : [];
    };
    expect(anchors()[1]).toEqual({ kind: 'input', values: wanted[1] });
    expect(openNow(bench).done).toHaveLength(1);
    await bench.actions.takePicturesAsAnchors();
    expect(anchors()).toEqual(wanted.map((values) => ({ kind: 'input', values })));
    await bench.api.idle();
    expect((await bench.api.partition()).certificate).toMatchObject({ codeMismatches: 0, signViolations: 0 });
    bench.actions.closePictures();
    expect(bench.session().pictures).toBeNull();
  });

  it('become the data, with the network’s answers as classes; the next picture is then standardised as they are', async () => {
    const bench = await imported();
    const three = [1, 2, 3].map((seed) => picture(`${seed}.png`, 8, 8, seed));
    await bench.actions.openPictures(three);
    await bench.actions.takePicturesAsData();
    const { data } = bench.session();
    expect(data).toMatchObject({ count: 3, inputSize: 16, task: 'classes', image: { width: 4, height: 4 } });
    const size = { width: 4, height: 4, channels: 1, order: 'last' } as const;
    const values = three.flatMap((one) => [
      ...pictureValues(one.raster, size, { fit: 'crop', invert: false, range: 'unit' }),
    ]);
    expect([...(data?.inputs ?? [])]).toEqual(values.map(Math.fround));
    await bench.actions.choosePoints({ standardiseInputs: true });
    await bench.actions.openPictures(three);
    const first = [...pictureInput(three[0] as OpenPicture, openNow(bench))];
    for (let i = 0; i < 16; i++) expect(first[i]).toBeCloseTo(bench.session().data?.inputs[i] ?? Number.NaN, 5);
  });

  it('are refused where the network takes none, and everything stays', async () => {
    const bench = await opened('moons');
    const before = bench.lens();
    expect(await bench.actions.openPictures([picture('a.png')])).toBe(false);
    expect(bench.notices().at(-1)).toContain('a.png: the network takes 2 inputs, which are no picture');
    expect(bench.lens()).toBe(before);
    const deep = await imported();
    await deep.actions.setSpace(1);
    expect(await deep.actions.openPictures([picture('a.png')])).toBe(false);
    expect(deep.notices().at(-1)).toContain('slice the inputs first');
  });

  it('in colour are for three times a square of inputs', async () => {
    const bench = await imported(48);
    const found = pictureSizeOf(bench.controller.store.getState());
    expect(found).toMatchObject({ ok: true, size: { width: 4, height: 4, channels: 3 } });
  });

  it('have the size that a graph’s input states', async () => {
    const bench = await imported(48);
    const { session } = bench.controller.store.getState();
    for (const [shape, size] of [
      [[8, 2, 3], { width: 2, height: 8, channels: 3, order: 'last' }],
      [[3, 8, 2], { width: 2, height: 8, channels: 3, order: 'first' }],
      [[6, 8], { width: 8, height: 6, channels: 1, order: 'last' }],
      [[48], { width: 4, height: 4, channels: 3, order: 'last' }],
    ] as const) {
      const graph = { name: 'g', output: 'x', nodes: [{ name: 'x', op: 'input' as const, inputs: [], shape }] };
      const whole = { ...session.whole, network: { ...session.whole.network, graph } };
      expect(pictureSizeOf({ session: { ...session, whole } }), String(shape)).toMatchObject({ ok: true, size });
    }
  });
});

describe('the range of pictures', () => {
  it('is that of the data', async () => {
    const { session } = await opened('moons');
    const { data } = session();
    if (!data) throw new Error('no data');
    const of = (...inputs: number[]) => rangeOf({ ...data, inputs: Float32Array.from(inputs) }, null);
    expect([of(0, 1), of(-1, 1), of(0, 255), rangeOf(null, null)]).toEqual(['unit', 'signed', 'bytes', 'unit']);
    expect(rangeOf(data, [{ mean: 120, deviation: 80 }])).toBe('bytes');
    expect(rangeOf(data, [{ mean: 0.1, deviation: 0.3 }])).toBe('unit');
  });
});
