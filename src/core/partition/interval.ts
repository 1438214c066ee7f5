import { f64 } from '../math/typed';
import { isContinuous } from '../network/activation';
import { affineOp } from '../network/affine';
import { writeEntry } from '../network/entries';
import { activated, isHeld } from '../network/held';
import { type CodeLayout, codeLayout, type GatedLayer, type Network } from '../network/network';
import { pointInInput, type Slice } from '../slice/slice';
import type { PartitionOptions } from './complex';
import { EngineError } from './errors';
import { type IntervalComplex, type Segment, settledPiece, winnerOf } from './intervalComplex';
import { IntervalSteps } from './intervalSteps';
import { MERGE_TOLERANCE, preActivationNoise } from './tolerance';

/** A vertex: position, and the values of the layer at hand there. */
interface Knot {
  readonly t: number;
  values: Float64Array;
}

interface Sweep {
  knots: Knot[];
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
  const knots = [lo, hi].map((t) => ({ t, values: pointInInput(line, [t, 0]) }));
  const sweep: Sweep = {
    knots,
    segments: [{ code: new Uint32Array(layout.words), winner: 0 }],
    merged: 0,
    undecided: 0,
    length: hi - lo,
  };
  const steps = new IntervalSteps();
  network.layers.forEach((layer, index) => {
    const entry = layout.gated.find(({ layer: number }) => number === index + 1);
    const bounds = noise[index] as Float64Array;
    if (steps.values) {
      steps.pass(layer, entry, bounds, sweep.segments);
      return;
    }
    for (const knot of sweep.knots) {
      const z = new Float64Array(layer.outputSize);
      affineOp(layer).apply(knot.values, z, 1);
      knot.values = z;
    }
    if (entry) cutLayer(sweep, entry, bounds);
    if (entry && !isContinuous(entry.activation)) steps.begin(entry, sweep.segments);
    else for (const knot of sweep.knots) knot.values = activated(layer, knot.values);
  });
  const decided = options.decision !== undefined && upTo === network.layers.length;
  const last = noise[noise.length - 1] as Float64Array;
  const threshold = options.decision?.threshold ?? 0;
  if (decided && steps.values) steps.decide(sweep.segments, threshold, last);
  else if (decided) cutDecision(sweep, threshold, last);
  return { ...finish(sweep, layout, decided), ...steps.ends() };
}

function cutLayer(sweep: Sweep, gated: GatedLayer, noise: Float64Array): void {
  splitSegments(sweep, (from, to) => {
    const crossings: number[] = [];
    for (const threshold of gated.activation.thresholds)
      for (let j = 0; j < gated.size; j++) {
        if (isHeld(gated.held, j)) continue;
        const r = crossing(
          sweep,
          f64(from.values, j) - threshold,
          f64(to.values, j) - threshold,
          to.t - from.t,
          f64(noise, j),
        );
        if (r !== null) crossings.push(r);
      }
    return crossings;
  });
  sweep.segments.forEach((segment, i) => {
    const from = sweep.knots[i] as Knot;
    const to = sweep.knots[i + 1] as Knot;
    for (let j = 0; j < gated.size; j++) {
      const middle = f64(from.values, j) / 2 + f64(to.values, j) / 2;
      const piece = settledPiece(gated, j, middle, f64(noise, j));
      writeEntry(segment.code, 0, gated.firstBit + j * gated.bits, gated.bits, piece);
    }
  });
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
function splitSegments(sweep: Sweep, fractionsOf: (from: Knot, to: Knot, segment: Segment) => number[]): void {
  const knots: Knot[] = [sweep.knots[0] as Knot];
  const segments: Segment[] = [];
  sweep.segments.forEach((segment, i) => {
    const from = sweep.knots[i] as Knot;
    const to = sweep.knots[i + 1] as Knot;
    const gap = (MERGE_TOLERANCE * sweep.length) / (to.t - from.t);
    let last = 0;
    for (const r of fractionsOf(from, to, segment).sort((a, b) => a - b)) {
      if (r - last <= gap && last > 0) continue;
      last = r;
      const t = from.t + r * (to.t - from.t);
      knots.push({ t, values: from.values.map((value, j) => value + r * (f64(to.values, j) - value)) });
      segments.push({ ...segment, code: segment.code.slice() });
    }
    knots.push(to);
    segments.push(segment);
  });
  sweep.knots = knots;
  sweep.segments = segments;
}

function cutDecision(sweep: Sweep, threshold: number, noise: Float64Array): void {
  const single = noise.length === 1;
  splitSegments(sweep, (from, to) => {
    const length = to.t - from.t;
    if (!single) return overtakings(sweep, from, to, noise);
    const r = crossing(sweep, f64(from.values, 0) - threshold, f64(to.values, 0) - threshold, length, f64(noise, 0));
    return r === null ? [] : [r];
  });
  sweep.segments.forEach((segment, i) => {
    const from = sweep.knots[i] as Knot;
    const to = sweep.knots[i + 1] as Knot;
    const middle = from.values.map((value, j) => value / 2 + f64(to.values, j) / 2);
    segment.winner = winnerOf(middle, threshold, noise);
  });
}

/** Fractions at which the winning class changes along a segment. */
function overtakings(sweep: Sweep, from: Knot, to: Knot, noise: Float64Array): number[] {
  const slope = from.values.map((value, j) => f64(to.values, j) - value);
  const found: number[] = [];
  let at = 0;
  for (let steps = 0; steps < noise.length; steps++) {
    const here = from.values.map((value, j) => value + at * f64(slope, j));
    const winner = steepestLargest(here, slope, noise);
    let next = Infinity;
    for (let m = 0; m < noise.length; m++) {
      const gain = f64(slope, m) - f64(slope, winner);
      if (gain <= 0) continue;
      const r = at + (f64(here, winner) - f64(here, m)) / gain;
      const clear = crossing(
        sweep,
        f64(from.values, m) - f64(from.values, winner),
        f64(to.values, m) - f64(to.values, winner),
        to.t - from.t,
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

function finish(sweep: Sweep, layout: CodeLayout, decided: boolean): IntervalComplex {
  const { knots, segments } = sweep;
  const outputs = (knots[0] as Knot).values.length;
  const codes = new Uint32Array(segments.length * layout.words);
  segments.forEach((segment, i) => {
    codes.set(segment.code, i * layout.words);
  });
  const values = new Float64Array(outputs * knots.length);
  knots.forEach((knot, v) => {
    for (let j = 0; j < outputs; j++) values[j * knots.length + v] = f64(knot.values, j);
  });
  return {
    vertices: Float64Array.from(knots, (knot) => knot.t),
    codes,
    layout,
    classes: decided ? Int32Array.from(segments, (segment) => segment.winner) : null,
    values,
    merged: sweep.merged,
    undecided: sweep.undecided,
  };
}
