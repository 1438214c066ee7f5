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
    for (const [name, tensor] of values) {
      const difference = nodeDifference(name, tensor, own, graph);
      if (!(difference <= largest)) largest = difference;
    }
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
  // A constant has one row for all of the batch.
  const expected = own.slice(0, tensor.shape[0]).flatMap((row) => [...(row.get(name) as Float64Array)]);
  // Not Math.max of the differences alone: a NaN must show.
  const most = expected.reduce((largest, value, i) => {
    const difference = Math.abs((values[i] as number) - value);
    return difference <= largest ? largest : difference;
  }, 0);
  return most / expected.reduce((scale, value) => Math.max(scale, Math.abs(value)), 1);
}
