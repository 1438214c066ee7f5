import { f64 } from '../../math/typed';
import type { CodeLayout, Network } from '../../network/network';
import { NO_EVENTS } from './events';
import { LayerTrace, type Stretch, type Traced } from './layerTrace';

/** A network along a stretch of a line. */
export interface StretchTrace {
  /** The piece of each gated unit where the stretch starts, by index among all. */
  readonly first: Uint8Array;
  /** Of the outputs. */
  readonly outputs: Traced;
}

/**
 * Traces a network along x + (t − start)·direction for t in [start, end]: what changes is left in `stretch.changes`. Null
 * once there are more than `most` changes of a layer. Cost: a forward pass and the bounds of its rounding, and for each change what
 * it touches in the layers behind it.
 */
export function traceStretch(
  network: Network,
  layout: CodeLayout,
  x: Float64Array,
  direction: Float64Array,
  stretch: Stretch,
  most: number,
): StretchTrace | null {
  const first = new Uint8Array(layout.units);
  const length = stretch.end - stretch.start;
  const largest = x.map((value, k) => Math.max(Math.abs(value), Math.abs(value + length * f64(direction, k))));
  let traced: Traced = { values: x, slopes: direction, events: NO_EVENTS, largest, errors: null };
  for (const [index, layer] of network.layers.entries()) {
    const entry = layout.gated.find((gated) => gated.layer === index + 1);
    const trace = new LayerTrace(layer, index, entry, traced, stretch);
    const next = trace.run(most);
    if (!next) return null;
    if (entry) first.set(trace.first, entry.firstUnit);
    traced = next;
  }
  return { first, outputs: traced };
}
