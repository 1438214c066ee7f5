/** How far a soft activation is from the spline that it softens, and how wide a soft boundary is. Closed forms. */
import type { LayerGate } from './gate';

/** W(1/e), the largest u·σ(−u). */
const LAMBERT = 0.2784645427610738;
/** The largest u·Φ(−u), and where it is. */
const PROBIT_GAP = 0.16997120747990369;
const PROBIT_AT = 0.7517915246935645;

export interface Gap {
  /** The largest |soft − hard|. */
  readonly gap: number;
  /** The |u| where it is. */
  readonly at: number;
}

/**
 * Of a soft ReLU: swish W(1/e)/η at (1 + W(1/e))/η, softplus ln 2/η at 0, GELU 0.16997/η at 0.7518/η. η = 0: Infinity, but
 * for the hard limit, whose gap is 0.
 */
export function reluGap({ kind, eta, entropic }: LayerGate): Gap {
  if (entropic) return { gap: Math.LN2 / eta, at: 0 };
  if (kind === 'probit') return { gap: PROBIT_GAP / eta, at: PROBIT_AT / eta };
  return { gap: LAMBERT / eta, at: (1 + LAMBERT) / eta };
}

/** Slope of the logistic gate that is nearest to Φ, and the largest difference of the two gates. */
export const NEAREST_GATE = { eta: 1.702, gap: 0.0095 } as const;
/** Slope of the swish that is nearest to GELU, and the largest difference of the two functions. */
export const NEAREST_SWISH = { eta: 1.773, gap: 0.0139 } as const;

/** |ηu| at which a gate's entropy is half of ln 2: H(σ(u)) = ½ ln 2, and H(Φ(u)) = ½ ln 2. */
const HALF_ENTROPY = { logistic: 2.090456507088288, probit: 1.2263799464386433 } as const;

/**
 * Full width, at half the largest entropy, of the soft boundary of a unit of two pieces, in its pre-activation: ∝ 1/η. `scale`
 * as in `gateScale`. 0 for the hard gate.
 */
export const boundaryWidth = ({ kind, eta }: LayerGate, scale = 1): number => (2 * HALF_ENTROPY[kind]) / (eta * scale);
