import { f64 } from '../math/typed';
import { metric, type Slice } from '../slice/slice';
import { affineOp } from './affine';
import { codeOf } from './code';
import { preActivations } from './forward';
import { activated, isHeld, layerPieces, unitPiece } from './held';
import { type Gates, gatesOf } from './localMap';
import { codeLayout, type GatedLayer, type Layer, type Network } from './network';
import { rowSpace } from './rowSpace';

/** A unit by layer (from 1) and index in it (from 0). */
export interface UnitRef {
  readonly layer: number;
  readonly unit: number;
}

/** The hyperplane z = threshold of a unit, and its distance from the point asked about. */
export interface Boundary extends UnitRef {
  readonly threshold: number;
  readonly distance: number;
}

/** A point lies on a boundary when |z − t| is at most this, relative to the magnitude of the terms of z. */
export const BOUNDARY_TOLERANCE = 2 ** -46;

/** Units whose boundary x lies on, to `BOUNDARY_TOLERANCE`; there x has no code of its own. */
export function boundaryUnits(network: Network, x: ArrayLike<number>, z = preActivations(network, x)): UnitRef[] {
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

/**
 * The nearest hyperplane z_j = t of any gated unit under x's own code, by distance |z_j − t| / ‖∇z_j‖ in R^d; with a
 * slice, the gradient is projected on it and the distance is measured inside it. Units with no gradient are left out;
 * null when none has one. `z`: the pre-activations of x where they are known. The nearest of all is a facet of x's polytope, so the distance is exact.
 * Cost: min(inputs, units of layer 1) × weights of the layers after the first.
 */
export function nearestBoundary(
  network: Network,
  x: ArrayLike<number>,
  slice?: Slice,
  z = preActivations(network, x),
): Boundary | null {
  const layout = codeLayout(network);
  const gates = gatesOf(network, codeOf(layout, z));
  const first = network.layers[0] as Layer;
  const wide = !slice && first.inputSize > 2 * first.outputSize;
  const start = wide ? rowSpace(first) : null;
  const columns = slice ? 2 : (start?.rank ?? network.inputSize);
  let gradients = start?.coordinates ?? firstGradients(first, slice);
  const found: Boundary[] = [];
  const last = layout.gated[layout.gated.length - 1]?.layer ?? 0;
  for (let index = 0; index < last; index++) {
    const layer = network.layers[index] as Layer;
    if (index > 0) gradients = nextGradients(layer, gradients, (gates[index - 1] as Gates).slopes, columns);
    const entry = layout.gated.find((gated) => gated.layer === index + 1);
    if (entry) boundariesOfLayer(entry, z[index] as Float64Array, gradients, columns, slice, found);
  }
  return wide ? nearestExact(network, gates, z, found) : nearestOf(found);
}

function nearestOf(boundaries: readonly Boundary[]): Boundary | null {
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
  for (const boundary of [...found].sort((a, b) => a.distance - b.distance)) {
    const norm = norm2(gradientOf(network, gates, boundary));
    const gap = Math.abs(f64(z[boundary.layer - 1] as Float64Array, boundary.unit) - boundary.threshold);
    if (norm > 0) return { ...boundary, distance: gap / norm };
  }
  return null;
}

/** ∇z of one unit in R^d, from the unit back to the inputs. */
function gradientOf(network: Network, gates: readonly Gates[], { layer, unit }: UnitRef): Float64Array {
  const { weights, inputSize } = network.layers[layer - 1] as Layer;
  let row = weights.slice(unit * inputSize, (unit + 1) * inputSize);
  for (let l = layer - 2; l >= 0; l--) {
    const below = network.layers[l] as Layer;
    const { slopes } = gates[l] as Gates;
    const next = new Float64Array(below.inputSize);
    affineOp(below).applyTransposed(
      row.map((value, j) => value * f64(slopes, j)),
      next,
    );
    row = next;
  }
  return row;
}

/** The layer-1 gradients on the slice last asked about, by weights: a point is dragged along one slice. */
const onSlice = new WeakMap<Float64Array, { readonly slice: Slice; readonly gradients: Float64Array }>();

/** Gradients are units × columns, row-major: one row a unit. */
function firstGradients(layer: Layer, slice?: Slice): Float64Array {
  if (!slice) return layer.weights;
  const known = onSlice.get(layer.weights);
  if (known?.slice === slice) return known.gradients;
  const gradients = gradientsOnSlice(layer, slice);
  onSlice.set(layer.weights, { slice, gradients });
  return gradients;
}

function gradientsOnSlice(layer: Layer, slice: Slice): Float64Array {
  const columns = new Float64Array(3 * layer.inputSize);
  columns.set(slice.e1);
  columns.set(slice.e2, layer.inputSize);
  const out = new Float64Array(3 * layer.outputSize);
  affineOp(layer).apply(columns, out, 3);
  return Float64Array.from({ length: 2 * layer.outputSize }, (_, i) => f64(out, (i & 1) * layer.outputSize + (i >> 1)));
}

function nextGradients(layer: Layer, before: Float64Array, slopes: Float64Array, columns: number): Float64Array {
  const out = new Float64Array(layer.outputSize * columns);
  for (let k = 0; k < layer.inputSize; k++) {
    const slope = f64(slopes, k);
    if (slope === 0) continue;
    for (let j = 0; j < layer.outputSize; j++) {
      const w = slope * f64(layer.weights, j * layer.inputSize + k);
      if (w === 0) continue;
      const from = k * columns;
      const to = j * columns;
      for (let i = 0; i < columns; i++) out[to + i] = f64(out, to + i) + w * f64(before, from + i);
    }
  }
  return out;
}

/** Adds the boundaries of a layer's units that have a gradient. */
function boundariesOfLayer(
  entry: GatedLayer,
  z: Float64Array,
  gradients: Float64Array,
  columns: number,
  slice: Slice | undefined,
  found: Boundary[],
): void {
  for (let unit = 0; unit < entry.size; unit++) {
    const gradient = gradients.subarray(unit * columns, (unit + 1) * columns);
    const norm = slice ? normOnSlice(gradient, slice) : norm2(gradient);
    if (!(norm > 0) || isHeld(entry.held, unit)) continue;
    for (const threshold of entry.activation.thresholds)
      found.push({ layer: entry.layer, unit, threshold, distance: Math.abs(f64(z, unit) - threshold) / norm });
  }
}

/** ‖v‖, without overflow for huge entries. */
function norm2(v: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < v.length; i++) largest = Math.max(largest, Math.abs(f64(v, i)));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < v.length; i++) sum += (f64(v, i) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/** Norm of a gradient given in slice coordinates (∂/∂p, ∂/∂q): gᵀ G⁻¹ g with the metric G. */
function normOnSlice(gradient: Float64Array, slice: Slice): number {
  const { g11, g12, g22 } = metric(slice);
  const scale = Math.max(Math.abs(f64(gradient, 0)), Math.abs(f64(gradient, 1)));
  if (scale === 0) return 0;
  const a = f64(gradient, 0) / scale;
  const b = f64(gradient, 1) / scale;
  const det = g11 * g22 - g12 * g12;
  return scale * Math.sqrt(Math.max(0, (g22 * a * a - 2 * g12 * a * b + g11 * b * b) / det));
}
