/** The digits scenes: files, network, and the planes that they open with. */
import { type DataSet, inputOf } from '../core/data/dataSet';
import type { Network } from '../core/network';
import { withWeights } from '../core/network/flatWeights';
import { initialiseNetwork } from '../core/network/initialise';
import { anchorSlice } from '../core/slice/anchors';
import { projectData } from '../core/slice/projected';
import { projectOnSlice, square } from '../core/slice/slice';
import type { Recipe } from './editorTypes';
import { float32Values } from './floatBytes';
import { inflate, type ReadFile } from './scenesFiles';
import { buildSlice } from './slice';
import { prepareSlice } from './slices/planes';
import type { LensState, Point2, SliceSpec } from './types';

const WIDTHS = [784, 64, 64, 10] as const;

/** What `npm run train:digits` began with. */
export const digitsRecipe: Recipe = {
  layers: [
    { size: 64, activation: 'relu' },
    { size: 64, activation: 'relu' },
  ],
  scheme: 'he',
  bias: 0,
  seed: 7,
  origin: 'trained',
};

const WEIGHTS = 784 * 64 + 64 + 64 * 64 + 64 + 64 * 10 + 10;
const COUNT = 2000;
const PIXELS = 784;
const WEIGHTS_FILE = 'digits/weights.bin';
const DIGITS_FILE = 'digits/test-digits.bin.gz';

/** Data points that a plane goes through. */
export type Three = readonly [number, number, number];

/** A 7, a 2 and a 0. */
export const BETWEEN: Three = [0, 1, 3];

/** The class of the plane within one class. */
const ONE_CLASS = 3;

/** The first three test digits of one class. */
export function within({ targets }: DataSet): Three {
  const found: number[] = [];
  for (let i = 0; found.length < 3 && i < targets.length; i++) if (targets[i] === ONE_CLASS) found.push(i);
  return found as unknown as Three;
}

const digit = (index: number): { kind: 'mix'; terms: readonly (readonly [number, number])[] } => ({
  kind: 'mix',
  terms: [[index, 1]],
});

/** The network with the weights that `npm run train:digits` wrote. */
export async function digitsNetwork(read: ReadFile): Promise<Network> {
  const weights = float32Values(await read(WEIGHTS_FILE, 4 * WEIGHTS), WEIGHTS_FILE, WEIGHTS);
  const shape = initialiseNetwork({
    name: 'digits',
    widths: WIDTHS,
    activation: { name: 'relu' },
    seed: 0,
    scheme: 'he',
    bias: 0,
  });
  return withWeights(shape, weights);
}

/** 2,000 test digits of MNIST, grey values scaled to [0, 1] and rounded to float32. */
export async function digitsData(read: ReadFile): Promise<DataSet> {
  const size = COUNT * (PIXELS + 1);
  const bytes = await inflate(await read(DIGITS_FILE, size), DIGITS_FILE, size);
  if (bytes.length !== size) throw new Error(`${DIGITS_FILE}: ${bytes.length} bytes, ${size} are needed`);
  const labels = bytes.subarray(COUNT * PIXELS);
  const bad = labels.findIndex((label) => label > 9);
  if (bad >= 0) throw new Error(`${DIGITS_FILE}: digit ${bad} has the label ${labels[bad]}`);
  return {
    name: 'MNIST test digits',
    inputSize: PIXELS,
    count: COUNT,
    inputs: Float32Array.from(bytes.subarray(0, COUNT * PIXELS), (grey) => grey / 255),
    task: 'classes',
    targets: Float32Array.from(labels),
    classNames: Array.from({ length: 10 }, (_, i) => String(i)),
    image: { width: 28, height: 28 },
  };
}

type View = Pick<LensState, 'slice' | 'domain' | 'point' | 'viewport'>;

/**
 * The plane through three data points with their centroid in the middle, and a square about it: of the given half-width, or one
 * that holds the three with a margin.
 */
export function planeAbout(data: DataSet, three: Three, halfWidth?: number): View {
  const [a, b, c] = three.map((index) => Float64Array.from(inputOf(data, index))) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const plane = anchorSlice(a, b, c, [0, 0], 0, 1);
  if (!plane.ok) throw new Error(`${data.name}: the first slice: ${plane.message}`);
  const corners = [a, b, c].map((anchor) => projectOnSlice(plane.slice, anchor));
  const centroid = [0, 1].map((k) => corners.reduce((sum, corner) => sum + (corner[k] as number) / 3, 0)) as [
    number,
    number,
  ];
  const centred = corners.map(([p, q]): Point2 => [p - centroid[0], q - centroid[1]]);
  const reach = Math.max(...centred.flat().map(Math.abs));
  const half = halfWidth ?? Math.ceil(1.12 * reach);
  const at = centred[0] as Point2;
  const slice: SliceSpec = {
    kind: 'anchors',
    anchors: [digit(three[0]), digit(three[1]), digit(three[2])],
    at,
    angle: 0,
    handed: 1,
  };
  // Between the middle and the first anchor, so that the ring does not hide an anchor.
  const point: Point2 = [at[0] / 2, at[1] / 2];
  return { slice, domain: square(half), point, viewport: { centre: [0, 0], span: 2.1 * half } };
}

/** A seeded plane through the mean of all digits, as far as their projections reach. */
export async function randomView(data: DataSet, seed: number): Promise<View> {
  const slice: SliceSpec = { kind: 'random', seed, offsets: [] };
  await prepareSlice(slice, data);
  const plane = buildSlice(slice, data.inputSize, data);
  if (!plane.ok) throw new Error(`${DIGITS_FILE}: the random plane: ${plane.message}`);
  const { at } = projectData(data, plane.slice);
  const half = Math.ceil(1.1 * at.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  return { slice, domain: square(half), point: [0, 0], viewport: { centre: [0, 0], span: 2.1 * half } };
}
