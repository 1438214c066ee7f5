import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { permutedNetwork } from '../../../src/core/graph/permuted';
import type { Network } from '../../../src/core/network';
import { clampedPiece, FREE, holdUnits } from '../../../src/core/network/held';
import { untrainedDraw, untrainedNetwork } from '../../../src/state/untrained';
import { networksOf } from '../../../src/workers/classDensityNetworks';
import { seededNetwork } from '../../support/build';
import { randomGraph } from '../../support/graphs';

/** Unit 0 of each layer that has gates of its own is off. */
function clamped(network: Network): Network {
  const held = network.layers.map((layer) =>
    layer.activation.name === 'relu' && (layer.held?.[0] ?? FREE) === FREE && !layer.contest
      ? [[0, clampedPiece(layer, 'off')] as const]
      : [],
  );
  return { ...network, layers: holdUnits(network.layers, held) };
}

describe('networks that the worker makes', () => {
  it('are those that the page would make, with the clamps of the one in force', () => {
    let clamps = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const network = lowerGraph(randomGraph(seed));
      const recipe = { origin: 'imported', seed: 1 } as unknown as Parameters<typeof untrainedDraw>[1];
      const draw = untrainedDraw(network, recipe);
      if (!draw) continue;
      const first = clamped(network);
      clamps += first.layers.filter((layer, l) => layer !== network.layers[l]).length;
      const [own, untrained, permuted] = networksOf({
        networks: [first, { kind: 'drawn', ...draw }, { kind: 'permuted', seed: 7 }],
      });
      expect(own).toBe(first);
      expect(untrained).toEqual(clamped(untrainedNetwork(network, recipe, null).network));
      expect(permuted).toEqual(clamped(permutedNetwork(network, 7)));
    }
    expect(clamps).toBeGreaterThan(5);
  });

  it('need the graph of the first one, if its weights are drawn', () => {
    const chain = seededNetwork([2, 5, 2], 3);
    const draw = { kind: 'drawn', seed: 1, bias: 0.4 } as const;
    expect(() => networksOf({ networks: [chain, draw] })).toThrow('for a graph alone');
    expect(() => networksOf({ networks: [draw] })).toThrow('the first network');
    expect(networksOf({ networks: [chain, { kind: 'permuted', seed: 2 }] })[1]).toEqual(permutedNetwork(chain, 2));
  });
});
