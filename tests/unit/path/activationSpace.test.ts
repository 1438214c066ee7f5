import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/core/math/random';
import type { Network } from '../../../src/core/network';
import { hiddenActivation } from '../../../src/core/network/activations';
import { EngineError } from '../../../src/core/partition';
import { angleBetween, lookAtScales, walkActivations, walkPath, walkScaling } from '../../../src/core/path';
import { seededNetwork } from '../../support/build';
import { expectGoodWalk, forwardEntries, listed, pieceCount } from '../../support/paths';

const network = seededNetwork([4, 10, 12, 9, 3], 5);
const [a, b] = [
  [1, -1, 0.5, 2],
  [-2, 0.25, 1, -1],
] as const;

/** Of layer 3, when the activation of layer 1 at `a` is scaled. */
function anglesAt(of: Network, scales: readonly number[]): Float64Array {
  const looks = [...lookAtScales(of, a, 1, Float64Array.from(scales))];
  return looks.at(-1)?.angles[1] as Float64Array;
}

describe('paths through activations', () => {
  it.each([1, 2, 3])('of layer %i cross units of the layers after it only', (layer) => {
    const { walk, tail, vertices } = walkActivations(network, a, b, layer);
    expect(tail.layers).toEqual(network.layers.slice(layer));
    expectGoodWalk(
      tail,
      vertices.map((v) => [...v]),
      walk,
    );
    expect(walk.layout.layersBefore).toBe(layer);
    // The ends' codes are those of the inputs themselves, layers after `layer`.
    const input = walkPath(network, [a, b]);
    const [start, end] = [a, b].map((x) => forwardEntries(network, x, input).slice(layer));
    expect(forwardEntries(tail, [...vertices[0]], walk)).toEqual(start);
    expect(forwardEntries(tail, [...vertices[1]], walk)).toEqual(end);
    if (layer < 3) expect(pieceCount(walk)).toBeGreaterThan(1);
  });

  it('of layer 0 are paths of the inputs', () => {
    expect(listed(walkActivations(network, a, b, 0).walk)).toEqual(listed(walkPath(network, [a, b])));
  });

  it('refuses a layer that has none after it', () => {
    expect(() => walkActivations(network, a, b, 4)).toThrow(EngineError);
  });
});

describe('scaling an activation', () => {
  it('lists every k at which a later unit changes: codes on both sides of each', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const random = createRandom(seed);
      const x = Array.from({ length: 4 }, random.normal);
      const { walk, tail, scales } = walkScaling(network, x, 1);
      const h = hiddenActivation(network, x, 1);
      const code = (k: number) => JSON.stringify(forwardEntries(tail, [...h.map((v) => k * v)], walk));
      const changes = new Set(scales);
      for (const k of changes) expect(code(k - 1e-8)).not.toBe(code(k + 1e-8));
      let [count, before] = [0, code(1e-9)];
      for (let i = 1; i <= 4000; i++) {
        const now = code(Math.min((i * 8) / 4000, 8 - 1e-9));
        if (now !== before) count++;
        before = now;
      }
      expect(count).toBeLessThanOrEqual(changes.size);
      if (changes.size === 0) expect(count).toBe(0);
      else expect(count).toBeGreaterThan(0);
    }
  });

  it('crosses nothing without biases, where angles stay 0', () => {
    const bare = seededNetwork([4, 10, 10, 10, 2], 3, { name: 'relu' }, 0);
    expect(listed(walkScaling(bare, a, 1).walk)).toEqual([]);
    const [zero, ...angles] = anglesAt(bare, [0, 0.5, 1, 2, 8]);
    for (const angle of angles) expect(angle).toBeLessThan(1e-14);
    expect(zero).toBeNaN();
  });

  it('gives the angle between a later activation at k and at 1', () => {
    const h = hiddenActivation(network, a, 1);
    const { tail } = walkScaling(network, a, 1);
    const [first = 0, same = 1] = anglesAt(network, [4, 1]);
    const scaled = hiddenActivation(
      tail,
      h.map((v) => 4 * v),
      2,
    );
    expect(first).toBe(angleBetween(scaled, hiddenActivation(network, a, 3)));
    expect(first).toBeGreaterThan(0.01);
    expect(same).toBe(0);
  });
});
