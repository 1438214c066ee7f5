import { u32 } from '../math/typed';
import { unitMatters } from '../network/contestLinks';
import { readEntry } from '../network/entries';
import type { CodeLayout, GatedLayer } from '../network/network';

/** Number of ones of a 32-bit word: sums of neighbouring fields of 1, 2, 4 and 8 bits. */
export function popCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The bits of word `index` that belong to bits [from, to) of a code. */
export function wordMask(index: number, from: number, to: number): number {
  const low = Math.max(0, from - 32 * index);
  const high = Math.min(32, to - 32 * index);
  if (high <= low) return 0;
  return (high === 32 ? -1 : (1 << high) - 1) & (-1 << low);
}

/**
 * How many units of one layer are in another piece in code a than in code b: entries that differ, not bits. A contest in which
 * another candidate wins counts once, at the match where the two would meet (`separates`), whatever matches change with it; so
 * the distance is no more than the number of boundaries on any way between the two.
 */
export function layerDistance(
  layout: CodeLayout,
  gated: GatedLayer,
  a: Uint32Array,
  aStart: number,
  b: Uint32Array,
  bStart: number,
): number {
  const { size, bits, firstBit, firstUnit, contest } = gated;
  let count = 0;
  const end = firstBit + bits * size;
  if (bits === 1) {
    for (let w = firstBit >>> 5; 32 * w < end; w++) {
      const differing = (u32(a, aStart + w) ^ u32(b, bStart + w)) & wordMask(w, firstBit, end);
      if (!contest || differing === 0) count += popCount(differing);
      else
        for (let rest = differing; rest !== 0; rest &= rest - 1) {
          const unit = firstUnit + 32 * w + 31 - Math.clz32(rest & -rest) - firstBit;
          if (parts(layout, unit, a, aStart, b, bStart)) count++;
        }
    }
    return count;
  }
  for (let bit = firstBit; bit < end; bit += bits)
    if (readEntry(a, aStart, bit, bits) !== readEntry(b, bStart, bit, bits)) count++;
  return count;
}

/** Whether a unit that differs is what parts two codes: of matches of contests those that matter under both. */
const parts = (
  layout: CodeLayout,
  unit: number,
  a: Uint32Array,
  aStart: number,
  b: Uint32Array,
  bStart: number,
): boolean => unitMatters(layout, unit, a, aStart) && unitMatters(layout, unit, b, bStart);

/** Hamming distance of two codes: units in another piece (see `layerDistance`), in all and for each gated layer in order. */
export interface CodeDistance {
  readonly total: number;
  readonly byLayer: readonly { readonly layer: number; readonly units: number; readonly differing: number }[];
}

/** Units in another piece in code a than in code b, by index among all gated units, in rising order; of contests as `layerDistance`. */
export function differingUnits(layout: CodeLayout, a: Uint32Array, b: Uint32Array): number[] {
  const found: number[] = [];
  for (const { size, bits, firstBit, firstUnit, contest } of layout.gated) {
    const end = firstBit + bits * size;
    let last = -1;
    for (let w = firstBit >>> 5; 32 * w < end; w++)
      for (let left = (u32(a, w) ^ u32(b, w)) & wordMask(w, firstBit, end); left !== 0; left &= left - 1) {
        const bit = 32 * w + 31 - Math.clz32(left & -left);
        const unit = firstUnit + Math.floor((bit - firstBit) / bits);
        // Several bits of one entry are one unit.
        if (unit !== last && (!contest || parts(layout, unit, a, 0, b, 0))) found.push(unit);
        last = unit;
      }
  }
  return found;
}

/** Compares two packed codes of one layout. */
export function codeDistance(layout: CodeLayout, a: Uint32Array, b: Uint32Array): CodeDistance {
  const byLayer = layout.gated.map((gated) => ({
    layer: gated.layer,
    units: gated.size,
    differing: layerDistance(layout, gated, a, 0, b, 0),
  }));
  return { total: byLayer.reduce((sum, { differing }) => sum + differing, 0), byLayer };
}
