import { f64 } from '../math/typed';
import { splineCode } from '../network/code';
import { localAffineMap } from '../network/localMap';
import { codeLayout, type Network } from '../network/network';
import { type CodeDistance, codeDistance } from './codeDistance';
import { euclideanNorm } from './norms';

/** How far two inputs are apart, seen in three ways. */
export interface InputComparison {
  /** Hamming distance of their spline codes. */
  readonly codes: CodeDistance;
  /** ‖A − A'‖_F of their local affine maps in R^d; 0 when they share a polytope. */
  readonly maps: number;
  /** ‖x − x'‖₂ */
  readonly inputs: number;
}

/**
 * Two inputs side by side. On a boundary an input has the code of one side (see `boundaryUnits`). Cost: outputs × weights,
 * twice.
 */
export function compareInputs(network: Network, a: ArrayLike<number>, b: ArrayLike<number>): InputComparison {
  const [codeA, codeB] = [splineCode(network, a), splineCode(network, b)];
  const codes = codeDistance(codeLayout(network), codeA, codeB);
  return {
    codes,
    maps: codes.total === 0 ? 0 : mapDistance(network, codeA, codeB),
    inputs: inputDistance(a, b),
  };
}

/** ‖a − b‖₂ of two vectors of one length. */
export const inputDistance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  euclideanNorm(Float64Array.from(a, (value, i) => value - (b[i] as number)));

/** ‖A − A'‖_F of the local affine maps of two packed codes, in R^d. */
export function mapDistance(network: Network, codeA: Uint32Array, codeB: Uint32Array): number {
  const other = localAffineMap(network, codeB).A;
  return euclideanNorm(localAffineMap(network, codeA).A.map((value, i) => value - f64(other, i)));
}
