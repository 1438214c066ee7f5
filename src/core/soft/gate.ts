/**
 * Soft codes of one unit. A max-affine spline max_r e_r is softened by its β-vector-quantisation: the code is
 * softmax(η e), η = β/(1 − β), and the output Σ t_r e_r. Source: Balestriero & Baraniuk, "From Hard to Soft" (1810.09274).
 */
import { normalCdf, normalDensity } from '../math/normal';
import type { ActivationSpec, PiecewiseLinear } from '../network/activation';

/**
 * How the units of a layer are softened. `logistic`: by the β family; `probit`: by Φ(ηu), which is GELU at η = 1 and no
 * member of the family. η is from 0 (all pieces alike) to Infinity (the hard spline). `entropic` adds H(t)/η, which makes
 * a swish a softplus.
 */
export interface LayerGate {
  readonly kind: 'logistic' | 'probit';
  readonly eta: number;
  readonly entropic: boolean;
}

/** η of a β in [0, 1]; Infinity at 1. */
export const etaOf = (beta: number): number => beta / (1 - beta);

/** β of an η in [0, Infinity]. */
export const betaOf = (eta: number): number => (eta === Infinity ? 1 : eta / (1 + eta));

/** The gate that an activation has of its own; null for a hard one. */
export function ownGate({ name, eta = 1 }: ActivationSpec): LayerGate | null {
  switch (name) {
    case 'gelu':
      return { kind: 'probit', eta: 1, entropic: false };
    case 'softplus':
      return { kind: 'logistic', eta, entropic: true };
    case 'swish':
      return { kind: 'logistic', eta, entropic: false };
    case 'sigmoid':
    case 'tanh':
      return { kind: 'logistic', eta: 1, entropic: false };
    default:
      return null;
  }
}

/** P(u > 0) of a gate at u = κ(z − t) and the other side, each without cancellation, and the slope of the first. */
export interface GateValue {
  readonly on: number;
  readonly off: number;
  readonly slope: number;
}

/** The gate's value; at η = Infinity a step that is on at u ≥ 0. */
export function gateValue({ kind, eta }: LayerGate, u: number): GateValue {
  if (eta === Infinity) return u >= 0 ? { on: 1, off: 0, slope: 0 } : { on: 0, off: 1, slope: 0 };
  const a = eta * u;
  if (kind === 'probit') return { on: normalCdf(a), off: normalCdf(-a), slope: eta * normalDensity(a) };
  const small = Math.exp(-Math.abs(a));
  const likely = 1 / (1 + small);
  const unlikely = small / (1 + small);
  const [on, off] = a >= 0 ? [likely, unlikely] : [unlikely, likely];
  return { on, off, slope: eta * likely * unlikely };
}

/**
 * How strongly a threshold's gate depends on z − t: the change of slope there, as softmax(η e) has it; at a step, where the
 * code itself is the output, the height of the step (sigmoid: σ(ηz), tanh: tanh(ηz)).
 */
export function gateScale(f: PiecewiseLinear, threshold: number): number {
  const change = Math.abs((f.slopes[threshold + 1] as number) - (f.slopes[threshold] as number));
  return change > 0 ? change : Math.abs((f.offsets[threshold + 1] as number) - (f.offsets[threshold] as number));
}

/** Whether thresholds have gates of different steepness: then a later one has to be kept from being passed before an earlier one. */
export const hasUnevenGates = (f: PiecewiseLinear): boolean =>
  f.thresholds.some((_, r) => gateScale(f, r) !== gateScale(f, 0));

/** −Σ p ln p of a distribution, in nats; 0 ln 0 is 0. */
export function entropyOf(p: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) {
    const value = p[i] as number;
    if (value > 0 && value < 1) sum -= value * Math.log(value);
  }
  return sum;
}

/** softmax(η e) of the pieces of a max-affine spline, without overflow; at η = Infinity the lowest of the largest gets 1. */
export function softAssignment(e: ArrayLike<number>, eta: number): Float64Array {
  const values = Float64Array.from(e);
  const largest = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const winner = values.indexOf(largest);
  const weights = values.map((value, r) =>
    eta === Infinity ? Number(r === winner) : Math.exp(eta * (value - largest)),
  );
  const total = weights.reduce((sum, value) => sum + value, 0);
  return weights.map((value) => value / total);
}
