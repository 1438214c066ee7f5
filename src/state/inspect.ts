/** All that the inspector shows of one input, in float64 on the calling thread. */
import { boundaryUnits, codeLayout, type Network, nearestBoundary, preActivations } from '../core/network';
import { hasNearest } from '../core/network/allGradients';
import { codeOf, codesEqual } from '../core/network/code';
import { readOut } from '../core/network/forward';
import { applyMap, gatesAt, mapOfGates, mapOnSlice } from '../core/network/localMap';
import { pointInInput, type Slice } from '../core/slice/slice';
import type { Inspection, Point2 } from './types';

function norm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (values[i] as number);
  return Math.sqrt(sum);
}

/** A network's map on the polytope of a code. */
export type KnownMap = Pick<Inspection, 'code' | 'map'> & { readonly network: Network };

/**
 * The inspection of a slice point; `face` is left to whoever has the complex. `known`: the map that was made last, which is
 * the same object again while the point stays in its polytope.
 */
export function inspectPoint(
  network: Network,
  slice: Slice,
  point: Point2,
  known: KnownMap | null = null,
): Omit<Inspection, 'face'> {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  const gates = gatesAt(network, z);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  const code = codeOf(codeLayout(network), z);
  const stays = known?.network === network && codesEqual(known.code, code);
  const map = stays ? known.map : mapOfGates(network, gates);
  const ownOutput = applyMap(map, x);
  const difference = norm(ownOutput.map((value, i) => value - (output[i] as number)));
  // Where it would have to be searched for, it is no question for every move of the pointer.
  const whole = hasNearest(network) ? nearestBoundary(network, x, undefined, z, gates) : null;
  return {
    x,
    output,
    preActivations: z,
    code,
    map,
    sliceMap: mapOnSlice(map, slice),
    nearestBoundary: whole,
    // With one input the slice is the whole line.
    nearestBoundaryInSlice: network.inputSize === 1 ? whole : nearestBoundary(network, x, slice, z, gates),
    onBoundary: boundaryUnits(network, x, z),
    residual: difference / (norm(map.A) * norm(x) + norm(map.c) + 1),
  };
}
