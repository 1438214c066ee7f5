import type { Network } from '../core/network/network';

/** Whether a network may be another one at another step of its training: numbers of the one are shown until those of the other are there. */
export const sameShape = (a: Network | null, { inputSize, layers }: Network): boolean =>
  a?.inputSize === inputSize &&
  a.layers.length === layers.length &&
  a.layers.every(({ outputSize }, l) => outputSize === layers[l]?.outputSize);
