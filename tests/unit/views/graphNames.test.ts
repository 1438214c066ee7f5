import { describe, expect, it } from 'vitest';
import { checkGraph, exactNetwork } from '../../../src/core/graph';
import { codeLayout } from '../../../src/core/network';
import { gatedCount } from '../../../src/core/network/network';
import { gatedUnitName, namesOf, unitLabel } from '../../../src/views/names';
import { mosaicOf } from '../../../src/views/network/graph/mosaic';
import { smallCnn } from '../../support/smallCnn';

const { network } = exactNetwork(checkGraph(smallCnn('last', 1, 'maxPool')));

describe('units of a graph', () => {
  it('are named by node, channel and place', () => {
    expect(unitLabel(network, 1, 0)).toBe('relu1 · channel 0 · (0, 0)');
    // Channels last: 3 channels of 8 × 8.
    expect(unitLabel(network, 1, (2 * 8 + 5) * 3 + 1)).toBe('relu1 · channel 1 · (2, 5)');
    const first = exactNetwork(checkGraph(smallCnn('first'))).network;
    expect(unitLabel(first, 1, 64 + 2 * 8 + 5)).toBe('relu1 · channel 1 · (2, 5)');
  });

  it('have different names, those of matches of one place too', () => {
    const layout = codeLayout(network);
    for (const { firstUnit, size } of layout.gated) {
      const names = Array.from({ length: size }, (_, i) => gatedUnitName(layout, firstUnit + i));
      expect(new Set(names).size).toBe(size);
    }
  });

  it('are six in a sentence, however many there are', () => {
    const units = Array.from({ length: 192 }, (_, unit) => ({ layer: 1, unit }));
    expect(namesOf(network, units.slice(0, 2))).toBe('relu1 · channel 0 · (0, 0), relu1 · channel 1 · (0, 0)');
    expect(namesOf(network, units.slice(0, 6)).split(', relu1')).toHaveLength(6);
    expect(namesOf(network, units)).toBe(`${namesOf(network, units.slice(0, 6))}, 186 more`);
  });

  it('each lie at one cell of their picture', () => {
    const layer = network.layers[0];
    if (!layer?.source) throw new Error('no source');
    const { units, rows, cols } = mosaicOf(layer.source, gatedCount(layer));
    expect(units.length).toBe(rows * cols);
    expect([...units].filter((unit) => unit >= 0).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 192 }, (_, i) => i),
    );
    // The first tile is channel 0 in rows.
    expect(units[2 * cols + 5]).toBe((2 * 8 + 5) * 3);
  });
});
