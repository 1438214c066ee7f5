import { f64, i32 } from '../math/typed';
import { affineOp } from './affine';
import { type Boundary, boundaryValue } from './boundaryGradient';
import { codeOf } from './code';
import { beginsContest, contestBoundaries } from './entrants';
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
  const open = candidates(layout, z, bounds).sort((a, b) => a.distance - b.distance);
  const gradients = new SparseGradients(network, gates);
  let nearest: Boundary | null = null;
  for (const candidate of open) {
    if (nearest && candidate.distance >= nearest.distance) break;
    const norm = gradients.norm(candidate);
    const gap = Math.abs(boundaryValue(z, candidate) - candidate.threshold);
    if (!(norm > CANCELLED * boundOf(bounds, candidate))) continue;
    const distance = gap / norm;
    if (!nearest || distance < nearest.distance) nearest = { ...candidate, distance };
  }
  return nearest;
}

/** At least ‖∇z‖ of each unit of layers 1 … `upTo`. */
function gradientBounds(network: Network, gates: readonly Gates[], upTo: number): Float64Array[] {
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

/** Every boundary that has a gradient, with a lower bound for its distance. */
function candidates(layout: CodeLayout, z: readonly Float64Array[], bounds: readonly Float64Array[]): Boundary[] {
  const found: Boundary[] = [];
  const add = (boundary: Omit<Boundary, 'distance'>): void => {
    const bound = boundOf(bounds, { ...boundary, distance: 0 });
    if (bound > 0)
      found.push({ ...boundary, distance: Math.abs(boundaryValue(z, boundary) - boundary.threshold) / bound });
  };
  const code = codeOf(layout, z);
  for (const gated of layout.gated)
    if (beginsContest(gated)) addContest(contestBoundaries(layout, gated, code), add);
    else if (!gated.contest) addUnits(gated, add);
  return found;
}

function addUnits(
  { layer, size, activation, held }: GatedLayer,
  add: (boundary: Omit<Boundary, 'distance'>) => void,
): void {
  for (let unit = 0; unit < size; unit++)
    if (!isHeld(held, unit)) for (const threshold of activation.thresholds) add({ layer, unit, threshold });
}

function addContest(
  { at, count, winner, other, layer, unit }: ReturnType<typeof contestBoundaries>,
  add: (boundary: Omit<Boundary, 'distance'>) => void,
): void {
  for (let i = 0; i < count; i++)
    add({
      layer: i32(layer, i),
      unit: i32(unit, i),
      threshold: 0,
      between: { at, winner: i32(winner, i), other: i32(other, i) },
    });
}
