/** Norms of maps in R^d, row by row: where the gradients of all units in all inputs are too many. */
import { hasAllGradients } from '../network/allGradients';
import { gatesOf, rowsOfMap } from '../network/localMap';
import type { Network } from '../network/network';
import { spectralNormOf } from './norms';

/** Entries of one map that are kept: 160 MB. */
const MOST_ENTRIES = 2e7;

/** Rows or columns, whichever are fewer: the norm of a map takes their cube. */
const MOST_SIZE = 512;

/** Whether ‖A‖₂ in R^d can be had: from the gradients of all units, or from the rows of one map at a time. */
export const hasInputNorms = (network: Network): boolean =>
  hasAllGradients(network) ||
  (network.outputSize * network.inputSize <= MOST_ENTRIES &&
    Math.min(network.outputSize, network.inputSize) <= MOST_SIZE);

/** ‖A‖₂ in R^d of the local affine map under one code after another. */
export function inputNormByRows(network: Network): (code: Uint32Array) => Generator<undefined, number, undefined> {
  const { outputSize: rows, inputSize: cols } = network;
  const A = new Float64Array(rows * cols);
  const norm = spectralNormOf(rows, cols);
  /** Yields after each row, which costs a pass backwards. */
  return function* (code) {
    const gates = gatesOf(network, code);
    for (let row = 0; row < rows; row++) {
      A.set(rowsOfMap(network, gates, [row]).A, row * cols);
      yield;
    }
    return norm(A);
  };
}
