import { type FirstGradients, gradientsAlong, gradientsInInput, orthonormalAxes } from '../analysis/coordinates';
import { f64 } from '../math/typed';
import { affineOp } from '../network/affine';
import { codeOf } from '../network/code';
import { isHeld } from '../network/held';
import { gatesAt } from '../network/localMap';
import { type CodeLayout, codeLayout, type Layer, type Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { sliceNetwork } from './sliceNetwork';
import type { DensityAt, DensitySpace } from './types';

/** A gradient shorter than this share of what it is summed from is rounding: the unit is constant there. */
const CANCELLED = 1e-12;

/** Norms of polytopes that are kept; beyond, the oldest goes. */
const MOST_KEPT = 20_000;

/** ‖∇z‖ of every unit that can change its piece (0: it does not), layer by layer, under the code of given pre-activations. */
function gradientNorms(
  network: Network,
  layout: CodeLayout,
  first: FirstGradients,
  z: readonly Float64Array[],
): Float64Array[] {
  const { columns } = first;
  const gates = gatesAt(network, z);
  const last = layout.gated.at(-1)?.layer ?? 0;
  let gradients = first.values;
  let sizes = rowNorms(gradients, columns);
  const norms: Float64Array[] = [sizes];
  for (let l = 1; l < last; l++) {
    const layer = network.layers[l] as Layer;
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
    norms.push(rowNorms(next, columns).map((norm, j) => (norm > CANCELLED * f64(summed, j) ? norm : 0)));
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
  const kept = new Map<string, Float64Array[]>();
  const normsAt = (z: readonly Float64Array[]): Float64Array[] => {
    const key = codeOf(layout, z).join();
    let norms = kept.get(key);
    if (!norms) {
      norms = gradientNorms(network, layout, first, z);
      if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
      kept.set(key, norms);
    }
    return norms;
  };
  return (p, q) => {
    onSlice.at(p, q);
    const { z } = onSlice;
    const norms = normsAt(z);
    let least = Number.POSITIVE_INFINITY;
    for (const { layer, size, activation, held } of layout.gated)
      for (let unit = 0; unit < size; unit++) {
        const norm = f64(norms[layer - 1] as Float64Array, unit);
        if (!(norm > 0) || isHeld(held, unit)) continue;
        const value = f64(z[layer - 1] as Float64Array, unit);
        for (const threshold of activation.thresholds) least = Math.min(least, Math.abs(value - threshold) / norm);
      }
    return least;
  };
}
