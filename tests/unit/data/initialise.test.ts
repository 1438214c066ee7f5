import { describe, expect, it } from 'vitest';
import { tentMap } from '../../../src/core/data/tentMap';
import { forward } from '../../../src/core/network';
import { flatWeights, weightCount, withWeights } from '../../../src/core/network/flatWeights';
import { type InitialiseSpec, initialiseNetwork, tentNetwork } from '../../../src/core/network/initialise';
import { partitionInterval } from '../../../src/core/partition';
import { denseLayer } from '../../support/denseLayers';
import { bitHash } from './hash';

const spec: InitialiseSpec = {
  name: 'x',
  widths: [2, 8, 8, 3],
  activation: { name: 'relu' },
  seed: 5,
  scheme: 'he',
  bias: 0.3,
};

const spread = (values: Float64Array): number => Math.sqrt(values.reduce((sum, w) => sum + w * w, 0) / values.length);

describe('initial weights', () => {
  it('have stored bits and are float32 values', () => {
    const flat = flatWeights(initialiseNetwork(spec));
    expect(bitHash(Float32Array.from(flat))).toBe('cbfd9a14');
    expect(flat.every((value) => Math.fround(value) === value)).toBe(true);
  });

  it('have the spread of their scheme', () => {
    const he = initialiseNetwork({ ...spec, widths: [200, 300, 10] });
    expect(spread(denseLayer(he.layers[0]).weights)).toBeCloseTo(Math.sqrt(2 / 200), 2);
    expect(spread(denseLayer(he.layers[1]).weights)).toBeCloseTo(Math.sqrt(2 / 310), 2);
    const glorot = initialiseNetwork({ ...spec, widths: [200, 300, 10], scheme: 'glorot' });
    expect(spread(denseLayer(glorot.layers[0]).weights)).toBeCloseTo(Math.sqrt(2 / 500), 2);
    expect(he.layers[0]?.bias.every((b) => Math.abs(b) <= 0.3)).toBe(true);
    expect(he.layers[1]?.bias.every((b) => b === 0)).toBe(true);
  });

  it('refuse widths that are none', () => {
    for (const width of [0, 1.5, Number.NaN, 1e9])
      expect(() => initialiseNetwork({ ...spec, widths: [2, width, 1] })).toThrow(RangeError);
  });

  it('go through the flat form and back unchanged', () => {
    const network = initialiseNetwork(spec);
    const flat = flatWeights(network);
    expect(flat.length).toBe(weightCount(network));
    expect(withWeights(network, flat)).toEqual(network);
    expect(() => withWeights(network, flat.subarray(1))).toThrow(RangeError);
  });
});

describe('tent-map network', () => {
  it.each([1, 2, 5, 8])('of depth %i is the tent map, exactly, with 2^depth pieces', (depth) => {
    const network = tentNetwork(depth);
    for (let i = 0; i <= 4096; i++) expect(forward(network, [i / 4096])[0]).toBe(tentMap(i / 4096, depth));
    const slice = { origin: new Float64Array(1), e1: Float64Array.of(1), e2: new Float64Array(1) };
    const { vertices } = partitionInterval(network, slice, [0, 1]);
    expect([...vertices]).toEqual(Array.from({ length: 2 ** depth + 1 }, (_, k) => k / 2 ** depth));
  });
});

describe('an activation for each hidden layer', () => {
  it('leaves every weight as it is, bit for bit', () => {
    const one = initialiseNetwork(spec);
    const each = initialiseNetwork({ ...spec, activation: [{ name: 'abs' }, { name: 'leakyRelu', alpha: 0.2 }] });
    expect(flatWeights(each)).toEqual(flatWeights(one));
    expect(each.layers.map(({ activation }) => activation.name)).toEqual(['abs', 'leakyRelu', 'identity']);
  });

  it('must be as many as there are hidden layers', () => {
    for (const activation of [[], [{ name: 'relu' }], [{ name: 'relu' }, { name: 'relu' }, { name: 'relu' }]] as const)
      expect(() => initialiseNetwork({ ...spec, activation })).toThrow(RangeError);
  });
});
