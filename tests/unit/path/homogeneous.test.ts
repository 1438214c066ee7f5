import { describe, expect, it } from 'vitest';
import { isHomogeneous, walkScaling } from '../../../src/core/path';
import { seededNetwork } from '../../support/build';

const x = [0.7, -1.2, 0.4];
const sizes = [3, 8, 8, 8, 2];

describe('whether a ray from 0 crosses anything', () => {
  it('is no where every unit bends at 0 and has no bias: the walk finds nothing', () => {
    for (const name of ['relu', 'leakyRelu', 'abs'] as const) {
      const bare = seededNetwork(sizes, 4, { name }, 0);
      expect(isHomogeneous(bare)).toBe(true);
      expect(walkScaling(bare, x, 0).scales).toHaveLength(0);
    }
  });

  it('is not said where a bias or a threshold is not 0: the walk finds some', () => {
    for (const network of [seededNetwork(sizes, 4), seededNetwork(sizes, 4, { name: 'hardTanh' }, 0)]) {
      expect(isHomogeneous(network)).toBe(false);
      expect(walkScaling(network, x, 0).scales.length).toBeGreaterThan(0);
    }
  });

  it('does not depend on the read-out’s bias', () => {
    const bare = seededNetwork(sizes, 4, { name: 'relu' }, 0);
    const layers = bare.layers.map((layer, l) => (l === 3 ? { ...layer, bias: Float64Array.of(5, -1) } : layer));
    expect(isHomogeneous({ ...bare, layers })).toBe(true);
    expect(walkScaling({ ...bare, layers }, x, 0).scales).toHaveLength(0);
  });
});
