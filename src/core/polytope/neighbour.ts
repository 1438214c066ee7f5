/** What lies across a facet: the next polytope's code, how the map changes, and a point over there. */
import { f64 } from '../math/typed';
import { dot, norm } from '../math/vectors';
import { piecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import { boundaryGradient, type UnitRef } from '../network/boundaryGradient';
import { codeOf } from '../network/code';
import { mattering } from '../network/contest';
import { readEntry } from '../network/entries';
import { preActivations } from '../network/forward';
import { type AffineMap, applyMap, type Gates, gatesOf, localAffineMap } from '../network/localMap';
import { codeLayout, type GatedLayer, type Layer, type Network, unitAt } from '../network/network';
import { thresholdUnits } from '../network/onBoundary';
import type { UnitBound } from './halfSpaces';

export interface Neighbour {
  readonly code: Uint32Array;
  /**
   * Units that change, by a forward pass just across the witness. As a rule the facet's own; but one whose pre-activation is
   * constant on one of the two sides, and at its threshold there, may be listed in one place and not in the other; and one
   * that only touches its threshold (of |z|) is no change.
   */
  readonly units: readonly UnitRef[];
  /** Whether these are exactly the facet's units. */
  readonly asPredicted: boolean;
  /** A point of the neighbour's interior, its code checked by a forward pass. */
  readonly point: Float64Array;
  /** ΔA = u vᵀ: u has one entry an output, v one an input and is normal to the facet. */
  readonly u: Float64Array;
  readonly v: Float64Array;
  /** ‖ΔA − u vᵀ‖ / (‖A‖ + ‖A′‖), of the full products under both codes (Frobenius). */
  readonly rankResidual: number;
  /** Largest |ΔA x + Δc| at the witness, relative to ‖A‖‖x‖ + ‖c‖ + 1: the network is continuous. */
  readonly continuity: number;
}

/** One side of a facet. `map` is the local affine map of `code`. */
export interface FacetSide {
  readonly network: Network;
  readonly code: Uint32Array;
  readonly map: AffineMap;
}

/** A facet in R^d: a witness, the outward unit normal, the room around the witness, and the units that change. */
export interface FacetPlace {
  readonly witness: Float64Array;
  readonly normal: Float64Array;
  readonly margin: number;
  readonly units: readonly UnitBound[];
}

/** How often the step across is halved until nothing has changed but what changes at the witness. */
const HALVINGS = 30;

/** A unit changes at the witness if |z − t| there is below this share of what it is a step away. */
const ON_BOUNDARY = 2 ** -20;

/** The polytope across a facet. Null where float64 cannot step across. Cost: outputs × weights, and some forward passes. */
export function neighbourAcross(side: FacetSide, place: FacetPlace): Neighbour | null {
  const { network } = side;
  const landed = stepAcross(side, place);
  if (!landed) return null;
  const { code, point, units } = landed;
  const asPredicted = sameUnits(units, place.units);
  const other = localAffineMap(network, code);
  const change = difference(other, side.map);
  const [first] = place.units;
  const single = asPredicted && place.units.length === 1 && first !== undefined;
  const { u, v } = single ? productFactors(side, first) : normalFactors(change, place.normal);
  return {
    code,
    units: units.map(({ layer, unit }) => ({ layer, unit })),
    asPredicted,
    point,
    u,
    v,
    rankResidual: rankResidual(change, u, v) / (norm(side.map.A) + norm(other.A) || 1),
    continuity: continuityAt(change, side.map, place.witness),
  };
}

const holdsUnits = (all: readonly UnitRef[], some: readonly UnitRef[]): boolean =>
  some.every(({ layer, unit }) => all.some((other) => other.layer === layer && other.unit === unit));

/** As sets: a match is listed twice where two entrants would meet the winner there, on the same hyperplane. */
export const sameUnits = (a: readonly UnitRef[], b: readonly UnitRef[]): boolean =>
  holdsUnits(a, b) && holdsUnits(b, a);

/**
 * The first of ever nearer points behind the witness where only units have changed whose boundary the witness lies on. A unit
 * on its threshold over there is constant (the step is generic), and has the code of a constant, not of its rounding.
 */
export function stepAcross(
  { network, code }: Pick<FacetSide, 'network' | 'code'>,
  { witness, normal, margin }: FacetPlace,
): { code: Uint32Array; point: Float64Array; units: UnitRef[] } | null {
  const before = preActivations(network, witness);
  let step = Number.isFinite(margin) ? margin / 2 : 1 + norm(witness);
  for (let i = 0; i < HALVINGS; i++, step /= 2) {
    const point = witness.map((value, k) => value + step * f64(normal, k));
    const z = preActivations(network, point);
    // A unit may be constant on one of the two sides.
    const opposite = witness.map((value, k) => value - step * f64(normal, k));
    const mirrored = preActivations(network, opposite);
    const here = settledCode(network, point, z);
    // What is at the same threshold on both sides is constant there: only its rounding may differ.
    const still = touchedThresholds(network, opposite, mirrored);
    const there = touchedThresholds(network, point, z);
    const units = changedUnits(network, code, here).filter((unit) => {
      const key = thresholdKey(unit, unit.lower);
      return !(still.has(key) && there.has(key));
    });
    const crossed = units.every(({ layer, unit, pieces, lower }) => {
      // Two pieces on: the step was longer than the piece is wide.
      if (pieces > 1) return false;
      const { thresholds } = piecewiseLinear((network.layers[layer - 1] as Layer).activation);
      // The threshold between the two pieces: at another one a unit may be constant on this side, and cross this one further on.
      const at = (values: readonly Float64Array[]): number =>
        Math.abs(f64(values[layer - 1] as Float64Array, unit) - (thresholds[lower] as number));
      return at(before) <= ON_BOUNDARY * Math.max(at(z), at(mirrored));
    });
    if (crossed && units.length > 0) return { code: here, point, units };
  }
  return null;
}

const thresholdKey = ({ layer, unit }: UnitRef, threshold: number): string => `${layer}:${unit}:${threshold}`;

/** Units on a threshold, and which it is. */
function touchedThresholds(network: Network, point: Float64Array, z: readonly Float64Array[]): Set<string> {
  return new Set(
    thresholdUnits(network, point, z).map((unit) => thresholdKey(unit, nearestThreshold(network, unit, z))),
  );
}

/** Index of the threshold that a unit is nearest to. */
function nearestThreshold(network: Network, { layer, unit }: UnitRef, z: readonly Float64Array[]): number {
  const { thresholds } = piecewiseLinear((network.layers[layer - 1] as Layer).activation);
  const value = f64(z[layer - 1] as Float64Array, unit);
  const distances = thresholds.map((threshold) => Math.abs(value - threshold));
  return distances.indexOf(Math.min(...distances));
}

/** The code of z, units on their threshold taken to be exactly there. */
function settledCode(network: Network, point: Float64Array, z: readonly Float64Array[]): Uint32Array {
  const settled = z.map((values) => values.slice());
  for (const unit of thresholdUnits(network, point, z)) {
    const { thresholds } = piecewiseLinear((network.layers[unit.layer - 1] as Layer).activation);
    const values = settled[unit.layer - 1] as Float64Array;
    values[unit.unit] = thresholds[nearestThreshold(network, unit, z)] as number;
  }
  return codeOf(codeLayout(network), settled);
}

export interface ChangedUnit extends UnitRef {
  /** How many pieces on or back. */
  readonly pieces: number;
  /** The lower of the two pieces. */
  readonly lower: number;
}

/** The units in which two codes differ, but for matches that do not matter on both sides. */
export function changedUnits(network: Network, before: Uint32Array, after: Uint32Array): ChangedUnit[] {
  const layout = codeLayout(network);
  // A match has an entry of its own only where its winner wins all later ones: on both sides that is the one at which they change.
  const matters = [mattering(layout, before), mattering(layout, after)];
  const changed: ChangedUnit[] = [];
  for (const { firstUnit, size, firstBit, bits } of layout.gated)
    for (let j = 0; j < size; j++) {
      const bit = firstBit + j * bits;
      const [from, to] = [readEntry(before, 0, bit, bits), readEntry(after, 0, bit, bits)];
      const pieces = Math.abs(to - from);
      if (pieces > 0 && matters.every((list) => list?.[firstUnit + j] !== 0))
        changed.push({ ...unitAt(layout, firstUnit + j), pieces, lower: Math.min(from, to) });
    }
  return changed;
}

function difference(after: AffineMap, before: AffineMap): AffineMap {
  return {
    ...after,
    A: after.A.map((value, i) => value - f64(before.A, i)),
    c: after.c.map((value, i) => value - f64(before.c, i)),
  };
}

/** Of one unit: u = (a' − a) W_L D … W_{l+1} e_j and v = ∇z (theory: the bend of an edge). */
function productFactors({ network, code }: FacetSide, unit: UnitBound): { u: Float64Array; v: Float64Array } {
  const gates = gatesOf(network, code);
  const { layer } = unit;
  const gated = codeLayout(network).gated.find((entry) => entry.layer === layer) as GatedLayer;
  const piece = readEntry(code, 0, gated.firstBit + unit.unit * gated.bits, gated.bits);
  const { slopes: own } = gated.activation;
  let column: Float64Array = new Float64Array((network.layers[layer - 1] as Layer).outputSize);
  column[unit.unit] = (own[piece + unit.step] as number) - (own[piece] as number);
  for (let index = layer; index < network.layers.length; index++) column = pushed(network, gates, index, column);
  const gradient = boundaryGradient(network, gates, unit);
  // Of a match z is the second one's value less the first one's, whichever of them wins.
  const turned = unit.between !== undefined && unit.step === 1;
  return { u: column, v: turned ? gradient.map((value) => -value) : gradient };
}

/** D W h of layer `index` (from 0) without bias and offset. */
function pushed(network: Network, gates: readonly Gates[], index: number, h: Float64Array): Float64Array {
  const layer = network.layers[index] as Layer;
  const units = Int32Array.from({ length: h.length }, (_, k) => k);
  const z = new Float64Array(layer.outputSize);
  affineOp(layer).applyColumn(units, h.length, h, z);
  return z.map((value, j) => value * f64((gates[index] as Gates).slopes, j));
}

/** Of several units on one hyperplane: v is its unit normal and u = ΔA v. */
function normalFactors({ A, rows, cols }: AffineMap, normal: Float64Array): { u: Float64Array; v: Float64Array } {
  const u = Float64Array.from({ length: rows }, (_, r) => dot(A.subarray(r * cols, (r + 1) * cols), normal));
  return { u, v: normal };
}

function rankResidual({ A, cols }: AffineMap, u: Float64Array, v: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < A.length; i++) squares += (f64(A, i) - f64(u, Math.floor(i / cols)) * f64(v, i % cols)) ** 2;
  return Math.sqrt(squares);
}

function continuityAt(change: AffineMap, { A, c }: AffineMap, x: Float64Array): number {
  const jump = applyMap(change, x).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return jump / (norm(A) * norm(x) + norm(c) + 1);
}
