/** Boundaries that all meet in one point: every part about it has them all, however small it is. */
import { describe, expect, it } from 'vitest';
import { checkGraph, type GraphNode, lowerGraph } from '../../../src/core/graph';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { certify, EngineError } from '../../../src/core/partition';
import { type CellComplex, edgeCount, faceCount, vertexCount } from '../../../src/core/partition/complex';
import type { PartLimits } from '../../../src/core/partition/tiles/partLimits';
import { TiledRun } from '../../../src/core/partition/tiles/tiledRun';
import { type Slice, square } from '../../../src/core/slice/slice';

const SIDE = 3;
const random = createRandom(5);
const normals = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());

/** Convolutions without biases: `layers` of 3 × 3 × 4 units. */
function unbiased(layers: number): Network {
  const nodes: GraphNode[] = [{ name: 'x', op: 'input', inputs: [], shape: [SIDE, SIDE, 1] }];
  for (let l = 0; l < layers; l++) {
    const inputs = [nodes.at(-1)?.name as string];
    const windows = {
      kernel: [3, 3],
      strides: [1, 1],
      pads: [1, 1, 1, 1],
      channels: 'last',
      dilations: [1, 1],
    } as const;
    const weights = normals(9 * 4 * (l === 0 ? 1 : 4));
    nodes.push({ name: `conv${l}`, op: 'conv', inputs, ...windows, groups: 1, filters: 4, weights });
    nodes.push({ name: `relu${l}`, op: 'activation', inputs: [`conv${l}`], activation: { name: 'relu' } });
  }
  const inputs = [nodes.at(-1)?.name as string];
  nodes.push({ name: 'mean', op: 'mean', inputs, axes: [0, 1], keep: false });
  nodes.push({ name: 'y', op: 'dense', inputs: ['mean'], units: 2, weights: normals(8) });
  return lowerGraph(checkGraph({ name: 'unbiased', nodes, output: 'y' }));
}

const unit = (vector: Float64Array): Float64Array => vector.map((value) => value / Math.hypot(...vector));
const slice: Slice = {
  origin: new Float64Array(SIDE * SIDE),
  e1: unit(normals(SIDE * SIDE)),
  e2: unit(normals(SIDE * SIDE)),
};

function cut(network: Network, limits: PartLimits): CellComplex {
  const run = new TiledRun(network, slice, square(1), { outputs: true }, limits);
  while (!run.advance(1000));
  return run.finish();
}

const FEW = { build: 12, walk: 4 };

describe('boundaries that meet in one point', () => {
  it('of one layer: twice as many cells as units, none lost', () => {
    const network = unbiased(1);
    const complex = cut(network, { ...FEW, most: 36 });
    expect([faceCount(complex), complex.merged, complex.undecided]).toEqual([2 * 36, 0, 0]);
    expect(vertexCount(complex) - edgeCount(complex) + faceCount(complex)).toBe(1);
  });

  it('of two layers: as without limits, and the certificate is clean', () => {
    const network = unbiased(2);
    const complex = cut(network, { ...FEW, most: 72 });
    expect(faceCount(complex)).toBe(faceCount(cut(network, { build: 768, walk: 96 })));
    const found = certify(network, slice, square(1), complex);
    expect([found.euler, found.codeMismatches, found.signViolations, found.merged]).toEqual([1, 0, 0, 0]);
  });

  it('are refused in words where they are more than may be', () => {
    const asked = (): CellComplex => cut(unbiased(1), { ...FEW, most: 16 });
    expect(asked).toThrow(EngineError);
    expect(asked).toThrow('more than 16 units change their piece within 1e-9 of the domain');
  });
});
