import { describe, expect, it } from 'vitest';
import { graphOutput, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import { forward, localAffineMap, splineCode } from '../../../src/core/network';
import { applyMap } from '../../../src/core/network/localMap';
import { randomGraph } from '../../support/graphs';

const inputs = (seed: number, size: number, count = 5): Float64Array[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Float64Array.from({ length: size }, () => random.normal()));
};

const near = (a: Float64Array, b: Float64Array): void => {
  expect(a.length).toBe(b.length);
  const scale = Math.max(1, ...a.map(Math.abs), ...b.map(Math.abs));
  for (const [i, value] of a.entries()) expect(Math.abs(value - (b[i] as number)) / scale).toBeLessThan(1e-11);
};

describe('the chain of layers of a graph', () => {
  it('computes what the graph computes', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const graph = randomGraph(seed);
      const network = lowerGraph(graph);
      for (const x of inputs(seed, network.inputSize)) near(forward(network, x), graphOutput(graph, x));
    }
  });

  it('has the map of its code at every input', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const network = lowerGraph(randomGraph(seed));
      for (const x of inputs(seed, network.inputSize))
        near(applyMap(localAffineMap(network, splineCode(network, x)), x), forward(network, x));
    }
  });
});
