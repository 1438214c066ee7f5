/** A scaled activation: which layer's, at which scales, and how far a worker is with that of a large network. */
import { codeLayout, type Network } from '../core/network/network';
import { LARGEST_SCALE } from '../core/path/largestScale';
import type { ScaleLook } from '../core/path/scaleLook';
import type { LensStore } from './types';

/** Steps between the scales that are looked at, 0 and LARGEST_SCALE among them. */
export const SCALE_STEPS = 96;

export const lookedScales = (): Float64Array =>
  Float64Array.from({ length: SCALE_STEPS + 1 }, (_, i) => (LARGEST_SCALE * i) / SCALE_STEPS);

/** What is scaled: an input of the network that is sliced, and a layer of that network. */
export interface ScaledInput {
  readonly network: Network;
  readonly x: Float64Array;
  /** From 0, the inputs, to the one before the last gated layer. */
  readonly layer: number;
}

export interface ScalingRun extends ScaledInput {
  readonly look: ScaleLook | null;
  /** Share that is done, and seconds left; null: nothing is under way. */
  readonly progress: { readonly share: number; readonly left: number | null } | null;
  readonly fault: string | null;
}

export interface ScalingActions {
  /** Looks, in a worker, at the scaled activation that the state asks for. */
  scaleActivation(): void;
  /** Stops that: what it has seen so far stays. */
  stopScaling(): void;
}

/** What the state asks for; null where there is no input yet, or nothing that can be crossed. */
export function scaledInput({ lens, session }: Pick<LensStore, 'lens' | 'session'>): ScaledInput | null {
  const { network, inspection } = session;
  const last = codeLayout(network).gated.at(-1)?.layer ?? 0;
  if (last === 0 || inspection?.x.length !== network.inputSize) return null;
  // Layers count in the whole network; a slice of activations has the later ones alone.
  const layer = lens.experiments.layer - (network.layersBefore ?? 0);
  return { network, x: inspection.x, layer: Math.min(Math.max(0, layer), last - 1) };
}

export const sameInput = (a: ScaledInput, b: ScaledInput): boolean =>
  a.network === b.network && a.layer === b.layer && a.x.every((value, i) => value === b.x[i]);
