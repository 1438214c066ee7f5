import { f64 } from '../../math/typed';
import type { CodeLayout, Network } from '../../network/network';
import type { Steps } from '../../partition/steps';
import { NO_EVENTS } from './events';
import { LayerTrace } from './layerTrace';
import type { Stretch, Traced } from './types';

/** A network along a stretch of a line. */
export interface StretchTrace {
  /** The piece of each gated unit where the stretch starts, by index among all. */
  readonly first: Uint8Array;
  /** Of the outputs. */
  readonly outputs: Traced;
}

/**
 * Traces a network along x + (t − start)·direction for t in [start, end]: what changes is left in `stretch.changes`. Null
 * once there is more than the stretch may hold. Cost: a forward pass and the bounds of its rounding, and for each change what
 * it touches in the layers behind it; a step is some milliseconds of it, or a layer's pass.
 */
export function* traceStretch(
  network: Network,
  layout: CodeLayout,
  x: Float64Array,
  direction: Float64Array,
  stretch: Stretch,
): Steps<StretchTrace | null> {
  const first = new Uint8Array(layout.units);
  const length = stretch.end - stretch.start;
  const largest = x.map((value, k) => Math.max(Math.abs(value), Math.abs(value + length * f64(direction, k))));
  let traced: Traced = { values: x, slopes: direction, events: NO_EVENTS, largest, errors: null };
  const share = 1 / network.layers.length;
  for (const [index, layer] of network.layers.entries()) {
    const entry = layout.gated.find((gated) => gated.layer === index + 1);
    stretch.done = index * share;
    const trace = new LayerTrace(layer, index, entry, traced, stretch, share);
    yield layer.inputSize + layer.outputSize;
    const next = yield* trace.run();
    if (!next) return null;
    if (entry) first.set(trace.first, entry.firstUnit);
    traced = next;
  }
  return { first, outputs: traced };
}
