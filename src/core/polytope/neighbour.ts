/** What lies across a facet: the next polytope's code, how the map changes, and a point over there. */
import { f64 } from '../math/typed';
import { dot, norm } from '../math/vectors';
import { affineOp } from '../network/affine';
import { boundaryGradient, type UnitRef } from '../network/boundaryGradient';
import { readEntry } from '../network/entries';
import { type AffineMap, applyMap, type Gates, gatesOf, localAffineMap } from '../network/localMap';
import { codeLayout, type GatedLayer, type Layer, type Network } from '../network/network';
import type { UnitBound } from './boundList';
import { type FacetPlace, stepAcross } from './stepAcross';

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

/** The polytope across a facet. Null where float64 cannot step across. Cost: outputs × weights, and some forward passes. */
export function neighbourAcross(side: FacetSide, place: FacetPlace): Neighbour | null {
  const { network } = side;
  const steps = stepAcross(side, place, { taken: 0 });
  let step = steps.next();
  while (!step.done) step = steps.next();
  const landed = step.value;
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
