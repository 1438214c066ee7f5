import { setBackend, tensor2d, tidy } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkGraph } from '../../../src/core/graph';
import { GraphMirror } from '../../../src/model/graph/mirror';
import { randomGraph } from '../../support/graphs';
import { holds } from '../../support/holds';
import { mirrorDifference } from '../../support/mirrorDifference';
import { OP_GRAPHS } from '../../support/opGraphs';

beforeAll(async () => {
  await setBackend('cpu');
});

describe("tfjs's mirror of a graph", () => {
  it.each([...OP_GRAPHS.keys()])('has the values of every node: %s', (name) => {
    expect(mirrorDifference(OP_GRAPHS.get(name) as never)).toBeLessThan(1e-5);
  });

  it('has the values of every node of random graphs', () => {
    holds(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        expect(mirrorDifference(randomGraph(seed))).toBeLessThan(1e-4);
      }),
      3,
      60,
    );
  });

  it('names the node whose op it does not compute, and frees what it had put on the backend', () => {
    const graph = {
      name: '',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [2] },
        { op: 'unknown', name: 'odd', inputs: ['x'], type: 'FFT' },
      ],
      output: 'odd',
    } as const;
    expect(() => new GraphMirror(checkGraph(graph))).toThrow('an op of type unknown is not computed');
  });

  it('gives 0 where a window of max-pooling lies outside altogether', () => {
    const graph = checkGraph({
      name: '',
      nodes: [
        { op: 'input', name: 'x', inputs: [], shape: [2, 1] },
        {
          op: 'maxPool',
          name: 'y',
          inputs: ['x'],
          kernel: [1],
          strides: [1],
          pads: [1, 0],
          dilations: [1],
          channels: 'last',
        },
      ],
      output: 'y',
    });
    const values = tidy(() => [...new GraphMirror(graph).outputs(tensor2d([[3, -4]])).dataSync()]);
    expect(values.map((v) => v + 0)).toEqual([0, 3, -4]);
  });
});
