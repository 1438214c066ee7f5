/** The largest distance of any soft activation from its spline, and of a swish from GELU. */
import { largestNear } from '../math/golden';
import { normalCdf } from '../math/normal';
import { type ActivationSpec, isContinuous, type PiecewiseLinear, piecewiseLinear } from '../network/activation';
import { softValue } from './curve';
import { type Gap, reluGap } from './gaps';
import { gateScale, gateValue, type LayerGate } from './gate';

/** Places of the search on either side of a threshold: distances that double. */
const DOUBLINGS = 48;

/**
 * Largest |soft − hard| of an activation under a gate, and the |u| (from the threshold, for hard tanh and ReLU6 the u) where
 * it is. Two pieces that meet are a soft ReLU in other units: the gap is the same, the place 1/|a₁ − a₀| of its own. At a
 * step it is half the step's height. Hard tanh and ReLU6 by golden-section search. At η = 0 it may be without
 * bound: Infinity, as it is of two pieces that meet.
 */
export function splineGap(spec: ActivationSpec, gate: LayerGate): Gap {
  const f = piecewiseLinear(spec);
  if (gate.eta === Infinity || f.thresholds.length === 0) return { gap: 0, at: 0 };
  if (!isContinuous(f)) return { gap: Math.abs((f.offsets[1] as number) - (f.offsets[0] as number)) / 2, at: 0 };
  if (f.slopes.length > 2) return searched(f, gate);
  if (f.slopes[0] === f.slopes[1]) return { gap: 0, at: 0 };
  const { gap, at } = reluGap(gate);
  return { gap, at: at / gateScale(f, 0) };
}

function searched(f: PiecewiseLinear, gate: LayerGate): Gap {
  const hard: LayerGate = { ...gate, eta: Infinity };
  const difference = (u: number): number => Math.abs(softValue(f, gate, u) - softValue(f, hard, u));
  if (gate.eta === 0) return affineGap(f, difference);
  const reach = gate.eta > 0 ? 64 / gate.eta : 64;
  const distances = Array.from({ length: DOUBLINGS }, (_, k) => reach * 2 ** -k);
  const places = f.thresholds.flatMap((t) => [t, ...distances.flatMap((d) => [t - d, t + d])]);
  places.sort((a, b) => a - b);
  const { value, at } = largestNear(difference, places);
  return { gap: value, at };
}

/** At η = 0 the soft function is affine: the gap is at a threshold, or without bound. Of equal ones the first. */
function affineGap(f: PiecewiseLinear, difference: (u: number) => number): Gap {
  const [first, last] = [f.thresholds[0] as number, f.thresholds.at(-1) as number];
  if (difference(first - 1) !== difference(first) || difference(last + 1) !== difference(last))
    return { gap: Infinity, at: Infinity };
  return f.thresholds.reduce<Gap>((most, at) => (difference(at) > most.gap ? { gap: difference(at), at } : most), {
    gap: 0,
    at: first,
  });
}

/**
 * Largest |u·σ(ηu) − u·Φ(u)| and the |u| where it is; the difference is even in u. η = 0: Infinity; η = Infinity: GELU's gap
 * to ReLU. By golden-section search.
 */
export function swishGeluGap(eta: number): Gap {
  if (eta === 0) return { gap: Infinity, at: Infinity };
  const gate: LayerGate = { kind: 'logistic', eta, entropic: false };
  const difference = (u: number): number => u * Math.abs(gateValue(gate, u).off - normalCdf(-u));
  const reach = Math.max(8, 40 / eta);
  const places = Array.from({ length: 400 }, (_, k) => reach * 0.96 ** k).reverse();
  const { value, at } = largestNear(difference, places);
  return { gap: value, at };
}
