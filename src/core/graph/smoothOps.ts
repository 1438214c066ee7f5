/** Ops that are neither affine nor piecewise linear: forward only. */
import { normalCdf } from '../math/normal';
import { reducedPlaces } from './affineOps';
import { broadcast } from './broadcast';
import { type FunctionNode, GraphError, type GraphNode, type LayerNormNode, type Shape, sizeOf } from './types';

/** Values of a smooth node. Throws a GraphError for an op that nothing here computes. */
export function smoothValues(
  node: GraphNode,
  values: readonly Float64Array[],
  inputs: readonly Shape[],
  output: Shape,
): Float64Array {
  const [x] = values as [Float64Array];
  switch (node.op) {
    case 'function':
      return x.map((value) => functionValue(node, value));
    case 'softmax':
      return softmax(x, inputs[0] as Shape, node.axis);
    case 'layerNorm':
      return layerNorm(node, x, inputs[0] as Shape);
    case 'multiply':
    case 'divide': {
      const [a, b] = broadcast(values, inputs, output) as [Float64Array, Float64Array];
      return a.map((value, i) => (node.op === 'multiply' ? value * (b[i] as number) : value / (b[i] as number)));
    }
    default:
      throw new GraphError(node.name, `an op of type ${node.op} is not computed here`);
  }
}

/** λ and α of SELU (Klambauer et al., "Self-Normalizing Neural Networks"). */
export const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

function functionValue({ function: name, alpha = 1 }: FunctionNode, z: number): number {
  switch (name) {
    case 'elu':
      return z > 0 ? z : alpha * Math.expm1(z);
    case 'selu':
      return SELU.scale * (z > 0 ? z : SELU.alpha * Math.expm1(z));
    case 'exp':
      return Math.exp(z);
    case 'log':
      return Math.log(z);
    case 'sqrt':
      return Math.sqrt(z);
    case 'erf':
      return 2 * normalCdf(z * Math.SQRT2) - 1;
    case 'square':
      return z * z;
    case 'reciprocal':
      return 1 / z;
    case 'mish':
      return z * Math.tanh(Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))));
    case 'hardSwish':
      return z * Math.max(0, Math.min(1, z / 6 + 0.5));
    case 'softsign':
      return z / (1 + Math.abs(z));
  }
}

function softmax(x: Float64Array, shape: Shape, axis: number): Float64Array {
  const { places, group } = reducedPlaces(shape, [axis]);
  const out = new Float64Array(x.length);
  for (let start = 0; start < places.length; start += group) {
    const among = places.subarray(start, start + group);
    let largest = -Infinity;
    for (const at of among) largest = Math.max(largest, x[at] as number);
    let sum = 0;
    for (const at of among) sum += Math.exp((x[at] as number) - largest);
    for (const at of among) out[at] = Math.exp((x[at] as number) - largest) / sum;
  }
  return out;
}

function layerNorm({ axis, gamma, beta, epsilon }: LayerNormNode, x: Float64Array, shape: Shape): Float64Array {
  const size = sizeOf(shape.slice(axis));
  const out = new Float64Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    const part = x.subarray(start, start + size);
    const mean = part.reduce((sum, value) => sum + value, 0) / size;
    const variance = part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    const scale = 1 / Math.sqrt(variance + epsilon);
    part.forEach((value, i) => {
      out[start + i] = (value - mean) * scale * (gamma[i] as number) + (beta[i] as number);
    });
  }
  return out;
}
