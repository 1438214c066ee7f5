import { f64 } from '../math/typed';
import { isContinuous, piecewiseLinear } from '../network/activation';
import { affineOp } from '../network/affine';
import { codesEqual } from '../network/code';
import { hasContests, settleContests } from '../network/contest';
import { writeEntry } from '../network/entries';
import { activated, isHeld } from '../network/held';
import { type CodeLayout, codeLayout, type GatedLayer, type Network } from '../network/network';
import { pointInInput, type Slice } from '../slice/slice';
import type { PartitionOptions } from './complex';
import { EngineError } from './errors';
import { type IntervalComplex, settledPiece, winnerOf } from './intervalComplex';
import { activateOneSided, firstSegment, mapEnds, type Segment } from './intervalEnds';
import { MERGE_TOLERANCE, preActivationNoise } from './tolerance';

interface Sweep {
  /** Positions of the vertices: segment i lies between i and i + 1. */
  knots: number[];
  segments: Segment[];
  merged: number;
  undecided: number;
  readonly length: number;
}

/**
 * Cuts [lo, hi] of the line x = origin + p·e1 at every change of a unit's piece, layer by layer: between two vertices
 * every pre-activation is affine, so its values at the two say all. Pieces shorter than the merge tolerance are merged.
 * Throws an EngineError for a bad interval or overflow. Cost: pieces × weights.
 */
export function partitionInterval(
  network: Network,
  slice: Pick<Slice, 'origin' | 'e1'>,
  [lo, hi]: readonly [number, number],
  options: PartitionOptions = {},
): IntervalComplex {
  if (!Number.isFinite(lo) || !Number.isFinite(hi) || !(hi > lo))
    throw new EngineError(`invalid interval: [${lo}, ${hi}]; two finite ends are needed, the lower first`);
  const line = { origin: slice.origin, e1: slice.e1, e2: new Float64Array(slice.e1.length) };
  const noise = preActivationNoise(network, line, [
    [lo, 0],
    [hi, 0],
  ]);
  const upTo = Math.min(options.upToLayer ?? network.layers.length, network.layers.length);
  const layout = codeLayout(network, upTo);
  const sweep: Sweep = {
    knots: [lo, hi],
    segments: [firstSegment(layout, pointInInput(line, [lo, 0]), pointInInput(line, [hi, 0]))],
    merged: 0,
    undecided: 0,
    length: hi - lo,
  };
  let jumps = false;
  network.layers.forEach((layer, index) => {
    const entry = layout.gated.find(({ layer: number }) => number === index + 1);
    mapEnds(sweep.segments, (values) => {
      const z = new Float64Array(layer.outputSize);
      affineOp(layer).apply(values, z, 1);
      return z;
    });
    if (entry) cutLayer(sweep, entry, noise[index] as Float64Array);
    if (entry && !isContinuous(piecewiseLinear(layer.activation))) {
      jumps = true;
      for (const segment of sweep.segments) activateOneSided(segment, entry);
    } else mapEnds(sweep.segments, (values) => activated(layer, values));
  });
  if (hasContests(layout)) joinSettled(sweep, layout);
  const decided = options.decision !== undefined && upTo === network.layers.length;
  if (decided) cutDecision(sweep, options.decision?.threshold ?? 0, noise[noise.length - 1] as Float64Array);
  return finish(sweep, layout, decided, jumps);
}

/** Matches that do not matter cut nothing: their pieces become 0, and segments that then have one code are one. */
function joinSettled(sweep: Sweep, layout: CodeLayout): void {
  const knots = [sweep.knots[0] as number];
  const segments: Segment[] = [];
  sweep.segments.forEach((segment, i) => {
    settleContests(layout, segment.code);
    const last = segments[segments.length - 1];
    if (last && codesEqual(last.code, segment.code)) {
      last.end = segment.end;
      knots.pop();
    } else segments.push(segment);
    knots.push(sweep.knots[i + 1] as number);
  });
  sweep.knots = knots;
  sweep.segments = segments;
}

function cutLayer(sweep: Sweep, gated: GatedLayer, noise: Float64Array): void {
  splitSegments(sweep, ({ start, end }, length) => {
    const crossings: number[] = [];
    for (const threshold of gated.activation.thresholds)
      for (let j = 0; j < gated.size; j++) {
        if (isHeld(gated.held, j)) continue;
        const r = crossing(sweep, f64(start, j) - threshold, f64(end, j) - threshold, length, f64(noise, j));
        if (r !== null) crossings.push(r);
      }
    return crossings;
  });
  for (const { code, start, end } of sweep.segments)
    for (let j = 0; j < gated.size; j++) {
      const middle = f64(start, j) / 2 + f64(end, j) / 2;
      const piece = settledPiece(gated, j, middle, f64(noise, j));
      writeEntry(code, 0, gated.firstBit + j * gated.bits, gated.bits, piece);
    }
}

/** Where a value affine on a segment goes through 0, as a fraction in (0, 1); null where it does not or not clearly. */
function crossing(sweep: Sweep, from: number, to: number, length: number, noise: number): number | null {
  if (from === 0 || to === 0 || from > 0 === to > 0) return null;
  const slope = Math.abs(to - from) / length;
  const tolerance = Math.max(noise, MERGE_TOLERANCE * sweep.length * slope);
  const least = Math.min(Math.abs(from), Math.abs(to));
  if (least <= tolerance) {
    if (least > noise) sweep.merged++;
    return null;
  }
  return from / (from - to);
}

/** Puts knots at the given fractions of each segment; fractions nearer than the merge tolerance make one knot. */
function splitSegments(sweep: Sweep, fractionsOf: (segment: Segment, length: number) => number[]): void {
  const knots = [sweep.knots[0] as number];
  const segments: Segment[] = [];
  sweep.segments.forEach((segment, i) => {
    const from = sweep.knots[i] as number;
    const to = sweep.knots[i + 1] as number;
    const gap = (MERGE_TOLERANCE * sweep.length) / (to - from);
    const { start, end } = segment;
    let last = 0;
    let before = start;
    for (const r of fractionsOf(segment, to - from).sort((a, b) => a - b)) {
      if (r - last <= gap && last > 0) continue;
      last = r;
      const between = start.map((value, j) => value + r * (f64(end, j) - value));
      knots.push(from + r * (to - from));
      segments.push({ ...segment, code: segment.code.slice(), start: before, end: between });
      before = between;
    }
    knots.push(to);
    segments.push({ ...segment, start: before });
  });
  sweep.knots = knots;
  sweep.segments = segments;
}

function cutDecision(sweep: Sweep, threshold: number, noise: Float64Array): void {
  const single = noise.length === 1;
  splitSegments(sweep, (segment, length) => {
    if (!single) return overtakings(sweep, segment, length, noise);
    const { start, end } = segment;
    const r = crossing(sweep, f64(start, 0) - threshold, f64(end, 0) - threshold, length, f64(noise, 0));
    return r === null ? [] : [r];
  });
  for (const segment of sweep.segments) {
    const middle = segment.start.map((value, j) => value / 2 + f64(segment.end, j) / 2);
    segment.winner = winnerOf(middle, threshold, noise);
  }
}

/** Fractions at which the winning class changes along a segment. */
function overtakings(sweep: Sweep, { start, end }: Segment, length: number, noise: Float64Array): number[] {
  const slope = start.map((value, j) => f64(end, j) - value);
  const found: number[] = [];
  let at = 0;
  for (let steps = 0; steps < noise.length; steps++) {
    const here = start.map((value, j) => value + at * f64(slope, j));
    const winner = steepestLargest(here, slope, noise);
    let next = Infinity;
    for (let m = 0; m < noise.length; m++) {
      const gain = f64(slope, m) - f64(slope, winner);
      if (gain <= 0) continue;
      const r = at + (f64(here, winner) - f64(here, m)) / gain;
      const clear = crossing(
        sweep,
        f64(start, m) - f64(start, winner),
        f64(end, m) - f64(end, winner),
        length,
        f64(noise, m) + f64(noise, winner),
      );
      if (clear !== null && r > at && r < next) next = r;
    }
    if (next >= 1) break;
    found.push(next);
    at = next;
  }
  return found;
}

/** Who wins just after a point: among the largest the one that grows fastest, then the lowest. */
function steepestLargest(values: Float64Array, slope: Float64Array, noise: Float64Array): number {
  const largest = Math.max(...values);
  let best = -1;
  for (let j = 0; j < values.length; j++) {
    if (largest - f64(values, j) > 2 * f64(noise, j)) continue;
    if (best < 0 || f64(slope, j) > f64(slope, best)) best = j;
  }
  return best;
}

function finish(
  { knots, segments, merged, undecided }: Sweep,
  layout: CodeLayout,
  decided: boolean,
  jumps: boolean,
): IntervalComplex {
  const codes = new Uint32Array(segments.length * layout.words);
  segments.forEach((segment, i) => {
    codes.set(segment.code, i * layout.words);
  });
  return {
    vertices: Float64Array.from(knots),
    codes,
    layout,
    classes: decided ? Int32Array.from(segments, (segment) => segment.winner) : null,
    values: valuesAt(knots, (v) => (segments[v] ?? { start: segments[v - 1]?.end }).start as Float64Array),
    ...(jumps
      ? { valuesBefore: valuesAt(knots, (v) => (segments[v - 1] ?? { end: segments[v]?.start }).end as Float64Array) }
      : {}),
    merged,
    undecided,
  };
}

/** Outputs × vertices, row-major. */
function valuesAt(knots: readonly number[], at: (vertex: number) => Float64Array): Float64Array {
  const outputs = at(0).length;
  const values = new Float64Array(outputs * knots.length);
  for (let v = 0; v < knots.length; v++) for (let j = 0; j < outputs; j++) values[j * knots.length + v] = f64(at(v), j);
  return values;
}
