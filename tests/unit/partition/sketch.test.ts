import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graphOutput, lowerGraph } from '../../../src/core/graph';
import { planGraph } from '../../../src/core/graph/onSlice';
import { createRandom } from '../../../src/core/math/random';
import { forward, tailNetwork } from '../../../src/core/network';
import { clampedPiece, FREE } from '../../../src/core/network/held';
import { groundOf, outputsOnSlice, Sampling } from '../../../src/core/partition/sketch';
import { type Polygon, pointInInput, type Slice } from '../../../src/core/slice/slice';
import { randomGraph } from '../../support/graphs';
import { holds } from '../../support/holds';
import { OP_GRAPHS } from '../../support/opGraphs';

function sliceOf(inputs: number, seed: number): Slice {
  const random = createRandom(seed);
  const draw = (): Float64Array => Float64Array.from({ length: inputs }, () => random.normal());
  return { origin: draw(), e1: draw(), e2: draw() };
}

const expectClose = (found: ArrayLike<number>, expected: ArrayLike<number>): void => {
  expect(found.length).toBe(expected.length);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  for (const [i, value] of Array.from(expected).entries())
    expect(Math.abs((found[i] as number) - value)).toBeLessThan(1e-11 * scale);
};

const PLACES = [
  [0, 0],
  [0.7, -0.4],
  [-1.5, 2],
] as const;

describe('outputs on a slice', () => {
  it('are those of the graph at each place, for random graphs', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const graph = randomGraph(seed);
        const network = lowerGraph(graph);
        const slice = sliceOf(network.inputSize, seed);
        const at = outputsOnSlice(network, slice);
        for (const place of PLACES) expectClose(at(place[0], place[1]), graphOutput(graph, pointInInput(slice, place)));
      }),
      5,
      60,
    );
  });

  it('are those of the graph for every op that the engine takes, and none where it does not', () => {
    const planned = [...OP_GRAPHS].filter(([name, graph]) => {
      const smooth = /gelu|swish|softplus|sigmoid|tanh$|tanh \d/.test(name) && !name.includes('hardTanh');
      const plan = planGraph(graph);
      if (!plan || smooth) return false;
      const slice = sliceOf(
        graph.input.shape.reduce((a, b) => a * b, 1),
        3,
      );
      const at = plan(slice);
      for (const place of PLACES) expectClose(at(place[0], place[1]), graphOutput(graph, pointInInput(slice, place)));
      return true;
    });
    expect(planned.length).toBeGreaterThan(60);
    for (const name of ['softmax', 'layerNorm', 'multiply', 'argMax', 'function exp'])
      expect(planGraph(OP_GRAPHS.get(name) as never)).toBeNull();
  });

  it('are those of the layers for a tail, and with a unit clamped', () => {
    const network = lowerGraph(randomGraph(21));
    const tail = tailNetwork(network, 2);
    const slice = sliceOf(tail.inputSize, 4);
    expectClose(outputsOnSlice(tail, slice)(0.3, 0.2), forward(tail, pointInInput(slice, [0.3, 0.2])));
    const layers = network.layers.map((layer, l) => {
      if (l > 0) return layer;
      const held = layer.held?.slice() ?? new Int8Array(layer.outputSize).fill(FREE);
      held.fill(clampedPiece(layer, 'on'), 0, layer.gated ?? layer.outputSize);
      return { ...layer, held };
    });
    const clamped = { ...network, layers };
    const own = sliceOf(network.inputSize, 6);
    const x = pointInInput(own, [0.3, 0.2]);
    expectClose(outputsOnSlice(clamped, own)(0.3, 0.2), forward(clamped, x));
    expect(Array.from(forward(clamped, x))).not.toEqual(Array.from(forward(network, x)));
  });
});

describe('a sampling', () => {
  const domain: Polygon = [
    [-1, 0],
    [3, 0],
    [1, 2],
  ];

  it('has the outputs at the centres of its places, from the top row', () => {
    const sampling = new Sampling((p, q) => Float64Array.of(p, q), domain, 8);
    let rows = 1;
    while (!sampling.advance()) rows++;
    const { width, height, from, to, outputs } = sampling.sketch;
    expect([width, height, rows, from, to]).toEqual([8, 4, 4, [-1, 0], [3, 2]]);
    expect([...outputs.slice(0, 4)]).toEqual([-0.75, 1.75, -0.25, 1.75]);
    expect([...outputs.slice(-2)]).toEqual([2.75, 0.25]);
  });

  it('lies on the domain as one face', () => {
    const ground = groundOf(domain);
    expect(ground.areas.length).toBe(1);
    expect(ground.areas[0]).toBeCloseTo(4, 12);
  });
});
