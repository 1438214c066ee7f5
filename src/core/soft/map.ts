/** The soft map and the Jacobian of a softened network at a point. */
import { f64 } from '../math/typed';
import { type AffineMap, mapOfGates } from '../network/localMap';
import type { CodeOutput, Network } from '../network/network';
import type { SoftPass } from './pass';

/**
 * A(x) and c(x) with f(x) = A(x) x + c(x) exactly: the product of §1 with D_l = diag(Σ_r t_r a_r), which is the mean
 * Σ_s p(s|x) A_s over all codes. Not the Jacobian: see `jacobian`. Where the network reads out a code, its slope is 0 and the
 * map ends there: A = 0, c = f(x). Cost: outputs × weights.
 */
export function softMap(network: Network, pass: SoftPass): AffineMap {
  const { outputSize: rows, inputSize: cols } = network;
  if (network.codeOutput) return { rows, cols, A: new Float64Array(rows * cols), c: pass.output.slice() };
  return mapOfGates(network, pass.gates);
}

/** ∂f/∂x, outputs × inputs, row-major: the soft map's A and what the gates' own change adds. Cost: outputs × weights. */
export function jacobian(network: Network, pass: SoftPass): AffineMap {
  const gates = pass.gates.map(({ derivatives }) => ({
    slopes: derivatives,
    offsets: new Float64Array(derivatives.length),
  }));
  const inner = mapOfGates(network, gates);
  const { rows, cols } = inner;
  const A = network.codeOutput ? throughCode(network.codeOutput, pass.output, inner) : inner.A;
  return { rows, cols, A, c: new Float64Array(rows) };
}

/** The Jacobian of the read-out's code after that of its values. */
function throughCode(kind: CodeOutput, code: Float64Array, { A, rows, cols }: AffineMap): Float64Array {
  const out = new Float64Array(rows * cols);
  for (let k = 0; k < cols; k++) {
    let mean = 0;
    if (kind === 'softmax') for (let r = 0; r < rows; r++) mean += f64(code, r) * f64(A, r * cols + k);
    for (let r = 0; r < rows; r++) {
      const t = f64(code, r);
      const value = f64(A, r * cols + k);
      out[r * cols + k] =
        kind === 'softmax' ? t * (value - mean) : kind === 'tanh' ? (1 - t * t) * value : t * (1 - t) * value;
    }
  }
  return out;
}
