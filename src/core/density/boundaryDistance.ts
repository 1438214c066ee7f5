import { type FirstGradients, gradientsAlong, gradientsInInput, orthonormalAxes } from '../analysis/coordinates';
import { f64, i32 } from '../math/typed';
import { affineOp } from '../network/affine';
import { codeOf } from '../network/code';
import { beginsContest } from '../network/contest';
import { type ContestBoundaries, contestBoundaries } from '../network/entrants';
import { isHeld } from '../network/held';
import { gatesAt } from '../network/localMap';
import { type CodeLayout, codeLayout, type GatedLayer, type Layer, type Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { sliceNetwork } from './sliceNetwork';
import type { DensityAt, DensitySpace } from './types';

/** A gradient shorter than this share of what it is summed from is rounding: the unit is constant there. */
const CANCELLED = 1e-12;

/** Norms of polytopes that are kept; beyond, the oldest goes. */
const MOST_KEPT = 20_000;

/** What is the same all over a polytope. */
interface Norms {
  /** ‖∇z‖ of every unit (0: it does not change), layer by layer. */
  readonly units: readonly Float64Array[];
  /** Of the contests: the boundaries of each, and the length of each gradient. */
  readonly contests: readonly (readonly [ContestBoundaries, Float64Array])[];
}

/** Norms under the code of given pre-activations. */
function gradientNorms(
  network: Network,
  layout: CodeLayout,
  first: FirstGradients,
  z: readonly Float64Array[],
  code: Uint32Array,
): Norms {
  const { columns } = first;
  const gates = gatesAt(network, z);
  const last = layout.gated.at(-1)?.layer ?? 0;
  const begins = new Map(layout.gated.filter(beginsContest).map((gated) => [gated.layer, gated]));
  let gradients = first.values;
  let sizes = rowNorms(gradients, columns);
  const units: Float64Array[] = [];
  const contests: [ContestBoundaries, Float64Array][] = [];
  for (let l = 0; l < last; l++) {
    const layer = network.layers[l] as Layer;
    if (l > 0) {
      const { slopes } = gates[l - 1] as { slopes: Float64Array };
      const next = new Float64Array(layer.outputSize * columns);
      const summed = new Float64Array(layer.outputSize);
      const op = affineOp(layer);
      op.applyRows(gradients, columns, slopes, next);
      op.applyMagnitudes(
        sizes.map((size, k) => Math.abs(f64(slopes, k)) * size),
        summed,
      );
      gradients = next;
      sizes = summed;
    }
    const rows = { gradients, columns, sizes };
    units.push(rowNorms(gradients, columns).map((norm, j) => (norm > CANCELLED * f64(sizes, j) ? norm : 0)));
    const gated = begins.get(l + 1);
    if (!gated) continue;
    const boundaries = contestBoundaries(layout, gated, code);
    contests.push([boundaries, differenceNorms(boundaries, rows)]);
  }
  return { units, contests };
}

/** ‖∇(z_winner − z_other)‖ of each boundary, 0 where that cancels. */
function differenceNorms(
  { count, winner, other }: ContestBoundaries,
  { gradients, columns, sizes }: { gradients: Float64Array; columns: number; sizes: Float64Array },
): Float64Array {
  const norms = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const [w, o] = [i32(winner, i), i32(other, i)];
    let squared = 0;
    for (let c = 0; c < columns; c++)
      squared += (f64(gradients, w * columns + c) - f64(gradients, o * columns + c)) ** 2;
    const norm = Math.sqrt(squared);
    norms[i] = norm > CANCELLED * (f64(sizes, w) + f64(sizes, o)) ? norm : 0;
  }
  return norms;
}

function rowNorms(rows: Float64Array, columns: number): Float64Array {
  const norms = new Float64Array(rows.length / columns);
  for (let j = 0; j < norms.length; j++) {
    let squared = 0;
    for (let i = j * columns; i < (j + 1) * columns; i++) squared += f64(rows, i) ** 2;
    norms[j] = Math.sqrt(squared);
  }
  return norms;
}

/**
 * The distance to the nearest boundary: min |z − t| / ‖∇z‖ over the units of layers 1 … `upToLayer`, in R^d, or with ∇z along the
 * slice; both exact, since the nearest hyperplane of all is a facet of the point's polytope. Infinite where no unit changes. The
 * boundary may lie beyond the domain. Cost a point: a pass without the first layer's inputs; once a polytope, its gradients.
 */
export function boundaryDistance(network: Network, slice: Slice, space: DensitySpace, upToLayer?: number): DensityAt {
  const layout = codeLayout(network, upToLayer);
  const onSlice = sliceNetwork(network, slice);
  const first = space === 'slice' ? gradientsAlong(network, orthonormalAxes(slice)) : gradientsInInput(network);
  const kept = new Map<string, Norms>();
  const normsAt = (z: readonly Float64Array[]): Norms => {
    const code = codeOf(layout, z);
    const key = code.join();
    let norms = kept.get(key);
    if (!norms) {
      norms = gradientNorms(network, layout, first, z, code);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
      kept.set(key, norms);
    }
    return norms;
  };
  const plain = layout.gated.filter(({ contest }) => !contest);
  return (p, q) => {
    onSlice.at(p, q);
    const { z } = onSlice;
    const { units, contests } = normsAt(z);
    let least = Number.POSITIVE_INFINITY;
    for (const gated of plain)
      least = Math.min(least, leastOfLayer(gated, z[gated.layer - 1] as Float64Array, units[gated.layer - 1]));
    for (const [{ at, count, winner, other }, norms] of contests) {
      const values = z[at - 1] as Float64Array;
      for (let i = 0; i < count; i++) {
        const norm = f64(norms, i);
        if (norm > 0) least = Math.min(least, (f64(values, i32(winner, i)) - f64(values, i32(other, i))) / norm);
      }
    }
    // What rounding puts on the other side is on the boundary.
    return Math.max(0, least);
  };
}

function leastOfLayer(
  { size, activation, held }: GatedLayer,
  z: Float64Array,
  norms: Float64Array = new Float64Array(size),
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let unit = 0; unit < size; unit++) {
    const norm = f64(norms, unit);
    if (!(norm > 0) || isHeld(held, unit)) continue;
    for (const threshold of activation.thresholds) least = Math.min(least, Math.abs(f64(z, unit) - threshold) / norm);
  }
  return least;
}
