/** One unit's incoming weights, and how they are called and scaled in its table. */
import type { Network, UnitRef } from '../../core/network';
import { inputName, unitName } from '../names';

export interface UnitWeights {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Null where there is no such unit. */
export function unitWeights({ layers }: Network, { layer, unit }: UnitRef): UnitWeights | null {
  const dense = layers[layer - 1];
  if (dense?.kind !== 'dense' || unit >= dense.outputSize) return null;
  const from = unit * dense.inputSize;
  return { weights: [...dense.weights.subarray(from, from + dense.inputSize)], bias: dense.bias[unit] as number };
}

/** The number with the fewest digits that rounds to this float32; a value that is none, as it is. */
export function plainest(value: number): number {
  if (Math.fround(value) !== value) return value;
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return Number(value.toPrecision(9));
}

/** What weight `index` of a unit comes from: x₁, or unit 3 of the layer before. */
export const sourceName = (layer: number, index: number): string =>
  layer === 1 ? inputName(index) : unitName(layer - 1, index);

/** Reach of the sliders, the same for a whole layer: half as much again as its largest weight, in round numbers. */
export function sliderReach({ layers }: Network, layer: number): number {
  const own = layers[layer - 1];
  const dense = own?.kind === 'dense' ? own : null;
  let largest = 0;
  for (const values of [dense?.weights, dense?.bias])
    for (const value of values ?? []) largest = Math.max(largest, Math.abs(value));
  const wanted = 1.5 * Math.max(largest, 0.1);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 5].find((step) => step * power >= wanted) ?? 10);
}
