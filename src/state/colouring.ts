/** Which values colour the polytopes, and who computes them: the page itself where that is cheap, else the worker. */
import { codeLayout, type Network, type UnitRef } from '../core/network';
import type { FieldSpec } from '../workers/protocol';
import { isDensityMode } from './colourModes';
import { densityMapOf } from './density';
import { isLarge } from './large';
import { betasOf, softQuantityOf } from './softField';
import type { Colouring, LensState } from './types';

/** Names the values of a mode: with its unit or output where it has one. */
export function colouringKey(lens: LensState): string {
  const { colour, colourUnit, colourOutput } = lens;
  const map = densityMapOf(lens);
  if (map) return `${colour} ${map.radius} ${map.unit} ${map.space} ${map.directions} ${map.seed}`;
  const quantity = softQuantityOf(lens);
  if (quantity) return `${colour} ${JSON.stringify([quantity, betasOf(lens)])}`;
  if (colour === 'logit') return `${colour} ${colourOutput}`;
  if (colour === 'unitState' || colour === 'preActivation') return `${colour} ${colourUnit.layer}.${colourUnit.unit}`;
  return colour;
}

/**
 * The field that the worker computes for a mode; null where the page does, or nothing is needed. Of large networks the soft field
 * alone colours: a pass for each face would take far too long.
 */
export function fieldSpecOf(lens: LensState, network: Network): FieldSpec | null {
  const key = colouringKey(lens);
  const map = densityMapOf(lens);
  if (map) return { kind: 'density', key, map };
  const quantity = softQuantityOf(lens);
  if (quantity && isLarge(network)) return null;
  if (quantity) return { kind: 'soft', key, quantity, betas: betasOf(lens) };
  switch (lens.colour) {
    case 'preActivation':
      return { kind: 'preActivation', key, unit: slicedUnit(lens.colourUnit, lens.space) };
    case 'inputNorm':
    case 'sliceNorm':
    case 'bend':
      return { kind: lens.colour, key };
    default:
      return null;
  }
}

/** A unit as the engine counts it, where only the layers after the first `layersBefore` are sliced. */
export const slicedUnit = ({ layer, unit }: UnitRef, layersBefore = 0): UnitRef => ({
  layer: layer - layersBefore,
  unit,
});

/** Whether what is sliced has a gated unit; its layer is counted in the whole network. */
export function hasUnit(network: Network, unit: UnitRef): boolean {
  const { layer } = slicedUnit(unit, network.layersBefore);
  const gated = codeLayout(network).gated.find((entry) => entry.layer === layer);
  return gated !== undefined && unit.unit < gated.size;
}

/** The gated unit itself where what is sliced has it, else the nearest one: same layer or the last before it. */
export function nearestUnit(network: Network, { layer, unit }: UnitRef): UnitRef {
  const { gated, layersBefore = 0 } = codeLayout(network);
  const own = gated.filter((entry) => entry.layer + layersBefore <= layer).at(-1) ?? gated[0];
  return own ? { layer: own.layer + layersBefore, unit: Math.min(unit, own.size - 1) } : { layer, unit };
}

/** Why a mode shows nothing of a network, in words; null when it does. */
export function colouringFault(lens: LensState, network: Network): string | null {
  const { colour, colourUnit, colourOutput } = lens;
  if (colour === 'logit' && colourOutput >= network.outputSize)
    return `output ${colourOutput} does not exist: there are ${network.outputSize}, from 0`;
  if (isDensityMode(colour) && network.inputSize === 1) return 'density maps are of planes: here there is one input';
  if (colour !== 'unitState' && colour !== 'preActivation') return null;
  if (hasUnit(network, colourUnit)) return null;
  return `unit ${colourUnit.unit} of layer ${colourUnit.layer} does not exist, has no pieces or is not sliced`;
}

export const pending = (generation: number, key: string): Colouring => ({
  generation,
  key,
  values: null,
  progress: null,
  problem: null,
});

export const failed = (generation: number, key: string, problem: string): Colouring => ({
  ...pending(generation, key),
  problem,
});
