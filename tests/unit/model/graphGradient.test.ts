import { memory, mul, setBackend, sum, type Tensor1D, tensor1d, tensor2d, tidy, valueAndGrads } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CheckedGraph,
  checkGraph,
  type Graph,
  type GraphNode,
  graphOutput,
  sizeOf,
} from '../../../src/core/graph';
import { lowerGraph } from '../../../src/core/graph/lower';
import { flatParameters, graphParameters, trainedNetwork, withParameters } from '../../../src/core/graph/parameters';
import { isExact, roleOf } from '../../../src/core/graph/roles';
import { createRandom } from '../../../src/core/math/random';
import { forward } from '../../../src/core/network';
import { graphTrainable } from '../../../src/model/graphTrainable';
import { OP_GRAPHS } from '../../support/opGraphs';

/** Every op that the exact engine takes, behind a dense node, so that its gradient by what it takes counts, too. */
const CASES = [...OP_GRAPHS].filter(([, { nodes }]) => nodes.every((node) => isExact(roleOf(node))));

function behindDense({ name, nodes, output, input }: CheckedGraph): CheckedGraph {
  const random = createRandom(name.length);
  const last = input.shape[input.shape.length - 1] as number;
  const normals = (size: number): Float64Array =>
    Float64Array.from({ length: size }, () => Math.fround(0.6 * random.normal()));
  const front: GraphNode[] = [
    { ...input, name: 'input' },
    { name: 'x', op: 'dense', inputs: ['input'], units: last, weights: normals(last * last), bias: normals(last) },
  ];
  return checkGraph({ name, nodes: [...front, ...nodes.filter((node) => node !== input)], output });
}

/** With parameters that are float32 values. */
function rounded(graph: CheckedGraph): CheckedGraph {
  const parameters = graphParameters(graph);
  return checkGraph({ ...graph, nodes: withParameters(graph.nodes, parameters, flatParameters(parameters)) });
}

const INPUTS = 3;

/** Gradient of Σ coefficients · outputs over some inputs by the vector of what is trained: tfjs's, and by differences. */
function gradients(graph: CheckedGraph): { tfjs: Float32Array; exact: (at: number) => number; count: number } {
  const size = sizeOf(graph.input.shape);
  const outputs = sizeOf(graph.shapes.get(graph.output) as readonly number[]);
  const random = createRandom(11);
  const inputs = Float32Array.from({ length: INPUTS * size }, () => 3 * random.normal());
  const coefficients = Float32Array.from({ length: INPUTS * outputs }, () => random.normal());
  const parameters = graphParameters(graph);
  const flat = flatParameters(parameters);
  const sumAt = (vector: ArrayLike<number>): number => {
    const moved = checkGraph({ ...graph, nodes: withParameters(graph.nodes, parameters, vector) });
    let total = 0;
    for (let i = 0; i < INPUTS; i++)
      for (const [k, value] of graphOutput(moved, inputs.subarray(i * size, (i + 1) * size)).entries())
        total += value * (coefficients[i * outputs + k] as number);
    return total;
  };
  const network = { name: '', inputSize: size, outputSize: outputs, layers: [], graph };
  const trainable = graphTrainable(network);
  const tfjs = tidy(() => {
    const { grads } = valueAndGrads((vector) => {
      const made = trainable.outputs(trainable.parts(vector as Tensor1D), [], tensor2d(inputs, [INPUTS, size]));
      return sum(mul(made, tensor2d(coefficients, [INPUTS, outputs])));
    })([tensor1d(flat)]);
    return (grads[0] as Tensor1D).dataSync() as Float32Array;
  });
  trainable.dispose();
  const exact = (at: number): number => {
    const step = 1e-6;
    const [up, down] = [step, -step].map((d) => sumAt(Float64Array.from(flat, (w, i) => (i === at ? w + d : w))));
    return ((up as number) - (down as number)) / (2 * step);
  };
  return { tfjs, exact, count: flat.length };
}

function expectGradient(graph: CheckedGraph): void {
  const { tfjs, exact, count } = gradients(rounded(graph));
  expect(tfjs.length).toBe(count);
  const expected = Float64Array.from({ length: count }, (_, i) => exact(i));
  const scale = Math.max(1, ...expected.map(Math.abs));
  for (const [i, value] of expected.entries())
    expect(Math.abs(value - (tfjs[i] as number)), `parameter ${i}: ${tfjs[i]} for ${value}`).toBeLessThan(2e-4 * scale);
  expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1e-3);
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('gradients of a graph', () => {
  it.each(CASES)('are those of differences, in float64: %s', (_, graph) => {
    const before = memory().numTensors;
    expectGradient(behindDense(graph));
    expect(memory().numTensors).toBe(before);
  });

  it('are there for every op that has parameters to train', () => {
    const ops = new Set(
      CASES.flatMap(([, graph]) => graphParameters(behindDense(graph)).map(({ op, key }) => `${op} ${key}`)),
    );
    expect([...ops].sort()).toEqual([
      'batchNorm beta',
      'batchNorm gamma',
      'conv bias',
      'conv weights',
      'convTranspose bias',
      'convTranspose weights',
      'dense bias',
      'dense weights',
      'prelu slopes',
      'scale factors',
      'scale offsets',
    ]);
  });
});

/** A layer that is applied twice, and a node that two others take. */
const SHARED: Graph = {
  name: 'shared',
  nodes: [
    { name: 'x', op: 'input', inputs: [], shape: [2] },
    {
      name: 'a',
      op: 'dense',
      inputs: ['x'],
      units: 2,
      weights: Float64Array.of(0.5, -1, 0.25, 2),
      bias: Float64Array.of(0.5, 1),
    },
    { name: 'r', op: 'activation', inputs: ['a'], activation: { name: 'abs' } },
    {
      name: 'b',
      op: 'dense',
      inputs: ['r'],
      units: 2,
      weights: Float64Array.of(0.5, -1, 0.25, 2),
      bias: Float64Array.of(0.5, 1),
    },
    { name: 'y', op: 'add', inputs: ['r', 'b'] },
  ],
  output: 'y',
};

describe('weights that two nodes share', () => {
  it('are one part of the vector, and their gradient is the sum of both', () => {
    const graph = checkGraph(SHARED);
    expect(flatParameters(graphParameters(graph))).toHaveLength(6);
    expectGradient(graph);
  });

  it('stay the same when they are trained, also as copies', () => {
    const network = trainedNetwork(lowerGraph(checkGraph(SHARED)), [1, 2, 3, 4, 5, 6]);
    const [a, b] = ['a', 'b'].map((name) => network.graph?.nodes.find((node) => node.name === name));
    expect(a).toMatchObject({ weights: Float64Array.of(1, 2, 3, 4), bias: Float64Array.of(5, 6) });
    expect(b).toMatchObject({ weights: Float64Array.of(1, 2, 3, 4), bias: Float64Array.of(5, 6) });
    expect(flatParameters(graphParameters(network.graph as Graph))).toHaveLength(6);
    // |1 + 2·2 + 5| = 10, |3 + 8 + 6| = 17.
    expect([...forward(network, [1, 2])]).toEqual([10 + 10 + 34 + 5, 17 + 30 + 68 + 6]);
  });
});
