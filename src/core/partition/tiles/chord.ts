import type { PiecewiseLinear } from '../../network/activation';

/** act(z) lies within slope·z + offset ± radius. */
export interface Chord {
  readonly slope: number;
  readonly offset: number;
  readonly radius: number;
}

/**
 * The piece that all z within `half` of `middle` have, or −1. Rounding `noise` of z comes on top. A z that is nowhere farther
 * from a threshold than its noise lies on it (two equal values that meet in a contest do), and has the threshold's own piece.
 */
export function pieceWithin(
  { thresholds, atThreshold }: PiecewiseLinear,
  middle: number,
  half: number,
  noise: number,
): number {
  for (let r = 0; r < thresholds.length; r++) {
    const gap = middle - (thresholds[r] as number);
    if (gap + half < -noise) return r;
    if (gap - half > noise) continue;
    if (Math.abs(gap) + half > noise) return -1;
    if (atThreshold === 'below') return r;
  }
  return thresholds.length;
}

/** Value of a piece at z. */
const at = (f: PiecewiseLinear, piece: number, z: number): number =>
  (f.slopes[piece] as number) * z + (f.offsets[piece] as number);

/** The chord of an activation over [low, high], between its values at the two ends, and what it leaves. */
export function chordOf(f: PiecewiseLinear, low: number, high: number): Chord {
  const { thresholds } = f;
  const first = thresholds.findIndex((t) => low < t);
  const from = first < 0 ? thresholds.length : first;
  let to = from;
  while (to < thresholds.length && high >= (thresholds[to] as number)) to++;
  const slope = high > low ? (at(f, to, high) - at(f, from, low)) / (high - low) : (f.slopes[from] as number);
  let least = Infinity;
  let most = -Infinity;
  const note = (piece: number, z: number): void => {
    const left = at(f, piece, z) - slope * z;
    least = Math.min(least, left);
    most = Math.max(most, left);
  };
  note(from, low);
  note(to, high);
  for (let r = from; r < to; r++) {
    const t = thresholds[r] as number;
    // Both sides: at a step they differ.
    note(r, t);
    note(r + 1, t);
  }
  return { slope, offset: least / 2 + most / 2, radius: (most - least) / 2 };
}
