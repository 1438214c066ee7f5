/** Clamped units of the network in force: what a state says, and the network that it makes. */
import { codeLayout, type Network, unitAt } from '../core/network';
import { type Clamp, clampedPiece, holdUnits } from '../core/network/held';

/** A gated unit, by its index among all of the whole network, and how it is clamped. */
export type ClampedUnit = readonly [unit: number, clamp: Clamp];

/** Why a network cannot have these units clamped, or null. */
export function clampFault(clamps: readonly ClampedUnit[], network: Network): string | null {
  if (clamps.length === 0) return null;
  const { units } = codeLayout(network);
  const missing = clamps.find(([unit]) => unit >= units);
  return missing ? `clamps: unit ${missing[0]} does not exist, the network has ${units} gated units (from 0)` : null;
}

const made = new WeakMap<Network, { readonly clamps: readonly ClampedUnit[]; readonly network: Network }>();

/** The network with its clamped units held: the same object for the same network and clamps, and itself without any. */
export function clampedNetwork(network: Network, clamps: readonly ClampedUnit[]): Network {
  if (clamps.length === 0) return network;
  const known = made.get(network);
  if (known?.clamps === clamps) return known.network;
  const layout = codeLayout(network);
  const units: (readonly [number, number])[][] = network.layers.map(() => []);
  for (const [index, clamp] of clamps) {
    const { layer, unit } = unitAt(layout, index);
    const target = network.layers[layer - 1];
    if (target) units[layer - 1]?.push([unit, clampedPiece(target, clamp)]);
  }
  const held = { ...network, layers: holdUnits(network.layers, units) };
  made.set(network, { clamps, network: held });
  return held;
}

/** Clamps with one unit's changed, in the order of units; null frees it. */
export function withClamp(clamps: readonly ClampedUnit[], unit: number, clamp: Clamp | null): readonly ClampedUnit[] {
  const others = clamps.filter(([known]) => known !== unit);
  return clamp === null ? others : [...others, [unit, clamp] as const].sort(([a], [b]) => a - b);
}

/** Index among all gated units of the whole network of a unit of the part that is sliced from layer `space` on. */
export const wholeUnit = (whole: Network, space: number, unit: number): number =>
  (space === 0 ? 0 : codeLayout(whole, space).units) + unit;
