/** What becomes of the plane when the input is painted over, said once. */
import type { DataSet, SliceSpec } from '../../state/types';
import { classOf } from '../anchors/anchorSpec';

/**
 * The sentence for a first stroke on a plane of this kind; null where nothing is lost by it: two axes only move through the
 * picture, and an anchor a that is no data point was typed or painted before.
 */
export function paintNotice(slice: SliceSpec, data: DataSet | null): string | null {
  if (slice.kind === 'axes') return null;
  if (slice.kind !== 'anchors')
    return 'The plane now goes through three anchors, the painted picture is anchor a. Undo brings the plane back.';
  const [a] = slice.anchors;
  const [only] = a.kind === 'mix' ? a.terms : [];
  if (a.kind !== 'mix' || !only || !data) return null;
  const was = a.terms.length === 1 ? `the ${classOf(data, only[0])} (no. ${only[0]})` : 'a mix of data points';
  return `The plane now goes through the painted picture: anchor a was ${was}. Undo brings it back.`;
}
