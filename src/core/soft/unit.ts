import type { PiecewiseLinear } from '../network/activation';
import { entropyOf, gateScale, gateValue, type LayerGate } from './gate';

/** What a unit's gate makes of its pre-activation. `probabilities` has an entry a piece. */
export interface SoftUnit {
  /** Σ p_r a_r: the slope of the soft map. */
  readonly slope: number;
  /** Σ p_r o_r, with an entropic gate H/η more: h = slope·z + offset. */
  readonly offset: number;
  /** dh/dz, the gate's own change with it. */
  readonly derivative: number;
  /** H(p) in nats. */
  readonly entropy: number;
}

/**
 * Softens one unit at z: writes the probabilities of its R pieces to p from `start` on. Each threshold has a gate; piece r is
 * what lies between those of thresholds r − 1 and r. For two pieces, and for all max-affine splines of two, that is
 * softmax(η e). Hard tanh and ReLU6 are no max-affine splines but differences of two, each with a gate of its own.
 */
export function softUnit(f: PiecewiseLinear, gate: LayerGate, z: number, p: Float64Array, start: number): SoftUnit {
  const { slopes, offsets, thresholds } = f;
  if (gate.eta === Infinity) return hardUnit(f, z, p, start);
  let slope = 0;
  let offset = 0;
  let change = 0;
  let reached = 1;
  let [before, steepest] = [Infinity, 0];
  for (let r = 0; r < slopes.length; r++) {
    const a = slopes[r] as number;
    const o = offsets[r] as number;
    // A piece beyond the last threshold is for units that are held on it.
    let share = r > thresholds.length ? 0 : reached;
    if (r < thresholds.length) {
      const own = gateScale(f, r);
      const u = own * (z - (thresholds[r] as number));
      // Who is beyond a threshold is beyond those before it, however steep its gate is.
      const scale = u <= before ? own : steepest;
      [before, steepest] = [Math.min(u, before), scale];
      const { on, off, slope: steepness } = gateValue(gate, before);
      // The smaller side is exact: below half take it, above it the difference.
      share = r === 0 ? off : Math.max(0, reached - on);
      reached = on;
      change += scale * steepness * ((slopes[r + 1] as number) * z + (offsets[r + 1] as number) - (a * z + o));
    }
    p[start + r] = share;
    slope += share * a;
    offset += share * o;
  }
  const entropy = entropyOf(p.subarray(start, start + slopes.length));
  if (!gate.entropic) return { slope, offset, derivative: slope + change, entropy };
  // d(H/η)/dz = −t(1 − t)·u for a logistic gate: it takes the gate's change away again, and the slope is left.
  return { slope, offset: offset + entropy / gate.eta, derivative: slope, entropy };
}

function hardUnit(f: PiecewiseLinear, z: number, p: Float64Array, start: number): SoftUnit {
  const { slopes, offsets, thresholds, atThreshold } = f;
  let piece = 0;
  for (const threshold of thresholds) if (atThreshold === 'below' ? z > threshold : z >= threshold) piece++;
  p.fill(0, start, start + slopes.length);
  p[start + piece] = 1;
  const slope = slopes[piece] as number;
  return { slope, offset: offsets[piece] as number, derivative: slope, entropy: 0 };
}

/** A unit that is held on a piece (`held.ts`): its code is not soft. */
export function heldUnit(f: PiecewiseLinear, piece: number, p: Float64Array, start: number): SoftUnit {
  p.fill(0, start, start + f.slopes.length);
  p[start + piece] = 1;
  const slope = f.slopes[piece] as number;
  return { slope, offset: f.offsets[piece] as number, derivative: slope, entropy: 0 };
}
