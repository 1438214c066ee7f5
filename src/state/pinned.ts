/** What the network answers at pinned places. */
import type { Network } from '../core/network';
import { forward } from '../core/network/forward';
import { pointInInput, type Slice } from '../core/slice/slice';
import { isLarge } from './large';
import type { LensStore, Point2 } from './types';

interface Known {
  readonly slice: Slice;
  readonly output: Float64Array;
}

const known = new WeakMap<Network, WeakMap<Point2, Known>>();

/**
 * The output at a place of the slice, by a forward pass in float64 of the network that is sliced. Cost: none while network,
 * slice and the point itself (as an object) are the same. Null where a large network's is still awaited from its worker
 * (`learnOutput`).
 */
export function outputAt(
  { session: { network, slice } }: Pick<LensStore, 'session'>,
  point: Point2,
): Float64Array | null {
  const last = known.get(network)?.get(point);
  if (last?.slice === slice) return last.output;
  if (isLarge(network)) return null;
  const output = forward(network, pointInInput(slice, point));
  learnOutput(network, slice, point, output);
  return output;
}

/** Keeps the output at a place, as it was found here or by a worker. */
export function learnOutput(network: Network, slice: Slice, point: Point2, output: Float64Array): void {
  const outputs = known.get(network) ?? new WeakMap<Point2, Known>();
  known.set(network, outputs);
  outputs.set(point, { slice, output });
}
