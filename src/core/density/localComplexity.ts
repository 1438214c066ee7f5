import { differingUnits } from '../analysis/codeDistance';
import { orthonormalAxes } from '../analysis/coordinates';
import { f64, i32 } from '../math/typed';
import { codeOf } from '../network/code';
import { hasContests } from '../network/contest';
import { unitPiece } from '../network/held';
import { codeLayout, type Network } from '../network/network';
import { randomDirections } from '../slice/random';
import type { Slice } from '../slice/slice';
import { sliceNetwork } from './sliceNetwork';
import type { DensityAt, DensitySpace } from './types';

export interface ComplexityOptions {
  /** Distance r from the point to each vertex, in the metric of the input space. */
  readonly radius: number;
  /** Where the cross-polytope lies: in the slice (two directions), or in R^d. */
  readonly space: DensitySpace;
  /** P: how many directions in R^d; at most d count. */
  readonly directions: number;
  readonly seed: number;
  /** Count units of layers 1 … `upToLayer` only. */
  readonly upToLayer?: number;
}

const SIGNS = [1, -1] as const;

/** Orthonormal vectors of R^d: a turned pair in the slice, or P random ones. */
function axesOf(network: Network, slice: Slice, { space, directions, seed }: ComplexityOptions): Float64Array[] {
  if (space === 'input') return randomDirections(network.inputSize, seed, directions);
  const [first, second] = orthonormalAxes(slice);
  return randomDirections(2, seed, 2).map((turned) =>
    first.map((value, i) => f64(turned, 0) * value + f64(turned, 1) * f64(second, i)),
  );
}

/**
 * Local complexity: the number of units that are not on one and the same piece at all 2P vertices x ± r·p_i of a random
 * orthonormal cross-polytope. The same directions at every point; the same bits on every machine. A sample of the boundaries
 * nearby: one that passes between the vertices without parting them is not counted, and neither is one that two of its bends
 * bring back. Source: Humayun et al., "Deep Networks Always Grok". Cost a point: 2P passes without the first layer's inputs.
 */
export function localComplexity(network: Network, slice: Slice, options: ComplexityOptions): DensityAt {
  const onSlice = sliceNetwork(network, slice);
  const layout = codeLayout(network, options.upToLayer);
  const steps = axesOf(network, slice, options).map((axis) =>
    onSlice.along(axis).map((change) => options.radius * change),
  );
  const pieces = new Int32Array(layout.units);
  const parted = new Uint8Array(layout.units);
  let firstCode: Uint32Array = new Uint32Array(layout.words);
  // In a contest a unit is parted where another one wins: that is the match at which the two would meet, which matters to both.
  const visitContests = (isFirst: boolean): void => {
    const words = codeOf(layout, onSlice.z);
    if (isFirst) firstCode = words;
    for (const unit of differingUnits(layout, firstCode, words)) parted[unit] = 1;
  };
  const visitUnits = (isFirst: boolean): void => {
    for (const { layer, size, activation, held, firstUnit } of layout.gated) {
      const z = onSlice.z[layer - 1] as Float64Array;
      for (let unit = 0; unit < size; unit++) {
        const piece = unitPiece(activation, held, unit, f64(z, unit));
        if (isFirst) pieces[firstUnit + unit] = piece;
        else if (piece !== i32(pieces, firstUnit + unit)) parted[firstUnit + unit] = 1;
      }
    }
  };
  const visit = hasContests(layout) ? visitContests : visitUnits;
  return (p, q) => {
    parted.fill(0);
    steps.forEach((step, i) => {
      for (const sign of SIGNS) {
        onSlice.at(p, q, step, sign);
        visit(i === 0 && sign === 1);
      }
    });
    let count = 0;
    for (const one of parted) count += one;
    return count;
  };
}
