import { layerDistance } from '../analysis/codeDistance';
import { f64, i32, u32 } from '../math/typed';
import type { Crossings, PathWalk } from './types';

/** x(t) of the polyline through `vertices`; before the first and behind the last vertex the leg there goes on. */
export function pathPoint(vertices: readonly ArrayLike<number>[], t: number): Float64Array {
  const leg = Math.min(vertices.length - 2, Math.max(0, Math.floor(t)));
  const [a, b] = [vertices[leg], vertices[leg + 1]];
  if (!a || !b) throw new RangeError(`a path needs two vertices at least, found ${vertices.length}`);
  const share = t - leg;
  return Float64Array.from(a, (value, k) => value + share * ((b[k] as number) - value));
}

/** The piece that holds t, at a knot the one after it; the first or last one beyond the path's ends. By bisection. */
export function pieceAt({ knots }: Pick<PathWalk, 'knots'>, t: number): number {
  let low = 0;
  let high = knots.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (f64(knots, middle) <= t) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The packed code of a piece, a copy. Throws a RangeError where there is no such piece. */
export function codeAt({ codes, layout }: Pick<PathWalk, 'codes' | 'layout'>, piece: number): Uint32Array {
  const { words } = layout;
  if (!(piece >= 0 && (piece + 1) * words <= codes.length)) throw new RangeError(`invalid piece: ${piece}`);
  return codes.slice(piece * words, (piece + 1) * words);
}

/** f(x(t)) from the piece that holds t. Needs a walk with slopes. */
export function outputsAt(walk: Pick<PathWalk, 'knots' | 'values' | 'slopes' | 'outputSize'>, t: number): Float64Array {
  const { knots, values, slopes, outputSize } = walk;
  const piece = pieceAt(walk, t);
  const start = piece * outputSize;
  return values
    .slice(start, start + outputSize)
    .map((value, k) => value + (t - f64(knots, piece)) * f64(slopes, start + k));
}

/** Crossings at one parameter: those from `first` on, `count` of them. */
export interface Tie {
  readonly t: number;
  readonly first: number;
  readonly count: number;
}

/** The parameters at which more than one unit changes its piece. */
export function ties({ t }: Pick<Crossings, 't'>): Tie[] {
  const found: Tie[] = [];
  for (let first = 0, next = 0; first < t.length; first = next) {
    while (next < t.length && f64(t, next) === f64(t, first)) next++;
    if (next - first > 1) found.push({ t: f64(t, first), first, count: next - first });
  }
  return found;
}

/** What has changed since the path's start, on each piece and for each gated layer: layers × pieces, row-major. */
export interface PathProfile {
  /** The gated layers, from 1. */
  readonly layers: Int32Array;
  readonly pieces: number;
  /** Units of the layer that are on another piece than at the start. */
  readonly hamming: Int32Array;
  /** Crossings of the layer so far. Of layers without contests at least as many, and for units of two pieces of the same parity; of all layers together always at least as many. */
  readonly crossings: Int32Array;
}

/** Running Hamming distance and crossings. Cost: pieces × words, layers × pieces, and the crossings. */
export function pathProfile({ layout, codes, crossings, crossingOffsets }: PathWalk): PathProfile {
  const { words, gated } = layout;
  const pieces = codes.length / words;
  const rows = new Map(gated.map(({ layer }, row) => [layer, row]));
  const hamming = new Int32Array(rows.size * pieces);
  const counts = new Int32Array(rows.size * pieces);
  for (let p = 1; p < pieces; p++) {
    gated.forEach((entry, row) => {
      hamming[row * pieces + p] = layerDistance(layout, entry, codes, 0, codes, p * words);
      counts[row * pieces + p] = i32(counts, row * pieces + p - 1);
    });
    for (let i = u32(crossingOffsets, p); i < u32(crossingOffsets, p + 1); i++) {
      const at = (rows.get(i32(crossings.layer, i)) as number) * pieces + p;
      counts[at] = i32(counts, at) + 1;
    }
  }
  return { layers: Int32Array.from(gated, ({ layer }) => layer), pieces, hamming, crossings: counts };
}
