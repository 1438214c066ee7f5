import { add, cast, erf, greaterEqual, mul, relu, type Scalar, sigmoid, sub, type Tensor } from '@tensorflow/tfjs';
import { type ActivationSpec, type PiecewiseLinear, piecewiseLinear } from '../core/network/activation';
import { gateScale, hasUnevenGates, ownGate } from '../core/soft/gate';

/** A gate's slope: a number, or what is learned. */
export type Eta = number | Scalar;

/** P(u > 0): Φ(ηu) for GELU, σ(ηu) for all others; a step that is on at u ≥ 0 for η = Infinity. */
function gate<T extends Tensor>(spec: ActivationSpec, u: T, eta: Eta): T {
  if (eta === Infinity) return cast(greaterEqual(u, 0), 'float32');
  if (ownGate(spec)?.kind === 'probit') return mul(0.5, add(1, erf(mul(mul(u, eta), Math.SQRT1_2))));
  return sigmoid(mul(u, eta));
}

/**
 * κ_r (z − t_r) of each threshold: what its gate's slope is multiplied with. Who is beyond a threshold is beyond those before it:
 * gates that are all as steep see to that themselves, of others the least argument so far counts.
 */
export function gateArguments<T extends Tensor>(f: PiecewiseLinear, z: T): T[] {
  const uneven = hasUnevenGates(f);
  const all: T[] = [];
  f.thresholds.forEach((threshold, r) => {
    const scale = gateScale(f, r);
    const from: T = threshold === 0 ? z : sub(z, threshold);
    const own: T = scale === 1 ? from : mul(from, scale);
    const before = all[r - 1];
    all.push(before && uneven ? sub(before, relu(sub(before, own))) : own);
  });
  return all;
}

/** a·z + o without the terms that are none; null for 0. */
function affine<T extends Tensor>(a: number, o: number, z: T): T | null {
  if (a === 0) return o === 0 ? null : add(mul(z, 0), o);
  const product: T = a === 1 ? z : mul(z, a);
  return o === 0 ? product : add(product, o);
}

/**
 * Σ_r t_r (a_r z + o_r) of the activation's pieces (those that a smooth one softens), each threshold with a gate of slope η: as
 * `core/soft` has it, summed by thresholds. h = a_0 z + o_0 + Σ_r P(z > t_r) (what changes at t_r).
 */
export function softActivate<T extends Tensor>(spec: ActivationSpec, z: T, eta: Eta): T {
  const f = piecewiseLinear(spec);
  let h: T | null = affine(f.slopes[0] as number, f.offsets[0] as number, z);
  gateArguments(f, z).forEach((u, r) => {
    const on = gate(spec, u, eta);
    const [slope, before] = [f.slopes[r + 1] as number, f.slopes[r] as number];
    const change = affine(slope - before, (f.offsets[r + 1] as number) - (f.offsets[r] as number), z);
    if (change) h = h ? add(h, mul(on, change)) : mul(on, change);
  });
  return h ?? mul(z, 0);
}
