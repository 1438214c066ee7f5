/** Outputs of a graph at many places of one slice: what is affine in the place is computed once, the rest in buffers. */
import { kernelOf } from '../linear/kernel';
import { f64, i32 } from '../math/typed';
import { type ActivationSpec, pieceOf, piecewiseLinear } from '../network/activation';
import type { Slice } from '../slice/slice';
import { type AffineForm, affineForm, reducedPlaces, windowPlaces } from './affineOps';
import { checkGraph } from './check';
import { broadcastIndices } from './indices';
import { type Graph, type GraphNode, type Shape, sizeOf } from './types';

/** Values of a node from those of its inputs, into its buffer. */
type Fill = (inputs: readonly Float64Array[], out: Float64Array) => void;

interface PlannedNode {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly size: number;
  /** Null for what is no affine op. */
  readonly form: AffineForm | null;
  readonly fill: Fill;
  /** Affine in the input: its values on a slice are three columns. */
  readonly affine: boolean;
}

/** The outputs at slice coordinates (p, q); the array is filled anew by each call. */
export type OutputsAt = (p: number, q: number) => Float64Array;

/**
 * A graph prepared for forward passes at places of slices, or null where it has an op that is neither affine nor piecewise
 * linear. Smooth activations are their hard limits, as in what the engine cuts. A pass costs the products of what follows the
 * first piecewise-linear nodes.
 */
export function planGraph(graph: Graph): ((slice: Slice) => OutputsAt) | null {
  const { nodes, shapes, input, output } = checkGraph(graph);
  const affine = new Set<string>([input.name]);
  const planned: PlannedNode[] = [];
  for (const node of nodes) {
    if (node.op === 'input') continue;
    const inputs = node.inputs.map((name) => shapes.get(name) as Shape);
    const shape = shapes.get(node.name) as Shape;
    const form = affineForm(node, inputs, shape);
    const fill = form ? affineFill(form) : gatedFill(node, inputs, shape);
    if (!fill) return null;
    const isAffine = form !== null && node.inputs.every((name) => affine.has(name));
    if (isAffine) affine.add(node.name);
    planned.push({ name: node.name, inputs: node.inputs, size: sizeOf(shape), form, fill, affine: isAffine });
  }
  return (slice) => onSlice(planned, input.name, output, slice);
}

function onSlice(planned: readonly PlannedNode[], input: string, output: string, slice: Slice): OutputsAt {
  const columns = new Map([[input, [slice.e1, slice.e2, slice.origin].map((column) => Float64Array.from(column))]]);
  for (const node of planned.filter(({ affine }) => affine)) columns.set(node.name, columnsOf(node, columns));
  const rest = planned.filter(({ affine }) => !affine);
  const taken = new Set([output, ...rest.flatMap(({ inputs }) => inputs)]);
  const edge = [...columns].filter(([name]) => taken.has(name));
  const buffers = new Map<string, Float64Array>();
  for (const [name, [first]] of edge) buffers.set(name, new Float64Array((first as Float64Array).length));
  for (const { name, size } of rest) buffers.set(name, new Float64Array(size));
  const steps = rest.map(({ name, inputs, fill }) => ({
    fill,
    out: buffers.get(name) as Float64Array,
    inputs: inputs.map((from) => buffers.get(from) as Float64Array),
  }));
  const places = edge.map(([name, three]) => ({ three, out: buffers.get(name) as Float64Array }));
  return (p, q) => {
    for (const { three, out } of places) {
      const [u, v, w] = three as [Float64Array, Float64Array, Float64Array];
      for (let i = 0; i < out.length; i++) out[i] = p * f64(u, i) + q * f64(v, i) + f64(w, i);
    }
    for (const { fill, inputs, out } of steps) fill(inputs, out);
    return buffers.get(output) as Float64Array;
  };
}

/** What an affine node makes of ∂/∂p, ∂/∂q and the value at (0, 0). */
function columnsOf({ form, inputs, size }: PlannedNode, known: ReadonlyMap<string, readonly Float64Array[]>) {
  return [0, 1, 2].map((column) => {
    const out = column === 2 && form?.offset ? form.offset.slice() : new Float64Array(size);
    form?.maps.forEach((map, i) => {
      kernelOf(map).forward(known.get(inputs[i] as string)?.[column] as Float64Array, 0, out, 0);
    });
    return out;
  });
}

function affineFill({ maps, offset }: AffineForm): Fill {
  const kernels = maps.map(kernelOf);
  return (inputs, out) => {
    if (offset) out.set(offset);
    else out.fill(0);
    kernels.forEach((kernel, i) => {
      kernel.forward(inputs[i] as Float64Array, 0, out, 0);
    });
  };
}

/** Null where the node is not piecewise linear. */
function gatedFill(node: GraphNode, inputs: readonly Shape[], output: Shape): Fill | null {
  const [input] = inputs as [Shape];
  switch (node.op) {
    case 'activation':
      return activationFill(node.activation);
    case 'prelu':
      return preluFill(broadcastIndices(node.shape, input), node.slopes);
    case 'maxPool':
      return groupsFill(windowPlaces(node, input, output), sizeOf(node.kernel), 1);
    case 'reduceMax':
    case 'reduceMin': {
      const { places, group } = reducedPlaces(input, node.axes);
      return groupsFill(places, group, node.op === 'reduceMax' ? 1 : -1);
    }
    case 'maximum':
    case 'minimum':
      return extremeFill(
        inputs.map((shape) => broadcastIndices(shape, output)),
        node.op === 'maximum' ? 1 : -1,
      );
    default:
      return null;
  }
}

function activationFill(spec: ActivationSpec): Fill {
  const f = piecewiseLinear(spec);
  return ([x], out) => {
    const values = x as Float64Array;
    for (let i = 0; i < out.length; i++) {
      const z = f64(values, i);
      const piece = pieceOf(f, z);
      out[i] = (f.slopes[piece] as number) * z + (f.offsets[piece] as number);
    }
  };
}

function preluFill(places: Int32Array, slopes: Float64Array): Fill {
  return ([x], out) => {
    for (let i = 0; i < out.length; i++) {
      const z = f64(x as Float64Array, i);
      out[i] = z > 0 ? z : f64(slopes, i32(places, i)) * z;
    }
  };
}

/** The largest (sign 1) or smallest (−1) of each group of places; negative places are none; 0 where there are no others. */
function groupsFill(places: Int32Array, group: number, sign: 1 | -1): Fill {
  return ([x], out) => {
    const values = x as Float64Array;
    for (let j = 0, at = 0; j < out.length; j++) {
      let best = -Infinity;
      for (let k = 0; k < group; k++, at++) {
        const place = i32(places, at);
        if (place >= 0) best = Math.max(best, sign * f64(values, place));
      }
      out[j] = best === -Infinity ? 0 : sign * best;
    }
  };
}

function extremeFill(places: readonly Int32Array[], sign: 1 | -1): Fill {
  return (inputs, out) => {
    out.fill(-Infinity);
    inputs.forEach((values, n) => {
      const at = places[n] as Int32Array;
      for (let i = 0; i < out.length; i++) out[i] = Math.max(f64(out, i), sign * f64(values, i32(at, i)));
    });
    if (sign < 0) for (let i = 0; i < out.length; i++) out[i] = -f64(out, i);
  };
}
