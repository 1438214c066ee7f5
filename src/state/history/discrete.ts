/** Acts that are steps of their own, for Back as for undo: not to be told from a drag by time, but by what they do. */
import { isEdit } from '../editing';
import type { AnchorSpec, LensState, SliceSpec } from '../types';

/** An anchor that was picked, not dragged, is a single data point. */
const isPick = (now: AnchorSpec, before: AnchorSpec): boolean =>
  now !== before && now.kind === 'mix' && now.terms.length === 1 && JSON.stringify(now) !== JSON.stringify(before);

/** Another plane was chosen: of another kind, along other directions, or through another data point. */
export function chosenPlane(now: SliceSpec, before: SliceSpec): boolean {
  if (now.kind === 'anchors' && before.kind === 'anchors')
    return now.anchors.some((anchor, k) => isPick(anchor, before.anchors[k as 0 | 1 | 2]));
  if (now.kind === 'random' && before.kind === 'random') return now.seed !== before.seed;
  if (now.kind === 'axes' && before.kind === 'axes') return now.axes.join() !== before.axes.join();
  if (now.kind === 'principal' && before.kind === 'principal')
    return now.components.join() !== before.components.join();
  return true;
}

/** Another scene, network, domain, space or plane; all else (drags, training, zoom) goes on by small changes. */
export const isDiscrete = (now: LensState, before: LensState): boolean =>
  now.scene !== before.scene ||
  now.network !== before.network ||
  isEdit(now, before) ||
  now.domain !== before.domain ||
  now.space !== before.space ||
  chosenPlane(now.slice, before.slice);
