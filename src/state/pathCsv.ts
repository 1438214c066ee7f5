/** A path as a file of numbers. */
import { lengthUpTo } from '../core/path/density';
import { writeCsv } from '../formats/writeCsv';
import type { WalkedPath } from './types';

/**
 * One line a crossing, in their order: t, the length of the path up to it, layer (from 1 in the whole network), unit, its
 * piece before and after. Numbers have every digit.
 */
export function pathCsv({ walk: { crossings, legLengths, layout } }: WalkedPath): string {
  const before = layout.layersBefore ?? 0;
  return writeCsv([
    { name: 't', values: crossings.t },
    { name: 'length', values: crossings.t.map((t) => lengthUpTo(legLengths, t)) },
    { name: 'layer', values: crossings.layer.map((layer) => layer + before) },
    { name: 'unit', values: crossings.unit },
    { name: 'before', values: crossings.before },
    { name: 'after', values: crossings.after },
  ]);
}
