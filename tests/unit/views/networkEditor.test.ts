import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cost } from '../../../src/core/network/cost';
import { initialiseNetwork } from '../../../src/core/network/initialise';
import {
  activationText,
  careFor,
  consideredText,
  polytopesText,
  presentText,
  roughly,
  warningText,
} from '../../../src/views/network/costText';
import { plainest, sliderReach, sourceName, unitWeights } from '../../../src/views/network/unitWeights';
import { denseLayer, denseLayersOf } from '../../support/denseLayers';
import { holds } from '../../support/holds';
import { opened } from '../state/support';

const cost = (polytopes: number, seconds: number): Cost => ({
  weights: 10,
  gatedUnits: 3,
  polytopes,
  seconds,
  most: 1e9,
});

describe('the cost of a change in words', () => {
  it('rounds what is only an estimate', () => {
    expect([7, 99, 123, 4567, 1_234_567].map(roughly)).toEqual(['7', '99', '120', '4,600', '1,200,000']);
    expect(roughly(Infinity)).toBe('∞');
    expect(polytopesText(cost(4567, 0.02))).toBe('≈ 4,600 polytopes');
    expect(polytopesText(cost(45670, 1.234))).toBe('≈ 46,000 polytopes, 1 s');
  });

  it('follows small changes, waits with large ones, and asks before very large ones', () => {
    expect(careFor(cost(2000, 0.05))).toBe('live');
    expect(careFor(cost(30_000, 0.05))).toBe('late');
    expect(careFor(cost(2000, 1))).toBe('late');
    expect(careFor(cost(200_000, 1))).toBe('ask');
    expect(careFor(cost(30_000, 9))).toBe('ask');
    expect(warningText(cost(2000, 0.05))).toBeNull();
    expect(warningText(cost(30_000, 1))).toBe(
      'About 30,000 polytopes, 1 s of work: the picture follows when you let go.',
    );
    expect(warningText(cost(410_000, 12))).toBe(
      'About 410,000 polytopes, 12 s of work, and a picture that moves slowly.',
    );
  });

  it('says what there is, and what there would be', async () => {
    const bench = await opened('moons');
    const state = bench.controller.store.getState();
    const { recipe } = bench.session();
    const faces = (await bench.api.partition()).faces;
    expect(presentText(state)).toBe(`337 weights, 32 gated units, ${faces} polytopes`);
    const [first, second] = recipe.layers;
    if (!first || !second) throw new Error('two layers');
    const wide = consideredText('Wider', { ...recipe, layers: [{ ...first, size: 20 }, second] }, state);
    expect(wide).toMatch(/^Wider: 413 weights, 36 gated units, ≈ \d+ polytopes$/);
    const linear = consideredText('None', { ...recipe, layers: [] }, state);
    expect(linear).toBe('None: 3 weights, 0 gated units, ≈ 1 polytope');
    expect(activationText(recipe, 0, state)).toMatch(
      /^Polytopes: ReLU, leaky ReLU, abs, ReLU6, smooth ones ≈ \d+; hard tanh ≈ \d+; linear ≈ \d+$/,
    );
  });
});

describe("a unit's table", () => {
  const network = initialiseNetwork({
    name: 'x',
    widths: [2, 5, 3],
    activation: { name: 'relu' },
    seed: 2,
    scheme: 'he',
    bias: 0.5,
  });

  it('holds the weights that lead to the unit, by the names of where they come from', () => {
    const [first, second] = denseLayersOf(network);
    expect(unitWeights(network, { layer: 1, unit: 4 })).toEqual({
      weights: [first?.weights[8], first?.weights[9]],
      bias: first?.bias[4],
    });
    expect(unitWeights(network, { layer: 2, unit: 1 })?.weights).toEqual([...(second?.weights.subarray(5, 10) ?? [])]);
    expect(unitWeights(network, { layer: 2, unit: 3 })).toBeNull();
    expect(unitWeights(network, { layer: 3, unit: 0 })).toBeNull();
    expect([sourceName(1, 0), sourceName(2, 3)]).toEqual(['x₁', 'L1·3']);
  });

  it('has sliders that reach further than any weight of the layer, in round numbers', () => {
    for (const layer of [1, 2]) {
      const reach = sliderReach(network, layer);
      const dense = denseLayer(network.layers[layer - 1]);
      const largest = Math.max(...[...dense.weights, ...dense.bias].map(Math.abs));
      expect(reach).toBeGreaterThanOrEqual(1.5 * largest);
      expect(reach).toBeLessThan(5 * largest);
      expect([1, 2, 5]).toContain(Number((reach / 10 ** Math.floor(Math.log10(reach))).toFixed(6)));
    }
  });

  it('writes a float32 with as few digits as give it back', () => {
    expect(plainest(Math.fround(0.1))).toBe(0.1);
    expect(plainest(Math.fround(-1.5))).toBe(-1.5);
    expect(plainest(0.1)).toBe(0.1);
    holds(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(plainest(value)) + 0).toBe(value + 0);
      }),
      418,
      100,
    );
  });
});
