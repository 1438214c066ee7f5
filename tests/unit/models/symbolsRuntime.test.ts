import { describe, expect, test } from 'vitest';
import { exactNetwork } from '../../../src/core/graph';
import { checkGraph } from '../../../src/core/graph/check';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, type Network, preActivations } from '../../../src/core/network';
import { unitEntry } from '../../../src/core/network/entries';
import { gatesOf, rowsOfMap } from '../../../src/core/network/localMap';
import { sliceMapAt } from '../../../src/core/network/sliceMap';
import { partition } from '../../../src/core/partition';
import { pointInInput, square } from '../../../src/core/slice/slice';
import { convert } from '../../../src/formats/onnx/convert';
import { readFileGraph } from '../../../src/formats/onnx/fileGraph';
import { decodeModel, encodeModel } from '../../../src/formats/onnx/proto';
import { relativeDifference, runtimeValues } from '../../support/onnxRuntime';
import { modelFile, planeThrough, realInputs } from './models';

const SHAPE = [1, 1, 224, 224];
/** Signs of values below this share of their node's largest are left out: float32 through thirty layers does not know them. */
const UNKNOWN = 1e-5;
/** Of the domain that the scene opens with, a twentieth along each side: some polytopes, not a thousand. */
const HALF = 0.0002;

const bytes = modelFile('symbols', 'model.onnx');

/** Pieces (1: on) of the units of each node with gates, in the order of the node's values; −1 where a place has no unit. */
function piecesByNode(network: Network, words: Uint32Array): Map<string, Int8Array> {
  const found = new Map<string, Int8Array>();
  for (const gated of codeLayout(network).gated) {
    const { source, size } = gated;
    if (!source) throw new Error(`layer ${gated.layer} has no source`);
    const pieces = new Int8Array(source.shape.reduce((product, length) => product * length, 1)).fill(-1);
    for (let unit = 0; unit < size; unit++) pieces[source.places?.[unit] ?? unit] = unitEntry(gated, words, 0, unit);
    found.set(source.node, pieces);
  }
  return found;
}

/** The model with each ReLU in place of which its input is multiplied by what the piece makes of it: affine everywhere. */
function withPieces(pieces: ReadonlyMap<string, Int8Array>): Uint8Array {
  const model = decodeModel(bytes);
  const { graph } = model;
  const initializer = [...(graph.initializer ?? [])];
  const node = (graph.node ?? []).map((step) => {
    const own = pieces.get(step.name ?? '');
    if (step.opType !== 'Relu' || !own) return step;
    const mask = Float32Array.from(own, (piece) => (piece === 1 ? 1 : 0));
    const name = `${step.name} piece`;
    const [channels, height, width] = maskShape(own.length, step.name ?? '');
    initializer.push({ name, dims: [1, channels, height, width], dataType: 1, rawData: new Uint8Array(mask.buffer) });
    return { ...step, opType: 'Mul', input: [step.input?.[0] as string, name] };
  });
  return encodeModel({ ...model, graph: { ...graph, node, initializer } });
}

const file = readFileGraph(bytes);
const { graph, fileValue } = convert(file, {});
const checked = checkGraph(graph);
const { network } = exactNetwork(checked);

function maskShape(length: number, name: string): readonly number[] {
  const shape = checked.shapes.get(name) ?? [];
  const [channels = 1, height = 1, width = 1] = shape;
  expect(channels * height * width).toBe(length);
  return shape.length === 3 ? shape : [channels, height, width];
}

/** The largest cell of a small part of the slice, its code and its centroid. */
function largestCell() {
  const { points } = realInputs('symbols');
  const slice = planeThrough(...(points.slice(0, 3) as [Float64Array, Float64Array, Float64Array]));
  const { areas, codes, layout, centroids } = partition(network, slice, square(HALF));
  const face = areas.indexOf(Math.max(...areas));
  const at = [centroids[2 * face] as number, centroids[2 * face + 1] as number] as const;
  const code = codes.slice(face * layout.words, (face + 1) * layout.words);
  return { slice, at, code, x: pointInInput(slice, at), faces: areas.length };
}

describe('a polytope of the residual network on 224 × 224 inputs, by onnxruntime', () => {
  const { slice, at, code, x, faces } = largestCell();
  const pieces = piecesByNode(network, code);

  test('its code is the sign of every pre-activation', { timeout: 300_000 }, async () => {
    expect(faces).toBeGreaterThan(1);
    const inputOf = (name: string): string => checked.nodes.find((node) => node.name === name)?.inputs[0] as string;
    const fileName = (name: string): string => fileValue.get(inputOf(name)) as string;
    const theirs = await runtimeValues(bytes, SHAPE, Array.from(x), [...pieces.keys()].map(fileName));
    const count = { units: 0, compared: 0, equal: 0 };
    for (const [name, own] of pieces) {
      const z = theirs.get(fileName(name)) as Float64Array;
      expect(z.length).toBe(own.length);
      const least = UNKNOWN * z.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      own.forEach((piece, place) => {
        const value = z[place] as number;
        if (piece < 0) return;
        count.units++;
        if (Math.abs(value) <= least) return;
        count.compared++;
        if (piece === (value > 0 ? 1 : 0)) count.equal++;
      });
    }
    expect(count.units).toBe(codeLayout(network).units);
    expect(count.equal).toBe(count.compared);
    expect(count.compared).toBeGreaterThan(0.99 * count.units);
  });

  // A step inside the polytope changes float32 outputs by less than they are exact to. So onnxruntime is given the model with
  // its ReLUs replaced by the pieces of the code, which is the polytope's map for every input, however far.
  test('its map on the slice, and rows of its map in all inputs', { timeout: 300_000 }, async () => {
    const affine = withPieces(pieces);
    const output = file.outputs[0] as string;
    const at1 = async (input: ArrayLike<number>): Promise<Float64Array> =>
      (await runtimeValues(affine, SHAPE, Array.from(input), [output])).get(output) as Float64Array;
    const gates = gatesOf(network, code);
    const z = preActivations(network, x);
    const own = sliceMapAt(network, gates, slice, at, z.at(-1) as Float64Array);
    const column = (k: 0 | 1): Float64Array =>
      Float64Array.from({ length: own.rows }, (_, r) => own.A[2 * r + k] as number);
    const zero = await at1(new Float64Array(x.length));
    const less = (values: Float64Array): Float64Array => values.map((value, i) => value - (zero[i] as number));

    expect(relativeDifference(await at1(x), z.at(-1) as Float64Array)).toBeLessThan(1e-4);
    expect(relativeDifference(own.c, await at1(slice.origin))).toBeLessThan(1e-4);
    expect(relativeDifference(column(0), less(await at1(slice.e1)))).toBeLessThan(1e-4);
    expect(relativeDifference(column(1), less(await at1(slice.e2)))).toBeLessThan(1e-4);

    const outputs = [0, 137, 410];
    const rows = rowsOfMap(network, gates, outputs);
    const random = createRandom(11);
    const direction = Float64Array.from(x, () => random.uniform());
    const along = less(await at1(direction));
    const products = Float64Array.from(outputs, (_, r) =>
      direction.reduce((sum, value, k) => sum + value * (rows.A[r * rows.cols + k] as number), 0),
    );
    expect(
      relativeDifference(
        products,
        Float64Array.from(outputs, (r) => along[r] as number),
      ),
    ).toBeLessThan(1e-4);
    expect(
      relativeDifference(
        rows.c,
        Float64Array.from(outputs, (r) => zero[r] as number),
      ),
    ).toBeLessThan(1e-4);
  });
});
