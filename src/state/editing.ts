/** What an exchanged network or other data mean for the rest of a state, and which edits are steps of their own. */
import type { DataSpec } from './dataTypes';
import { onlySizes } from './seeded';
import type { LensState } from './types';

type Sizes = readonly { readonly size: number }[];

/** What of a state names layers, units and outputs, as far as they still exist: hidden layers of `layers`, `outputs` outputs. */
export function fittedTo(
  { upToLayer, surface, colourUnit, colourOutput, hiddenLayers }: LensState,
  layers: Sizes,
  outputs: number,
): Partial<LensState> {
  const count = layers.length + 1;
  const size = layers[colourUnit.layer - 1]?.size;
  const unit =
    size === undefined ? { layer: 1, unit: 0 } : { ...colourUnit, unit: Math.min(colourUnit.unit, size - 1) };
  return {
    upToLayer: upToLayer !== null && upToLayer <= count ? upToLayer : null,
    surface: surface && surface.output < outputs ? surface : null,
    colourUnit: unit.unit === colourUnit.unit && unit.layer === colourUnit.layer ? colourUnit : unit,
    colourOutput: Math.min(colourOutput, outputs - 1),
    hiddenLayers: hiddenLayers.every((layer) => layer <= count)
      ? hiddenLayers
      : hiddenLayers.filter((layer) => layer <= count),
  };
}

/** Whether data differ in nothing but what sliders and fields set little by little: how many points, how much noise. */
function onlySamples(a: DataSpec | null, b: DataSpec | null): boolean {
  if (a === b) return true;
  if (a === null || b === null || a.kind === 'points' || b.kind === 'points') return false;
  const kept = (spec: typeof a): string => JSON.stringify({ ...spec, count: 0, noise: 0 });
  return kept(a) === kept(b);
}

/** Whether a change of network or data is an act of its own (another seed, layer, formula), and not a slider on its way. */
export const isEdit = (now: LensState, before: LensState): boolean =>
  !onlySizes(now.seeded, before.seeded) || !onlySamples(now.dataSpec, before.dataSpec);
