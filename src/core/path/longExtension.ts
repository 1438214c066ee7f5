import { codeDistance } from '../analysis/codeDistance';
import { codeOf } from '../network/code';
import { preActivations } from '../network/forward';
import { codeLayout, type Network } from '../network/network';
import { type ConfidenceLimit, confidenceLimit } from './extension';
import { type FarEnd, farEnd } from './farEnd';
import type { Finding } from './finding';
import { startLongWalk } from './longWalk';
import type { LongWalk } from './types';

/** One of the two ways on from the ends of a path whose crossings beyond are too many to be listed. */
export interface LongEnd {
  /** How many crossings there are at least: all of them where `counted`. */
  readonly crossings: number;
  readonly counted: boolean;
  /** t of the last one, the path's own end where there is none; of a network with contests it may be nearer where they are not counted. */
  readonly last: number;
  readonly limit: ConfidenceLimit;
}

export interface LongExtension {
  readonly before: LongEnd;
  readonly after: LongEnd;
}

/** What of a long walk its extension needs. */
export type WalkEnds = Pick<LongWalk, 'ends' | 'reached'>;

/** With more crossings than these they are not counted. */
const MOST_COUNTED = 1000;

/** Goes on a little behind the last crossing, so that it lies inside. */
const BEYOND = 1 + 2 ** -20;

/**
 * What `extendPath` says of networks that are too large to be walked to the last crossing: where that is, what becomes of the confidence, and
 * how many crossings there are, at least as many as units on other pieces (the Hamming distance). Where these are no more than `most` they are
 * counted by a walk, which ends soon after as many. Throws EngineErrors as `startLongWalk` does. Cost: for each end some passes, and the walk.
 */
export function* extendLongPath(
  network: Network,
  vertices: readonly Float64Array[],
  walk: WalkEnds,
  most = MOST_COUNTED,
): Finding<LongExtension> {
  const ways = [wayOut(vertices, 0), wayOut(vertices, vertices.length - 1)] as const;
  const ends: End[] = [];
  const steps = network.layers.length;
  for (const [i, way] of ways.entries()) {
    let done = 0;
    const far = farEnd(network, way.from, way.direction);
    let step = far.next();
    for (; !step.done; step = far.next()) yield { share: (i + ++done / steps) / 4, found: null };
    ends.push(endOf(network, vertices, walk, way, step.value));
  }
  yield { share: 0.5, found: extensionOf(ends) };
  for (const [i, end] of ends.entries()) {
    if (end.counted || end.crossings > most) continue;
    for (const share of counting(network, end, most)) yield { share: 0.5 + (i + share) / 4, found: null };
  }
  yield { share: 1, found: extensionOf(ends) };
}

interface Way {
  readonly from: Float64Array;
  readonly direction: Float64Array;
  /** The path's parameter so many lengths of the direction out. */
  readonly t: (s: number) => number;
  readonly isStart: boolean;
}

/** From the first or the last vertex outwards. */
function wayOut(vertices: readonly Float64Array[], index: number): Way {
  const isStart = index === 0;
  const [from, inner] = [vertices[index], vertices[isStart ? 1 : index - 1]];
  if (!from || !inner) throw new RangeError('a path needs two vertices at least');
  const direction = from.map((value, k) => value - (inner[k] as number));
  return { from, direction, t: isStart ? (s) => 0 - s : (s) => index + s, isStart };
}

/** An end in the making. */
interface End {
  readonly way: Way;
  readonly far: FarEnd;
  /** Of the path's piece beside the end. */
  readonly code: Uint32Array;
  crossings: number;
  counted: boolean;
  last: number;
}

function endOf(
  network: Network,
  vertices: readonly Float64Array[],
  { ends, reached }: WalkEnds,
  way: Way,
  far: FarEnd,
): End {
  const layout = codeLayout(network);
  const known = way.isStart ? ends[0] : reached === vertices.length - 1 ? ends[1] : null;
  const code = known ?? codeOf(layout, preActivations(network, way.from));
  const crossings = codeDistance(layout, code, far.code).total;
  return { way, far, code, crossings, counted: far.last === 0, last: way.t(far.last) };
}

/** Walks to where nothing changes any more; gives the share of the way. */
function* counting(network: Network, end: End, most: number): Generator<number, void, undefined> {
  const { way, far } = end;
  const layout = codeLayout(network);
  const length = far.last * BEYOND;
  const to = way.from.map((value, k) => value + length * (way.direction[k] as number));
  const run = startLongWalk(network, [way.from, to], { mostPieces: most });
  while (!run.advance(() => true)) yield run.reached;
  const walk = run.part();
  if (!walk) return;
  const { t } = walk.crossings;
  const found = codeDistance(layout, end.code, walk.ends[0]).total + t.length;
  end.counted = run.whole;
  end.crossings = Math.max(end.crossings, found);
  if (run.whole) end.last = t.length === 0 ? way.t(0) : way.t(length * (t[t.length - 1] as number));
}

function extensionOf(ends: readonly End[]): LongExtension {
  const [before, after] = ends.map(
    ({ crossings, counted, last, far }): LongEnd => ({ crossings, counted, last, limit: confidenceLimit(far) }),
  ) as [LongEnd, LongEnd];
  return { before, after };
}
