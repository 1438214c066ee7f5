import { f64, i32 } from '../math/typed';
import { metric, type Slice } from '../slice/slice';
import { affineOp } from './affine';
import { hasAllGradients } from './allGradients';
import { type Boundary, boundaryGradient, boundaryValue } from './boundaryGradient';
import { codeOf } from './code';
import { beginsContest } from './contest';
import type { contestBoundaries } from './entrants';
import { preActivations } from './forward';
import { isHeld } from './held';
import { type Gates, gatesAt } from './localMap';
import type { searchNearest } from './nearestSearch';
import { type CodeLayout, codeLayout, type GatedLayer, type Layer, type Network } from './network';
import { rowSpace } from './rowSpace';
import { rowNorm } from './rows';
import { weightMatrix } from './weightMatrix';

/** What networks of graphs alone need here. */
interface GraphCode {
  readonly contestBoundaries: typeof contestBoundaries;
  readonly searchNearest: typeof searchNearest;
}

let graphCode: GraphCode | null = null;

/** `graphBoundaries` hands it over when it is loaded, with `programOp`: chains of dense layers do without. */
export function provideGraphBoundaries(code: GraphCode): void {
  graphCode = code;
}

function ofGraphs(): GraphCode {
  if (!graphCode) throw new Error('the code of boundaries in graphs (network/graphBoundaries) is not loaded');
  return graphCode;
}

/**
 * The nearest hyperplane z_j = t of any gated unit under x's own code, by distance |z_j − t| / ‖∇z_j‖ in R^d; with a
 * slice, the gradient is projected on it and the distance is measured inside it. Units with no gradient are left out;
 * null when none has one. The nearest of all is a facet of x's polytope, so the distance is exact. `z`, `gates`: the
 * pre-activations of x and the slopes of its pieces where they are known.
 * Cost: min(inputs, units of layer 1) × weights of the layers after the first; where that is too much (`hasAllGradients`) it is searched
 * for by bounds, at one gradient for each unit that may be nearer.
 */
export function nearestBoundary(
  network: Network,
  x: ArrayLike<number>,
  slice?: Slice,
  z: readonly Float64Array[] = preActivations(network, x),
  gates: readonly Gates[] = gatesAt(network, z),
): Boundary | null {
  if (!slice && !hasAllGradients(network)) return ofGraphs().searchNearest(network, z, gates);
  const layout = codeLayout(network);
  const first = network.layers[0] as Layer;
  const wide = !slice && first.inputSize > 2 * first.outputSize;
  const start = wide ? rowSpace(first) : null;
  const columns = slice ? 2 : (start?.rank ?? network.inputSize);
  let gradients = start?.coordinates ?? firstGradients(first, slice);
  const found: Boundary[] = [];
  const lengthOf = slice ? slantedLength(slice) : rowNorm;
  const last = layout.gated[layout.gated.length - 1]?.layer ?? 0;
  for (let index = 0; index < last; index++) {
    const layer = network.layers[index] as Layer;
    if (index > 0) gradients = nextGradients(layer, gradients, (gates[index - 1] as Gates).slopes, columns);
    const entry = layout.gated.find((gated) => gated.layer === index + 1);
    const rows = { gradients, columns, lengthOf };
    if (entry?.contest) contestsOfLayer(layout, entry, z, rows, found);
    else if (entry) boundariesOfLayer(entry, z[index] as Float64Array, rows, found);
  }
  return wide ? nearestExact(network, gates, z, found) : nearestOf(found);
}

function nearestOf(boundaries: Iterable<Boundary>): Boundary | null {
  let nearest: Boundary | null = null;
  for (const boundary of boundaries) if (!nearest || boundary.distance < nearest.distance) nearest = boundary;
  return nearest;
}

/**
 * In the coordinates of the row space a gradient that cancels leaves rounding, and a constant unit would seem to be
 * near. So the nearest is measured again in R^d, and the next one taken when it has no gradient there.
 */
function nearestExact(
  network: Network,
  gates: readonly Gates[],
  z: readonly Float64Array[],
  found: readonly Boundary[],
): Boundary | null {
  const rest = new Set(found);
  for (let nearest = nearestOf(rest); nearest; nearest = nearestOf(rest)) {
    const gradient = boundaryGradient(network, gates, nearest);
    const norm = rowNorm(gradient, 0, gradient.length);
    const gap = Math.abs(boundaryValue(z, nearest) - nearest.threshold);
    if (norm > 0) return { ...nearest, distance: gap / norm };
    rest.delete(nearest);
  }
  return null;
}

/** The layer-1 gradients on the slice last asked about, by weights: a point is dragged along one slice. */
const onSlice = new WeakMap<Layer, { readonly slice: Slice; readonly gradients: Float64Array }>();

/** Gradients are units × columns, row-major: one row a unit. */
function firstGradients(layer: Layer, slice?: Slice): Float64Array {
  if (!slice) return weightMatrix(layer);
  const known = onSlice.get(layer);
  if (known?.slice === slice) return known.gradients;
  const gradients = gradientsOnSlice(layer, slice);
  onSlice.set(layer, { slice, gradients });
  return gradients;
}

/** Gradients of a first layer's pre-activations in slice coordinates: one row (∂/∂p, ∂/∂q) a unit. Cost: a pass through it. */
export function gradientsOnSlice(layer: Layer, { e1, e2 }: Slice): Float64Array {
  const { inputSize: n, outputSize: m } = layer;
  const axes = new Float64Array(3 * n);
  axes.set(e1);
  axes.set(e2, n);
  // The third column takes the bias and is left.
  const columns = new Float64Array(3 * m);
  affineOp(layer).apply(axes, columns, 3);
  const out = new Float64Array(2 * m);
  for (let j = 0; j < m; j++) {
    out[2 * j] = f64(columns, j);
    out[2 * j + 1] = f64(columns, m + j);
  }
  return out;
}

function nextGradients(layer: Layer, before: Float64Array, slopes: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(layer.outputSize * columns);
  affineOp(layer).applyRows(before, columns, slopes, out);
  return out;
}

/** Rows of gradients and how long one is: columns from `start` on. */
interface Gradients {
  readonly gradients: Float64Array;
  readonly columns: number;
  readonly lengthOf: (gradients: Float64Array, start: number, columns: number) => number;
}

/** Adds the boundaries of a layer's units that have a gradient. */
function boundariesOfLayer(
  { layer, size, activation, held }: GatedLayer,
  z: Float64Array,
  { gradients, columns, lengthOf }: Gradients,
  found: Boundary[],
): void {
  for (let unit = 0; unit < size; unit++) {
    const norm = lengthOf(gradients, unit * columns, columns);
    if (!(norm > 0) || isHeld(held, unit)) continue;
    for (const threshold of activation.thresholds)
      found.push({ layer, unit, threshold, distance: Math.abs(f64(z, unit) - threshold) / norm });
  }
}

/** A gradient shorter than this share of its terms is rounding: two that are one value on two ways. */
const CANCELLED = 1e-12;

/** Adds the boundaries between the winners of a contest and the others. */
function contestsOfLayer(
  layout: CodeLayout,
  gated: GatedLayer,
  z: readonly Float64Array[],
  { gradients, columns, lengthOf }: Gradients,
  found: Boundary[],
): void {
  if (!beginsContest(gated)) return;
  const { at, count, winner, other, layer, unit } = ofGraphs().contestBoundaries(layout, gated, codeOf(layout, z));
  const difference = new Float64Array(columns);
  for (let i = 0; i < count; i++) {
    const between = { at, winner: i32(winner, i), other: i32(other, i) };
    for (let c = 0; c < columns; c++)
      difference[c] = f64(gradients, between.winner * columns + c) - f64(gradients, between.other * columns + c);
    const norm = lengthOf(difference, 0, columns);
    const terms =
      lengthOf(gradients, between.winner * columns, columns) + lengthOf(gradients, between.other * columns, columns);
    if (!(norm > CANCELLED * terms)) continue;
    const distance = Math.abs(boundaryValue(z, { layer: 0, unit: 0, between })) / norm;
    found.push({ layer: i32(layer, i), unit: i32(unit, i), threshold: 0, distance, between });
  }
}

/** Length of a gradient given in slice coordinates (∂/∂p, ∂/∂q): √(gᵀ G⁻¹ g) with the metric G. */
export function slantedLength(slice: Slice): Gradients['lengthOf'] {
  const { g11, g12, g22 } = metric(slice);
  const det = g11 * g22 - g12 * g12;
  return (gradients, start) => {
    const scale = Math.max(Math.abs(f64(gradients, start)), Math.abs(f64(gradients, start + 1)));
    if (scale === 0) return 0;
    const a = f64(gradients, start) / scale;
    const b = f64(gradients, start + 1) / scale;
    return scale * Math.sqrt(Math.max(0, (g22 * a * a - 2 * g12 * a * b + g11 * b * b) / det));
  };
}
