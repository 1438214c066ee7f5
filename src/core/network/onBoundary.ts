/** Which units' boundaries a point lies on. */
import { createRandom } from '../math/random';
import { f64 } from '../math/typed';
import { piecewiseLinear } from './activation';
import { affineOp, applyDirection } from './affine';
import type { UnitRef } from './boundaryGradient';
import { codeOf } from './code';
import { hasContests, unitsThatMatter } from './contest';
import { preActivations } from './forward';
import { activated, isHeld, layerPieces, unitPiece } from './held';
import { type CodeLayout, codeLayout, gatedCount, type Layer, type Network } from './network';

/** A point lies on a boundary when |z − t| is at most this, relative to the magnitude of the terms of z. */
export const BOUNDARY_TOLERANCE = 2 ** -46;

/** A change below this share of its terms is rounding. */
const CONSTANT = 2 ** -40;

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
    for (let j = 0; j < gatedCount(layer); j++) {
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
export function boundaryUnits(
  network: Network,
  x: ArrayLike<number>,
  z: readonly Float64Array[] = preActivations(network, x),
): UnitRef[] {
  return anyMayTouch(network, x, z) ? touchedUnits(network, x, z) : [];
}

/** Units that are on a threshold at x, to `BOUNDARY_TOLERANCE`: those of `boundaryUnits`, and constants. Cost: a pass, where there may be any. */
export function thresholdUnits(
  network: Network,
  x: ArrayLike<number>,
  z: readonly Float64Array[] = preActivations(network, x),
): UnitRef[] {
  return anyMayTouch(network, x, z) ? touchedUnits(network, x, z, true) : [];
}

function touchedUnits(
  network: Network,
  x: ArrayLike<number>,
  z: readonly Float64Array[],
  constants = false,
): UnitRef[] {
  const found: UnitRef[] = [];
  const layout = codeLayout(network);
  const gated = new Map(layout.gated.map((entry) => [entry.layer, entry]));
  const moves = constants ? null : new Moves(network);
  let h = Float64Array.from(x);
  network.layers.forEach((layer, index) => {
    const values = z[index] as Float64Array;
    const entry = gated.get(index + 1);
    const scale = new Float64Array(layer.outputSize);
    affineOp(layer).applyAbsolute(h.map(Math.abs), scale);
    moves?.enter(layer);
    const known = found.length;
    for (const threshold of entry?.activation.thresholds ?? [])
      for (let unit = 0; unit < (entry?.size ?? 0); unit++) {
        const tolerance = BOUNDARY_TOLERANCE * (f64(scale, unit) + Math.abs(threshold));
        if (!(Math.abs(f64(values, unit) - threshold) <= tolerance) || isHeld(layer.held, unit)) continue;
        if (!moves || moves.changes(unit)) found.push({ layer: index + 1, unit });
      }
    h = activated(layer, values);
    moves?.leave(layer, values, found.slice(known));
  });
  return hasContests(layout) && moves ? thatMayMatter(layout, z, found) : found;
}

/**
 * How pre-activations change in one direction that is no special one: a unit can be on its threshold and constant there, which is
 * no boundary (saturated inputs; x − x where values are passed on; in a contest two copies of one).
 */
class Moves {
  private change: Float64Array;
  private size: Float64Array;

  constructor(network: Network) {
    const random = createRandom(1);
    this.change = Float64Array.from({ length: network.inputSize }, () => random.normal());
    this.size = this.change.map(Math.abs);
  }

  /** From h to z. */
  enter(layer: Layer): void {
    this.change = applyDirection(affineOp(layer), this.change);
    const size = new Float64Array(layer.outputSize);
    affineOp(layer).applyMagnitudes(this.size, size);
    this.size = size;
  }

  changes(unit: number): boolean {
    return Math.abs(f64(this.change, unit)) > CONSTANT * f64(this.size, unit);
  }

  /** From z to h; units on their boundary take their steepest piece. */
  leave(layer: Layer, z: Float64Array, touched: readonly UnitRef[]): void {
    const f = layerPieces(layer);
    // A step has no slope, but what is behind it changes there.
    const steepest = Math.max(...f.slopes.map(Math.abs)) || 1;
    const open = new Set(touched.map(({ unit }) => unit));
    const { change, size } = this;
    for (let unit = 0; unit < z.length; unit++) {
      const slope = f.slopes[unitPiece(f, layer.held, unit, f64(z, unit))] as number;
      const factor = open.has(unit) ? steepest : slope;
      change[unit] = f64(change, unit) * factor;
      size[unit] = f64(size, unit) * Math.abs(factor);
    }
  }
}

/** Without the matches whose winner loses later for certain. */
function thatMayMatter(layout: CodeLayout, z: readonly Float64Array[], found: readonly UnitRef[]): UnitRef[] {
  const words = codeOf(layout, z);
  const first = new Map(layout.gated.map(({ layer, firstUnit }) => [layer, firstUnit]));
  const open = new Set(found.map(({ layer, unit }) => (first.get(layer) as number) + unit));
  const matters = unitsThatMatter(layout, words, 0, open);
  return found.filter(({ layer, unit }) => matters[(first.get(layer) as number) + unit] === 1);
}
