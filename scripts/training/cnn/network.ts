import type { Graph } from '../../../src/core/graph/types';
import { exp, log } from '../../../src/core/math/elementary';
import { createRandom } from '../../../src/core/math/random';
import { f64 } from '../../../src/core/math/typed';
import { batchNorm } from './batchNorm';
import { convolution } from './convolution';
import { entriesOf, inputNode, type TrainingNode } from './node';
import { maxPool, readOut, relu, sum } from './units';

/** A network that is trained in batches of up to `batch` pictures. */
export interface Cnn {
  readonly batch: number;
  readonly input: TrainingNode;
  /** The scores of the classes. */
  readonly output: TrainingNode;
  /** In an order in which each node follows what it takes. */
  readonly nodes: readonly TrainingNode[];
}

export interface CnnShape {
  /** Width and height of the pictures: a multiple of four. */
  readonly size: number;
  readonly filters: number;
  readonly classes: number;
}

/**
 * Convolution, batch norm, ReLU, max-pool; then the same convolution block once more with its input added to it, max-pool, and
 * an affine read-out.
 */
export function residualCnn({ size, filters, classes }: CnnShape, batch: number, seed: number): Cnn {
  const random = createRandom(seed);
  const input = inputNode('picture', { height: size, width: size, channels: 1 }, batch);
  const nodes: TrainingNode[] = [input];
  const add = <N extends TrainingNode>(node: N): N => {
    nodes.push(node);
    return node;
  };
  const block = (n: number, from: TrainingNode): TrainingNode => {
    const conv = add(convolution(`conv${n}`, from, filters, batch, random));
    return add(relu(`relu${n}`, add(batchNorm(`norm${n}`, conv, batch)), batch));
  };
  const first = add(maxPool('pool1', block(1, input), batch));
  const skip = add(sum('skip', [first, block(2, first)], batch));
  const second = add(maxPool('pool2', skip, batch));
  const output = add(readOut('scores', second, classes, batch, random));
  return { batch, input, output, nodes };
}

/** The network as it is in inference, with weights rounded to float32. */
export const graphOfCnn = (name: string, { nodes, output }: Cnn): Graph => ({
  name,
  nodes: nodes.flatMap((node) => node.toGraph()),
  output: output.name,
});

/** Scores for the `count` pictures in the input node: a view that the next call overwrites. */
export function scoresFor({ nodes, output }: Cnn, count: number, learn = false): Float64Array {
  for (const node of nodes) node.forward(count, learn);
  return output.values.subarray(0, count * entriesOf(output));
}

/** Softmax cross-entropy of one picture's scores, and its derivative into `delta`. */
function crossEntropy(scores: Float64Array, target: number, delta: Float64Array): number {
  const largest = scores.reduce((a, b) => Math.max(a, b));
  const powers = scores.map((score) => exp(score - largest));
  const total = powers.reduce((a, b) => a + b);
  for (let j = 0; j < scores.length; j++) delta[j] = f64(powers, j) / total - Number(j === target);
  return largest + log(total) - f64(scores, target);
}

/** Sets the gradients to those of the batch's mean loss; returns that loss. `targets`: classes of the pictures in the input node. */
export function batchGradient(cnn: Cnn, targets: ArrayLike<number>): number {
  const count = targets.length;
  const { nodes, output } = cnn;
  for (const { delta, parameters } of nodes) {
    delta.fill(0);
    for (const { gradient } of parameters) gradient.fill(0);
  }
  const scores = scoresFor(cnn, count, true);
  const classes = output.channels;
  let loss = 0;
  for (let n = 0; n < count; n++) {
    const part = (array: Float64Array) => array.subarray(n * classes, (n + 1) * classes);
    loss += crossEntropy(part(scores), targets[n] as number, part(output.delta));
  }
  for (let i = 0; i < count * classes; i++) output.delta[i] = f64(output.delta, i) / count;
  for (const node of nodes.toReversed()) node.backward(count);
  return loss / count;
}
