import { f64 } from '../math/typed';
import { settleContests } from './contest';
import { readEntry, writeEntry } from './entries';
import { preActivations } from './forward';
import { unitPiece } from './held';
import { type CodeLayout, codeLayout, type Network } from './network';

/** Packs the code of given pre-activations (one array a layer). */
export function codeOf(layout: CodeLayout, z: readonly Float64Array[]): Uint32Array {
  const words = new Uint32Array(layout.words);
  for (const { layer, size, activation, held, bits, firstBit } of layout.gated) {
    const values = z[layer - 1] as Float64Array;
    for (let j = 0; j < size; j++)
      writeEntry(words, 0, firstBit + j * bits, bits, unitPiece(activation, held, j, f64(values, j)));
  }
  settleContests(layout, words);
  return words;
}

/** Spline code s(x), bit-packed as `codeLayout(network)` says. On a boundary the piece is `atThreshold`'s. */
export function splineCode(network: Network, x: ArrayLike<number>): Uint32Array {
  return codeOf(codeLayout(network), preActivations(network, x));
}

/** Piece index of a gated unit given by its index among all. `start`: first word of the code in `words`. */
export function entryOf(layout: CodeLayout, words: Uint32Array, unit: number, start = 0): number {
  for (const gated of layout.gated)
    if (unit < gated.firstUnit + gated.size)
      return readEntry(words, start, gated.firstBit + (unit - gated.firstUnit) * gated.bits, gated.bits);
  throw new RangeError(`invalid unit: ${unit} of ${layout.units}`);
}

/** Piece indices, one list a gated layer. */
export function codeEntries(layout: CodeLayout, words: Uint32Array, start = 0): number[][] {
  return layout.gated.map(({ size, bits, firstBit }) =>
    Array.from({ length: size }, (_, j) => readEntry(words, start, firstBit + j * bits, bits)),
  );
}

/** Whether two packed codes are the same. */
export function codesEqual(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
