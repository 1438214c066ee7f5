import { expect, it } from 'vitest';
import { type DenseLayer, permuteWeights } from '../../../src/core/network';
import { seededNetwork } from '../../support/build';
import { denseLayersOf } from '../../support/denseLayers';

const network = seededNetwork([3, 20, 20, 2], 1, { name: 'abs' });

it('keeps the values of every layer in another order, the same for the same seed', () => {
  const permuted = permuteWeights(network, 5);
  expect([permuted.inputSize, permuted.outputSize]).toEqual([3, 2]);
  denseLayersOf(permuted).forEach((layer, l) => {
    const { weights, bias, activation } = denseLayersOf(network)[l] as DenseLayer;
    expect([...layer.weights].sort()).toEqual([...weights].sort());
    expect([...layer.bias].sort()).toEqual([...bias].sort());
    expect([...layer.weights]).not.toEqual([...weights]);
    expect(layer.activation).toEqual(activation);
  });
  expect(permuteWeights(network, 5)).toEqual(permuted);
  expect(permuteWeights(network, 6)).not.toEqual(permuted);
});
