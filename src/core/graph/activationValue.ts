import { normalCdf } from '../math/normal';
import { type ActivationSpec, pieceOf, piecewiseLinear } from '../network/activation';

/** An activation at z: a smooth one as it is, not as the spline that it softens. */
export function activationValue(spec: ActivationSpec, z: number): number {
  const eta = spec.eta ?? 1;
  switch (spec.name) {
    case 'gelu':
      return z * normalCdf(z);
    case 'swish':
      return z * sigmoid(eta * z);
    case 'softplus':
      return Math.max(0, z) + Math.log1p(Math.exp(-eta * Math.abs(z))) / eta;
    case 'sigmoid':
      return sigmoid(z);
    case 'tanh':
      return Math.tanh(z);
    default: {
      const f = piecewiseLinear(spec);
      const piece = pieceOf(f, z);
      return (f.slopes[piece] as number) * z + (f.offsets[piece] as number);
    }
  }
}

export const sigmoid = (z: number): number => (z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z)));
