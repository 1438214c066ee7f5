/** All that the inspector shows of one input, in float64 on the calling thread. */
import {
  boundaryUnits,
  codeLayout,
  localAffineMap,
  type Network,
  nearestBoundary,
  preActivations,
} from '../core/network';
import { codeOf } from '../core/network/code';
import { readOut } from '../core/network/forward';
import { applyMap, mapOnSlice } from '../core/network/localMap';
import { nearestBoundaryOnSlice } from '../core/report';
import { pointInInput, type Slice } from '../core/slice/slice';
import type { Inspection, Point2 } from './types';

const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

/** The inspection of a slice point; `face` is left to whoever has the complex. */
export function inspectPoint(network: Network, slice: Slice, point: Point2): Omit<Inspection, 'face'> {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  const code = codeOf(codeLayout(network), z);
  const map = localAffineMap(network, code);
  const ownOutput = applyMap(map, x);
  const difference = norm(ownOutput.map((value, i) => value - (output[i] as number)));
  return {
    x,
    output,
    preActivations: z,
    code,
    map,
    sliceMap: mapOnSlice(map, slice),
    nearestBoundary: nearestBoundary(network, x, undefined, z),
    nearestBoundaryInSlice: nearestBoundaryOnSlice(network, x, slice, z),
    onBoundary: boundaryUnits(network, x, z),
    residual: difference / (norm(map.A) * norm(x) + norm(map.c) + 1),
  };
}
