/** The probability of each of some spline codes at a point. */
import { f64 } from '../math/typed';
import { mattering } from '../network/contest';
import { readEntry } from '../network/entries';
import type { CodeLayout } from '../network/network';
import type { SoftPass } from './pass';

/**
 * p(s|x) of packed codes, `layout.words` each: the product over the units of the layout, which may be that of the first
 * layers alone. Over all codes they sum to 1; codes that no input has take their share. Cost: codes × units.
 */
export function codeProbabilities(
  layout: CodeLayout,
  { codes: soft }: Pick<SoftPass, 'codes'>,
  codes: Uint32Array,
): Float64Array {
  const result = new Float64Array(codes.length / layout.words).fill(1);
  // Of a contest the matches on the winner's way: no others have an entry of their own.
  const matters = Array.from(result, (_, i) => mattering(layout, codes, i * layout.words));
  for (const { layer, size, bits, firstBit, firstUnit } of layout.gated) {
    const own = soft.find((entry) => entry.layer === layer);
    if (!own) throw new RangeError(`invalid soft code: it has no layer ${layer}`);
    for (let i = 0; i < result.length; i++) {
      let product = f64(result, i);
      for (let j = 0; j < size; j++) {
        if (matters[i]?.[firstUnit + j] === 0) continue;
        const piece = readEntry(codes, i * layout.words, firstBit + j * bits, bits);
        product *= f64(own.probabilities, j * own.pieces + piece);
      }
      result[i] = product;
    }
  }
  return result;
}
