/** How far tfjs's mirror of a graph is from the graph's own values. */
import { memory, type Tensor, tensor2d, tidy } from '@tensorflow/tfjs';
import { type CheckedGraph, evaluateGraph, sizeOf } from '../../src/core/graph';
import { createRandom } from '../../src/core/math/random';
import { GraphMirror } from '../../src/model/graph/mirror';

/**
 * Largest |tfjs − own| of any node over a small batch, relative to the largest of the node's own values or 1. Throws where
 * the two ways through the mirror disagree, a shape is wrong or a tensor is left.
 */
export function mirrorDifference(graph: CheckedGraph, batch = 3): number {
  const before = memory().numTensors;
  const random = createRandom(7);
  const size = sizeOf(graph.input.shape);
  const inputs = Float32Array.from({ length: batch * size }, () => Math.fround(random.normal()));
  const own = Array.from({ length: batch }, (_, i) => evaluateGraph(graph, inputs.subarray(i * size, (i + 1) * size)));
  const mirror = new GraphMirror(graph);
  let largest = 0;
  tidy(() => {
    const x = tensor2d(inputs, [batch, size]);
    const values = mirror.values(x);
    for (const [name, tensor] of values) largest = Math.max(largest, nodeDifference(name, tensor, own, graph));
    const [outputs, again] = [mirror.outputs(x).dataSync(), (values.get(graph.output) as Tensor).dataSync()];
    if (outputs.some((value, i) => value !== again[i])) throw new Error('outputs() is not what values() has');
  });
  mirror.dispose();
  if (memory().numTensors !== before) throw new Error(`${memory().numTensors - before} tensors are left`);
  return largest;
}

function nodeDifference(
  name: string,
  tensor: Tensor,
  own: readonly Map<string, Float64Array>[],
  graph: CheckedGraph,
): number {
  const shape = graph.shapes.get(name) as readonly number[];
  if (tensor.shape.slice(1).join() !== shape.join()) throw new Error(`${name}: shape ${tensor.shape} for ${shape}`);
  const values = tensor.dataSync();
  const rows = tensor.shape[0] as number;
  let [most, scale] = [0, 1];
  for (let row = 0; row < rows; row++)
    (own[row]?.get(name) as Float64Array).forEach((value, i, all) => {
      const difference = Math.abs((values[row * all.length + i] as number) - value);
      if (!(difference <= most)) most = difference;
      scale = Math.max(scale, Math.abs(value));
    });
  return most / scale;
}
