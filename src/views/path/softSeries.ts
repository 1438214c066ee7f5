/** Soft codes along a path as lines to draw, and what they are at a place. Places are shares of the path's length. */
import type { LensStore, SoftPath } from '../../state/types';
import { shareAt, timeAt } from './pathPlaces';
import { confidenceOf, type Line } from './pathSeries';

/** Places of a line closer than this share of the path are one. */
const STEP = 1 / 1500;

/** The soft codes along the path in force; null while they are of an older one, or there are none. */
export const softPathNow = ({ softPath, path }: LensStore['session']): SoftPath | null =>
  softPath && path && 'walk' in path && softPath.path.walk === path.walk ? softPath : null;

/** The looks to draw: all where they are far enough apart, else some. */
function drawnLooks({ path, soft: { times } }: SoftPath): { readonly look: number; readonly share: number }[] {
  const kept: { look: number; share: number }[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const [look, t] of times.entries()) {
    const share = shareAt(path, t);
    if (share - last < STEP && look + 1 < times.length) continue;
    kept.push({ look, share });
    last = share;
  }
  return kept;
}

/** A value a look as a line. */
export function lookLine(softPath: SoftPath, valueAt: (look: number) => number): Line {
  return Float64Array.from(drawnLooks(softPath).flatMap(({ look, share }) => [share, valueAt(look)]));
}

/** The look at a share of the path's length, or the one before it. */
export function lookAt({ path, soft: { times } }: SoftPath, share: number): number {
  const t = timeAt(path, share);
  let [low, high] = [0, times.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((times[middle] as number) <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Variation or entropy of one gated layer at a look; of all where no row is named. */
export function ofLayers({ soft }: SoftPath, rows: 'variation' | 'entropy', look: number, row?: number): number {
  const count = soft.times.length;
  if (row !== undefined) return soft[rows][row * count + look] as number;
  return Array.from(soft.layers.keys()).reduce((sum, l) => sum + (soft[rows][l * count + look] as number), 0);
}

/** What the soft network gives at a look, behind the code that it reads out, where it does. */
export function softOutputs({ soft: { outputs, times } }: SoftPath, look: number): Float64Array {
  const size = outputs.length / times.length;
  return outputs.subarray(look * size, (look + 1) * size);
}

/** Confidence of the soft network: of the code that it reads out, else of its outputs' softmax. Null of a tanh's code. */
export function softConfidence(softPath: SoftPath, look: number): number | null {
  const outputs = softOutputs(softPath, look);
  switch (softPath.path.network.codeOutput) {
    case undefined:
      return confidenceOf(outputs);
    case 'tanh':
      return null;
    default: {
      const most = outputs.reduce((largest, value) => Math.max(largest, value), 0);
      return outputs.length === 1 ? Math.max(most, 1 - most) : most;
    }
  }
}
