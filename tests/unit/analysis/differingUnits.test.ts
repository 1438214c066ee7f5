import { expect, it } from 'vitest';
import { differingUnits } from '../../../src/core/analysis/codeDistance';
import { createRandom } from '../../../src/core/math/random';
import { type ActivationSpec, codeLayout, type DenseLayer, denseNetwork } from '../../../src/core/network';
import { readEntry, writeEntry } from '../../../src/core/network/entries';
import { seededNetwork } from '../../support/build';
import { denseLayersOf } from '../../support/denseLayers';

/** Two bits an entry, one, and two again, from an odd place on. */
const ACTIVATIONS: readonly ActivationSpec[] = [{ name: 'hardTanh' }, { name: 'relu' }, { name: 'hardTanh' }];

const layers = denseLayersOf(seededNetwork([2, 45, 37, 29, 2], 1)).map(
  (layer, i): DenseLayer => ({ ...layer, activation: ACTIVATIONS[i] ?? { name: 'identity' } }),
);
const layout = codeLayout(denseNetwork('three pieces', layers));

it('units that differ are those whose entries do, however many bits an entry has and wherever words end', () => {
  expect(layout.gated.map(({ bits, firstBit }) => [bits, firstBit])).toEqual([
    [2, 0],
    [1, 90],
    [2, 127],
  ]);
  for (let seed = 1; seed <= 20; seed++) {
    const random = createRandom(seed);
    const codes = [new Uint32Array(layout.words), new Uint32Array(layout.words)] as const;
    const expected: number[] = [];
    for (const { size, bits, firstBit, firstUnit, activation } of layout.gated)
      for (let j = 0; j < size; j++) {
        const bit = firstBit + j * bits;
        for (const code of codes) writeEntry(code, 0, bit, bits, random.below(activation.slopes.length));
        if (readEntry(codes[0], 0, bit, bits) !== readEntry(codes[1], 0, bit, bits)) expected.push(firstUnit + j);
      }
    expect(expected.length).toBeGreaterThan(30);
    expect(differingUnits(layout, ...codes)).toEqual(expected);
  }
});
