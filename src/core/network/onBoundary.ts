/** Which units' boundaries a point lies on. */
import { f64 } from '../math/typed';
import { piecewiseLinear } from './activation';
import { affineOp } from './affine';
import type { UnitRef } from './boundary';
import { preActivations } from './forward';
import { activated, isHeld, layerPieces, unitPiece } from './held';
import { codeLayout, type Layer, type Network } from './network';

/** A point lies on a boundary when |z − t| is at most this, relative to the magnitude of the terms of z. */
export const BOUNDARY_TOLERANCE = 2 ** -46;

/** Σ_k |W_jk| of each unit of a layer. */
const weightSums = new WeakMap<Layer, Float64Array>();

function weightSumsOf(layer: Layer): Float64Array {
  const known = weightSums.get(layer);
  if (known) return known;
  const sums = new Float64Array(layer.outputSize);
  affineOp(layer).applyMagnitudes(new Float64Array(layer.inputSize).fill(1), sums);
  weightSums.set(layer, sums);
  return sums;
}

/** More than the rounding of sums over any layer can amount to. */
const MARGIN = 1 + 1e-6;

/**
 * Whether a unit of the layer may lie on its boundary, by a bound on the terms of z that costs no product: false says that
 * none does. `largest`: the largest |input| of the layer.
 */
function mayTouch(layer: Layer, thresholds: readonly number[], z: Float64Array, largest: number): boolean {
  const sums = weightSumsOf(layer);
  for (const threshold of thresholds)
    for (let j = 0; j < z.length; j++) {
      const terms = f64(sums, j) * largest + Math.abs(f64(layer.bias, j)) + Math.abs(threshold);
      if (Math.abs(f64(z, j) - threshold) <= BOUNDARY_TOLERANCE * MARGIN * terms) return true;
    }
  return false;
}

function anyMayTouch(network: Network, x: ArrayLike<number>, z: readonly Float64Array[]): boolean {
  let largest = 0;
  for (let i = 0; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] as number));
  return network.layers.some((layer, index) => {
    const values = z[index] as Float64Array;
    if (mayTouch(layer, piecewiseLinear(layer.activation).thresholds, values, largest)) return true;
    largest = 0;
    for (const h of activated(layer, values)) largest = Math.max(largest, Math.abs(h));
    return false;
  });
}

/** Units whose boundary x lies on, to `BOUNDARY_TOLERANCE`; there x has no code of its own. */
export function boundaryUnits(network: Network, x: ArrayLike<number>, z = preActivations(network, x)): UnitRef[] {
  return anyMayTouch(network, x, z) ? touchedUnits(network, x, z) : [];
}

function touchedUnits(network: Network, x: ArrayLike<number>, z: readonly Float64Array[]): UnitRef[] {
  const found: UnitRef[] = [];
  const gated = new Map(codeLayout(network).gated.map((entry) => [entry.layer, entry]));
  let h = Float64Array.from(x);
  // 1 where an entry of h changes near x: inputs do, and units with a slope or on a boundary of their own.
  let varies = new Float64Array(h.length).fill(1);
  network.layers.forEach((layer, index) => {
    const values = z[index] as Float64Array;
    const scale = new Float64Array(layer.outputSize);
    const reach = new Float64Array(layer.outputSize);
    affineOp(layer).applyAbsolute(h.map(Math.abs), scale);
    affineOp(layer).applyAbsolute(varies, reach);
    const known = found.length;
    for (const threshold of gated.get(index + 1)?.activation.thresholds ?? [])
      values.forEach((value, unit) => {
        const tolerance = BOUNDARY_TOLERANCE * (f64(scale, unit) + Math.abs(threshold));
        // With all terms 0 a unit is on its boundary where an input of it changes (a line through the origin, at the
        // origin); else it is a constant.
        const alive = tolerance > 0 || f64(reach, unit) > 0;
        if (alive && !isHeld(layer.held, unit) && Math.abs(value - threshold) <= tolerance)
          found.push({ layer: index + 1, unit });
      });
    const f = layerPieces(layer);
    h = activated(layer, values);
    varies = values.map((value, unit) =>
      f64(reach, unit) > 0 && f.slopes[unitPiece(f, layer.held, unit, value)] !== 0 ? 1 : 0,
    );
    for (const { unit } of found.slice(known)) varies[unit] = 1;
  });
  return found;
}
