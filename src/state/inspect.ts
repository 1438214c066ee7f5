/** All that the inspector shows of one input, in float64 on the calling thread. */
import { boundaryUnits, codeLayout, type Network, nearestBoundary, preActivations } from '../core/network';
import { codeOf } from '../core/network/code';
import { readOut } from '../core/network/forward';
import { applyMap, gatesAt, mapOfGates, mapOnSlice } from '../core/network/localMap';
import { pointInInput, type Slice } from '../core/slice/slice';
import type { Inspection, Point2 } from './types';

function norm(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] as number) * (values[i] as number);
  return Math.sqrt(sum);
}

/** The inspection of a slice point; `face` is left to whoever has the complex. */
export function inspectPoint(network: Network, slice: Slice, point: Point2): Omit<Inspection, 'face'> {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  const gates = gatesAt(network, z);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  const map = mapOfGates(network, gates);
  const ownOutput = applyMap(map, x);
  const difference = norm(ownOutput.map((value, i) => value - (output[i] as number)));
  const whole = nearestBoundary(network, x, undefined, z, gates);
  return {
    x,
    output,
    preActivations: z,
    code: codeOf(codeLayout(network), z),
    map,
    sliceMap: mapOnSlice(map, slice),
    nearestBoundary: whole,
    // With one input the slice is the whole line.
    nearestBoundaryInSlice: network.inputSize === 1 ? whole : nearestBoundary(network, x, slice, z, gates),
    onBoundary: boundaryUnits(network, x, z),
    residual: difference / (norm(map.A) * norm(x) + norm(map.c) + 1),
  };
}
