import { unitEntry } from '../network/entries';
import type { CodeLayout, GatedLayer } from '../network/network';

/**
 * The piece between two successive knots, with the values of the layer at hand at its two ends. Neighbours share the array at
 * the knot between them, until a step (the hard limit of sigmoid and tanh) gives it a value on either side.
 */
export interface Segment {
  readonly code: Uint32Array;
  winner: number;
  start: Float64Array;
  end: Float64Array;
}

export const firstSegment = (layout: CodeLayout, start: Float64Array, end: Float64Array): Segment => ({
  code: new Uint32Array(layout.words),
  winner: 0,
  start,
  end,
});

/** Puts the values at all ends through a function, those that neighbours share once. */
export function mapEnds(segments: readonly Segment[], through: (values: Float64Array) => Float64Array): void {
  let before: Float64Array | null = null;
  let mapped: Float64Array | null = null;
  for (const segment of segments) {
    segment.start = mapped && segment.start === before ? mapped : through(segment.start);
    before = segment.end;
    mapped = through(segment.end);
    segment.end = mapped;
  }
}

/** From pre-activations to activations of a layer of steps: each segment has its own at both ends, by its pieces. */
export function activateOneSided(segment: Segment, gated: GatedLayer): void {
  const { slopes, offsets } = gated.activation;
  const through = (values: Float64Array): Float64Array =>
    values.map((value, j) => {
      const piece = unitEntry(gated, segment.code, 0, j);
      return (slopes[piece] as number) * value + (offsets[piece] as number);
    });
  segment.start = through(segment.start);
  segment.end = through(segment.end);
}
