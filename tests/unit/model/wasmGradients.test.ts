import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  engine,
  env,
  memory,
  mul,
  setBackend,
  sum,
  type Tensor1D,
  tensor1d,
  tensor2d,
  tidy,
  valueAndGrads,
} from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CheckedGraph, checkGraph, sizeOf } from '../../../src/core/graph';
import { flatParameters, graphParameters } from '../../../src/core/graph/parameters';
import { isExact, roleOf } from '../../../src/core/graph/roles';
import { createRandom } from '../../../src/core/math/random';
import { graphTrainable } from '../../../src/model/graphTrainable';
import { registerWasmGradients } from '../../../src/model/wasmGradients';
import { OP_GRAPHS } from '../../support/opGraphs';

const CASES = [...OP_GRAPHS].filter(([, { nodes }]) => nodes.every((node) => isExact(roleOf(node))));

beforeAll(async () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'));
  setWasmPaths(`${join(folder, 'dist')}/`);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  registerWasmGradients();
  await setBackend('cpu');
  expect(await setBackend('wasm')).toBe(true);
});

/** A node of scale in front whose factors are trained through a batch norm: what the op takes has a gradient, too. */
function behindNorm(graph: CheckedGraph): CheckedGraph {
  const { input, nodes, output, name } = graph;
  const channels = input.shape[input.shape.length - 1] as number;
  const filled = (value: number): Float64Array => new Float64Array(channels).fill(value);
  return checkGraph({
    name,
    nodes: [
      { ...input, name: 'input' },
      {
        name: input.name,
        op: 'batchNorm',
        inputs: ['input'],
        axis: input.shape.length - 1,
        gamma: filled(1.5),
        beta: filled(0.25),
        mean: filled(0),
        variance: filled(1),
        epsilon: 1e-3,
      },
      ...nodes.filter((node) => node !== input),
    ],
    output,
  });
}

/** The gradient of a weighted sum of the outputs by all that is trained. */
function gradient(graph: CheckedGraph): Float32Array {
  const parameters = graphParameters(graph);
  const size = sizeOf(graph.input.shape);
  const outputs = sizeOf(graph.shapes.get(graph.output) as readonly number[]);
  const random = createRandom(3);
  const inputs = Float32Array.from({ length: 2 * size }, () => random.normal());
  const factors = Float32Array.from({ length: 2 * outputs }, () => random.normal());
  const trainable = graphTrainable({ name: '', inputSize: size, outputSize: outputs, layers: [], graph });
  const values = tidy(() => {
    const { grads } = valueAndGrads((vector) => {
      const made = trainable.outputs(trainable.parts(vector as Tensor1D), [], tensor2d(inputs, [2, size]));
      return sum(mul(made, tensor2d(factors, [2, outputs])));
    })([tensor1d(flatParameters(parameters))]);
    return (grads[0] as Tensor1D).dataSync().slice() as Float32Array;
  });
  trainable.dispose();
  return values;
}

describe('gradients on the wasm backend', () => {
  it.each(CASES)('are those of plain JavaScript: %s', async (_, graph) => {
    const behind = behindNorm(graph);
    await setBackend('cpu');
    const expected = gradient(behind);
    await setBackend('wasm');
    const before = memory().numTensors;
    const held = engine().findBackend('cpu').numDataIds();
    const found = gradient(behind);
    expect(memory().numTensors).toBe(before);
    expect(engine().findBackend('cpu').numDataIds()).toBe(held);
    const scale = Math.max(1, ...expected.map(Math.abs));
    for (const [i, value] of expected.entries())
      expect(Math.abs(value - (found[i] as number)), `${i}`).toBeLessThan(1e-5 * scale);
  });
});
