import { expect, test } from 'vitest';
import { checkGraph, exactNetwork } from '../../../src/core/graph';
import { splineCode } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { pointInInput, square } from '../../../src/core/slice/slice';
import { cut, expectClean, modelGraph, planeThrough, realInputs } from './models';

type Three = [Float64Array, Float64Array, Float64Array];

test('languages: between Python, Rust and HTML, with its three winners', async () => {
  const { network, notes } = exactNetwork(await modelGraph('languages'));
  expect(notes.join()).toContain('softmax');
  const { points, labels, classNames } = realInputs('languages');
  expect(labels.slice(0, 3)).toEqual(['py', 'rs', 'html']);
  const result = cut(network, planeThrough(...(points.slice(0, 3) as Three)), 6, { maxFaces: 100, maxMaps: 20 });
  expectClean(result, 500);
  const winners = new Set(Array.from(result.complex.classes ?? [], (at) => classNames[at]));
  expect([...winners].sort()).toEqual(['html', 'py', 'rs']);
});

test('digits: between a 0, a 1 and a 2', async () => {
  const { network, notes } = exactNetwork(await modelGraph('digits-cnn'));
  expect(notes).toEqual([]);
  const { points } = realInputs('digits-cnn');
  expectClean(cut(network, planeThrough(...(points.slice(0, 3) as Three)), 0.06, { maxFaces: 50, maxMaps: 10 }), 200);
});

test('digits: one code a polytope, that of a forward pass, where the domain is cut in many parts', async () => {
  const { network } = exactNetwork(await modelGraph('digits-cnn'));
  const { points } = realInputs('digits-cnn');
  const slice = planeThrough(...(points.slice(0, 3) as Three));
  const { codes, layout, classes, centroids, areas } = partition(network, slice, square(0.2), { decision: {} });
  const own = (face: number): Uint32Array => codes.subarray(face * layout.words, (face + 1) * layout.words);
  const names = new Set(Array.from(areas.keys(), (face) => `${own(face).join()} ${classes?.[face]}`));
  expect(areas.length).toBeGreaterThan(2000);
  // Were a cell left in two by a part's border, or by a match that does not matter, two faces would have one name.
  expect(names.size).toBe(areas.length);
  for (let face = 0; face < areas.length; face += 25) {
    const at = [centroids[2 * face] as number, centroids[2 * face + 1] as number] as const;
    expect(own(face), `face ${face}`).toEqual(splineCode(network, pointInInput(slice, at)));
  }
});

/** The middle 6 × 6 of a 12 × 12 picture. */
const middle = (picture: Float64Array): Float64Array =>
  Float64Array.from({ length: 108 }, (_, i) => picture[(Math.floor(i / 18) + 3) * 36 + 9 + (i % 18)] as number);

test('upscaler: between parts of a picture, read out at one pixel', async () => {
  const whole = await modelGraph('upscaler', [6, 6, 3]);
  const pixel = {
    name: 'pixel',
    op: 'crop',
    inputs: [whole.output],
    starts: [6, 6, 0],
    sizes: [1, 1, 3],
    steps: [1, 1, 1],
  } as const;
  const graph = checkGraph({ name: whole.name, nodes: [...whole.nodes, pixel], output: 'pixel' });
  const { network, notes } = exactNetwork(graph);
  expect(notes).toEqual([]);
  const [a, b, c] = realInputs('upscaler').points.map(middle) as Three;
  expectClean(cut(network, planeThrough(a, b, c), 20, { maxFaces: 30, maxMaps: 5 }), 100);
});
