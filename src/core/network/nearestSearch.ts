import { f64, i32 } from '../math/typed';
import { affineOp } from './affine';
import { type Boundary, boundaryValue } from './boundaryGradient';
import { codeOf } from './code';
import { beginsContest } from './contest';
import { contestBoundaries } from './entrants';
import { isHeld } from './held';
import type { Gates } from './localMap';
import { type CodeLayout, codeLayout, type GatedLayer, type Layer, type Network } from './network';
import { SparseGradients } from './sparseGradients';

/** A gradient shorter than this share of its bound is rounding. */
const CANCELLED = 1e-13;

/**
 * The nearest boundary in R^d without the gradients of all units: bounds of their lengths (sums of magnitudes, layer by layer)
 * bound the distances from below; gradients are made in the order of these until no bound is below the nearest that was found. Exact. Cost: a pass
 * of magnitudes, and what reaches each unit from the inputs for those whose bound is below the nearest distance.
 */
export function searchNearest(network: Network, z: readonly Float64Array[], gates: readonly Gates[]): Boundary | null {
  const layout = codeLayout(network);
  const bounds = gradientBounds(network, gates, layout.gated[layout.gated.length - 1]?.layer ?? 0);
  const open = candidates(layout, z, bounds);
  const gradients = new SparseGradients(network, gates);
  let nearest: Boundary | null = null;
  for (const i of byDistance(open)) {
    const candidate = open.boundary(i);
    if (nearest && candidate.distance >= nearest.distance) break;
    const norm = gradients.norm(candidate);
    const gap = Math.abs(boundaryValue(z, candidate) - candidate.threshold);
    if (!(norm > CANCELLED * boundOf(bounds, candidate))) continue;
    const distance = gap / norm;
    if (!nearest || distance < nearest.distance) nearest = { ...candidate, distance };
  }
  return nearest;
}

/** Candidates are put in order so many at a time: few are asked for as a rule. */
const FIRST_SORTED = 64;

/** The candidates in the order of their bounds, sorted in growing portions. */
function* byDistance({ distances }: Candidates): Generator<number> {
  const bounds = Float64Array.from(distances);
  const sorted = bounds.slice().sort();
  let done = -1;
  for (let from = 0, most = FIRST_SORTED; from < sorted.length; from += most, most *= 4) {
    const limit = f64(sorted, Math.min(sorted.length, from + most) - 1);
    const portion: number[] = [];
    for (let i = 0; i < bounds.length; i++) if (f64(bounds, i) > done && f64(bounds, i) <= limit) portion.push(i);
    yield* portion.sort((i, j) => f64(bounds, i) - f64(bounds, j));
    done = limit;
  }
}

/** At least ‖∇z‖ of each unit of layers 1 … `upTo`. Cost: a pass of magnitudes. */
export function gradientBounds(network: Network, gates: readonly Gates[], upTo: number): Float64Array[] {
  const bounds: Float64Array[] = [];
  for (let l = 0; l < upTo; l++) {
    const layer = network.layers[l] as Layer;
    const own = new Float64Array(layer.outputSize);
    const before = bounds[l - 1];
    const slopes = gates[l - 1]?.slopes;
    const inputs = before && slopes ? before.map((bound, k) => Math.abs(f64(slopes, k)) * bound) : null;
    // The rows of the first layer: of one map their lengths, of several composed a bound.
    if (inputs) affineOp(layer).applyMagnitudes(inputs, own);
    else if (layer.kind === 'dense' || layer.program.steps.length === 1)
      affineOp(layer).applyErrors(new Float64Array(layer.inputSize).fill(1), own);
    else affineOp(layer).applyMagnitudes(new Float64Array(layer.inputSize).fill(1), own);
    // What rounding may take from a sum of positive terms.
    bounds.push(own.map((bound) => bound * (1 + 1e-9)));
  }
  return bounds;
}

const boundOf = (bounds: readonly Float64Array[], { layer, unit, between }: Boundary): number => {
  if (!between) return f64(bounds[layer - 1] as Float64Array, unit);
  const own = bounds[between.at - 1] as Float64Array;
  return f64(own, between.winner) + f64(own, between.other);
};

/** The layer of the two of a contest (0: none), and the two. */
type Pair = readonly [at: number, winner: number, other: number];

const NO_PAIR: Pair = [0, 0, 0];

/** Boundaries that have a gradient, with a lower bound for the distance of each: flat, since they are many. */
class Candidates {
  readonly distances: number[] = [];
  private readonly layers: number[] = [];
  private readonly units: number[] = [];
  private readonly thresholds: number[] = [];
  private readonly pairs: number[] = [];

  add(distance: number, layer: number, unit: number, threshold: number, [at, winner, other]: Pair = NO_PAIR): void {
    this.distances.push(distance);
    this.layers.push(layer);
    this.units.push(unit);
    this.thresholds.push(threshold);
    this.pairs.push(at, winner, other);
  }

  boundary(i: number): Boundary {
    const [at, winner, other] = this.pairs.slice(3 * i, 3 * i + 3) as [number, number, number];
    const boundary = {
      layer: this.layers[i] as number,
      unit: this.units[i] as number,
      threshold: this.thresholds[i] as number,
      distance: this.distances[i] as number,
    };
    return at > 0 ? { ...boundary, between: { at, winner, other } } : boundary;
  }
}

function candidates(layout: CodeLayout, z: readonly Float64Array[], bounds: readonly Float64Array[]): Candidates {
  const found = new Candidates();
  const code = codeOf(layout, z);
  for (const gated of layout.gated)
    if (beginsContest(gated)) addContest(contestBoundaries(layout, gated, code), z, bounds, found);
    else if (!gated.contest) addUnits(gated, z, bounds, found);
  return found;
}

function addUnits(
  { layer, size, activation, held }: GatedLayer,
  z: readonly Float64Array[],
  bounds: readonly Float64Array[],
  found: Candidates,
): void {
  const [values, own] = [z[layer - 1] as Float64Array, bounds[layer - 1] as Float64Array];
  for (let unit = 0; unit < size; unit++) {
    if (isHeld(held, unit) || !(f64(own, unit) > 0)) continue;
    for (const threshold of activation.thresholds)
      found.add(Math.abs(f64(values, unit) - threshold) / f64(own, unit), layer, unit, threshold);
  }
}

function addContest(
  { at, count, winner, other, layer, unit }: ReturnType<typeof contestBoundaries>,
  z: readonly Float64Array[],
  bounds: readonly Float64Array[],
  found: Candidates,
): void {
  const [values, own] = [z[at - 1] as Float64Array, bounds[at - 1] as Float64Array];
  for (let i = 0; i < count; i++) {
    const [a, b] = [i32(winner, i), i32(other, i)];
    const bound = f64(own, a) + f64(own, b);
    if (!(bound > 0)) continue;
    found.add(Math.abs(f64(values, a) - f64(values, b)) / bound, i32(layer, i), i32(unit, i), 0, [at, a, b]);
  }
}
