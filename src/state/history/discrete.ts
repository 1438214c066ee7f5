/** Acts that are steps of their own, for Back as for undo: not to be told from a drag by time, but by what they do. */
import type { AnchorSpec, LensState, SliceSpec } from '../types';

/** An anchor that was picked, not dragged, is a single data point. */
const isPick = (now: AnchorSpec, before: AnchorSpec): boolean =>
  now !== before && now.kind === 'mix' && now.terms.length === 1 && JSON.stringify(now) !== JSON.stringify(before);

function pickedAnchor(now: SliceSpec, before: SliceSpec): boolean {
  if (now.kind !== 'anchors' || before.kind !== 'anchors') return now.kind !== before.kind;
  return now.anchors.some((anchor, k) => isPick(anchor, before.anchors[k as 0 | 1 | 2]));
}

/** Another scene, network, domain or anchor; everything else (drags, training, zoom) goes on by small changes. */
export const isDiscrete = (now: LensState, before: LensState): boolean =>
  now.scene !== before.scene ||
  now.network !== before.network ||
  now.domain !== before.domain ||
  pickedAnchor(now.slice, before.slice);
