/** The second input: what the network makes of it, to be set beside the selected one. */
import { boundaryUnits, codeLayout, type Network, preActivations, type UnitRef } from '../core/network';
import { codeOf } from '../core/network/code';
import { readOut } from '../core/network/forward';
import { pointInInput, type Slice } from '../core/slice/slice';
import { isLarge } from './large';
import type { LensStore, Point2 } from './types';

export interface SecondInput {
  readonly x: Float64Array;
  readonly output: Float64Array;
  /** Bit-packed over all gated layers; on a boundary that of one side. */
  readonly code: Uint32Array;
  readonly preActivations: readonly Float64Array[];
  /** Units whose boundary it lies on, where a worker has looked for them. */
  readonly onBoundary?: readonly UnitRef[];
  /** Rows of its map that a worker was asked for, by output. */
  readonly rows?: ReadonlyMap<number, Float64Array>;
}

/** What the network makes of a place of the slice. Cost: a forward pass. */
export function inspectSecond(network: Network, slice: Slice, point: Point2): SecondInput {
  const x = pointInInput(slice, point);
  const z = preActivations(network, x);
  const output = readOut(network, z[z.length - 1] ?? new Float64Array(0));
  return { x, output, code: codeOf(codeLayout(network), z), preActivations: z };
}

interface Known {
  readonly slice: Slice;
  readonly point: Point2;
  readonly input: SecondInput;
}

/** What was last asked about, by network: several views ask for the same at every step of a drag. */
const known = new WeakMap<Network, Known>();

/**
 * The second input of the state; null where there is none, or where a large network's is still awaited from its worker
 * (`learnSecond`). Cost: a forward pass when it has moved.
 */
export function secondInput({ lens, session: { network, slice } }: LensStore): SecondInput | null {
  const point = lens.second;
  if (!point) return null;
  const last = known.get(network);
  if (last && last.slice === slice && last.point === point) return last.input;
  if (isLarge(network)) return null;
  const input = inspectSecond(network, slice, point);
  known.set(network, { slice, point, input });
  return input;
}

/** Keeps what a worker found. */
export function learnSecond(network: Network, slice: Slice, point: Point2, input: SecondInput): void {
  known.set(network, { slice, point, input });
}

/** Units whose boundary the second input lies on. Cost: a forward pass with magnitudes, where no worker has looked for them. */
export const secondBoundary = (
  network: Network,
  { x, preActivations: z, onBoundary }: SecondInput,
): readonly UnitRef[] => onBoundary ?? boundaryUnits(network, x, [...z]);
