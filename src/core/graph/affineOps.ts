/** The affine ops of a graph as linear maps of flat vectors: one map an input, and what is added. */
import { type ConvMap, type DenseMap, gatherMap, identityMap, type LinearMap, type SparseMap } from '../linear/types';
import { broadcastIndices, cropIndices, joinedMaps, padIndices, stridesOf, transposeIndices } from './indices';
import { resizeMap } from './resize';
import { spatialOf } from './shapes';
import { type GraphNode, type GraphOp, type NodeOf, type Shape, sizeOf, type Windows } from './types';

/** Values = Σ maps[i] · inputs[i] + offset; both flat. */
export interface AffineForm {
  readonly maps: readonly LinearMap[];
  readonly offset: Float64Array | null;
}

/** The form of a node; `input` is the shape of the first that it takes. */
type FormOf<Op extends GraphOp> = (
  node: NodeOf<Op>,
  input: Shape,
  output: Shape,
  inputs: readonly Shape[],
) => AffineForm;

const one = (map: LinearMap, offset: Float64Array | null = null): AffineForm => ({ maps: [map], offset });

const reduceForm: FormOf<'mean' | 'sum'> = (node, input) => one(reduceMap(input, node.axes, node.op === 'mean'));

const sumForm: FormOf<'add' | 'subtract'> = (node, _, output, inputs) => ({
  maps: inputs.map((shape, i) => broadcastMap(shape, output, node.op === 'subtract' && i === 1 ? -1 : 1)),
  offset: null,
});

const FORMS: { readonly [Op in GraphOp]?: FormOf<Op> } = {
  constant: (node) => ({ maps: [], offset: node.values }),
  dense: (node, input, output) => one(denseMap(node, input), repeated(node.bias, sizeOf(output))),
  conv: (node, input, output) =>
    one(convMap(node, input, output, false), channelOffset(node.bias, output, node.channels)),
  convTranspose: (node, input, output) =>
    one(convMap(node, output, input, true), channelOffset(node.bias, output, node.channels)),
  scale: (node, input) => scaleForm(node.factors, node.offsets, node.shape, input),
  batchNorm: batchNormForm,
  averagePool: (node, input, output) => one(averageMap(node, input, output)),
  mean: reduceForm,
  sum: reduceForm,
  pad: padForm,
  crop: (node, input) => one(gatherMap(sizeOf(input), cropIndices(input, node))),
  resize: (node, input) => one(resizeMap(input, node)),
  reshape: (_, input) => one(identityMap(sizeOf(input))),
  transpose: (node, input) => one(gatherMap(sizeOf(input), transposeIndices(input, node.order))),
  concat: (node, _, output, inputs) => ({ maps: joinedMaps(inputs, output, node.axis), offset: null }),
  add: sumForm,
  subtract: sumForm,
};

/** The affine form of a node, or null where its op is none. `inputs`, `output`: shapes. */
export function affineForm(node: GraphNode, inputs: readonly Shape[], output: Shape): AffineForm | null {
  // Each function takes the nodes of the op that it stands under.
  const form = FORMS[node.op] as
    | ((node: GraphNode, input: Shape, output: Shape, inputs: readonly Shape[]) => AffineForm)
    | undefined;
  return form ? form(node, inputs[0] as Shape, output, inputs) : null;
}

function batchNormForm(node: NodeOf<'batchNorm'>, input: Shape): AffineForm {
  const factors = node.gamma.map((gamma, i) => gamma / Math.sqrt((node.variance[i] as number) + node.epsilon));
  const offsets = node.beta.map((beta, i) => beta - (factors[i] as number) * (node.mean[i] as number));
  const shape = input.map((size, axis) => (axis === node.axis ? size : 1));
  return scaleForm(factors, offsets, shape, input);
}

function padForm(node: NodeOf<'pad'>, input: Shape, output: Shape): AffineForm {
  const from = padIndices(input, output, node.before, node.mode);
  const offset = node.value !== 0 ? Float64Array.from(from, (at) => (at < 0 ? node.value : 0)) : null;
  return one(gatherMap(sizeOf(input), from), offset);
}

/** Takes a tensor to the shape that it broadcasts to, times a factor. */
export function broadcastMap(shape: Shape, output: Shape, factor = 1): SparseMap {
  const map = gatherMap(sizeOf(shape), broadcastIndices(shape, output));
  return factor === 1 ? map : { ...map, weights: new Float64Array(map.columns.length).fill(factor) };
}

function denseMap(node: NodeOf<'dense'>, input: Shape): DenseMap {
  const features = input[input.length - 1] as number;
  const blocks = sizeOf(input) / features;
  const { units, weights } = node;
  return { kind: 'dense', inputs: blocks * features, outputs: blocks * units, blocks, units, features, weights };
}

/** A vector over and over until it has `size` values. */
function repeated(values: Float64Array | undefined, size: number): Float64Array | null {
  return values ? Float64Array.from({ length: size }, (_, i) => values[i % values.length] as number) : null;
}

function channelOffset(bias: Float64Array | undefined, output: Shape, channels: 'first' | 'last'): Float64Array | null {
  if (!bias || channels === 'last') return repeated(bias, sizeOf(output));
  const places = sizeOf(output) / bias.length;
  return Float64Array.from({ length: sizeOf(output) }, (_, i) => bias[Math.floor(i / places)] as number);
}

type ConvLike = NodeOf<'conv' | 'convTranspose'>;

/** One spatial axis is a picture of one row. */
function convMap(node: ConvLike, wide: Shape, narrow: Shape, transposed: boolean): ConvMap {
  const planar = (values: readonly number[], none: number): readonly [number, number] =>
    values.length === 1 ? [none, values[0] as number] : [values[0] as number, values[1] as number];
  const from = spatialOf(wide, node.channels);
  const to = spatialOf(narrow, node.channels);
  const [height, width] = planar(from.sizes, 1);
  const [rows, columns] = planar(to.sizes, 1);
  return {
    kind: 'conv',
    inputs: sizeOf(transposed ? narrow : wide),
    outputs: sizeOf(transposed ? wide : narrow),
    transposed,
    channelAxis: node.channels,
    groups: node.groups,
    channels: from.channels,
    height,
    width,
    filters: to.channels,
    rows,
    columns,
    kernel: planar(node.kernel, 1),
    strides: planar(node.strides, 1),
    dilations: planar(node.dilations, 1),
    pads: planar(node.pads.slice(0, node.kernel.length), 0),
    weights: node.weights,
  };
}

function scaleForm(factors: Float64Array, offsets: Float64Array, shape: Shape, input: Shape): AffineForm {
  const places = broadcastIndices(shape, input);
  const map = identityMap(places.length);
  return {
    maps: [{ ...map, weights: Float64Array.from(places, (at) => factors[at] as number) }],
    offset: Float64Array.from(places, (at) => offsets[at] as number),
  };
}

/** Places of the input that each window holds, −1 where it leaves the input: outputs × kernel places. */
export function windowPlaces(
  node: Windows & { readonly dilations?: readonly number[] },
  input: Shape,
  output: Shape,
): Int32Array {
  const rank = node.kernel.length;
  const { sizes, channels } = spatialOf(input, node.channels);
  const steps = stridesOf(input);
  const first = node.channels === 'first';
  const spatialSteps = first ? steps.slice(1) : steps.slice(0, -1);
  const channelStep = (first ? steps[0] : steps[rank]) as number;
  const out = spatialOf(output, node.channels).sizes;
  const places = sizeOf(node.kernel);
  const found = new Int32Array(sizeOf(output) * places);
  const positions = sizeOf(out);
  for (let position = 0; position < positions; position++)
    for (let place = 0; place < places; place++) {
      let at = 0;
      let inside = true;
      for (let axis = rank - 1, p = position, k = place; axis >= 0; axis--) {
        const size = out[axis] as number;
        const reach = node.kernel[axis] as number;
        const dilation = node.dilations?.[axis] ?? 1;
        const i = (p % size) * (node.strides[axis] as number) + (k % reach) * dilation - (node.pads[axis] as number);
        p = Math.floor(p / size);
        k = Math.floor(k / reach);
        inside &&= i >= 0 && i < (sizes[axis] as number);
        at += i * (spatialSteps[axis] as number);
      }
      for (let c = 0; c < channels; c++) {
        const target = first ? c * positions + position : position * channels + c;
        found[target * places + place] = inside ? at + c * channelStep : -1;
      }
    }
  return found;
}

function averageMap(node: NodeOf<'averagePool'>, input: Shape, output: Shape): SparseMap {
  const places = windowPlaces(node, input, output);
  const each = sizeOf(node.kernel);
  const outputs = sizeOf(output);
  const rows = new Int32Array(outputs + 1);
  const columns: number[] = [];
  const weights: number[] = [];
  for (let j = 0; j < outputs; j++) {
    const inside = places.subarray(j * each, (j + 1) * each).filter((at) => at >= 0);
    for (const at of inside) {
      columns.push(at);
      weights.push(1 / (node.countPads ? each : inside.length));
    }
    rows[j + 1] = columns.length;
  }
  return {
    kind: 'sparse',
    inputs: sizeOf(input),
    outputs,
    rows,
    columns: Int32Array.from(columns),
    weights: Float64Array.from(weights),
  };
}

/** Lists, for each output of a reduction over axes, the inputs that it takes: outputs × group. */
export function reducedPlaces(input: Shape, axes: readonly number[]): { places: Int32Array; group: number } {
  const kept = input.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...input.map((_, axis) => axis).filter((axis) => axes.includes(axis))];
  return {
    places: transposeIndices(input, order),
    group: axes.reduce((size, axis) => size * (input[axis] as number), 1),
  };
}

function reduceMap(input: Shape, axes: readonly number[], mean: boolean): SparseMap {
  const { places, group } = reducedPlaces(input, axes);
  const outputs = places.length / group;
  const map = {
    kind: 'sparse' as const,
    inputs: sizeOf(input),
    outputs,
    rows: Int32Array.from({ length: outputs + 1 }, (_, j) => j * group),
    columns: places,
  };
  return mean ? { ...map, weights: new Float64Array(places.length).fill(1 / group) } : map;
}
