/** The plain-JSON reports of paths that the command line prints: one place for their fields. */
import { f64, i32 } from '../math/typed';
import type { Network } from '../network/network';
import { BOOTSTRAP_LEVEL } from './bootstrap';
import type { Contrast } from './classContrast';
import type { ClassDensity, LayerContrast } from './classDensity';
import { type LayerDensity, pathDensity } from './density';
import { type ConfidenceLimit, extendPath, type PathEnd, type PathExtension } from './extension';
import type { LongExtension } from './longExtension';
import { ties } from './read';
import type { Crossings, LongWalk, PathWalk } from './types';

/** A change of a unit's piece at parameter t. Layers count from 1, units from 0. */
export interface CrossingReport {
  readonly t: number;
  readonly layer: number;
  readonly unit: number;
}

/** f on a piece: output + (t − from) · slope. */
export interface PieceReport {
  readonly from: number;
  readonly to: number;
  /** f at `from`. */
  readonly output: number[];
  /** Change of f per unit of t. */
  readonly slope: number[];
}

/** One way on beyond the path's ends, to the last crossing. */
export interface EndReport {
  /** In the order in which they are met on the way out. */
  readonly crossings: CrossingReport[];
  /** t of the last of them, or of the path's end. */
  readonly last: number;
  readonly limit: ConfidenceLimit;
}

/** t runs from 0 to the number of legs: leg i is [i, i + 1]. */
export interface PathReport {
  readonly crossings: CrossingReport[];
  /** Of the codes of the first and the last piece: a lower bound of the number of crossings. */
  readonly hamming: number;
  readonly pieces: PieceReport[];
  /** Where several units change at one t. */
  readonly ties: { readonly t: number; readonly count: number }[];
  readonly length: number;
  /** Crossings per length; NaN (null in JSON) on a path of length 0. */
  readonly density: number;
  readonly layers: readonly LayerDensity[];
  readonly merged: number;
  readonly undecided: number;
  /** Of a long walk: the t at which it ends. */
  readonly reached?: number;
  /** Only where it was asked for. */
  readonly extension?: { readonly before: EndReport; readonly after: EndReport };
  /** Of a long walk in place of it, where it was found. */
  readonly beyond?: LongExtension;
}

function* crossingsOf({ t, layer, unit }: Crossings): Iterable<CrossingReport> {
  for (let i = 0; i < t.length; i++) yield { t: f64(t, i), layer: i32(layer, i), unit: i32(unit, i) };
}

function* piecesOf({ legs, knots, values, slopes, outputSize }: Omit<PathWalk, 'codes'>): Iterable<PieceReport> {
  for (let p = 0; p < legs.length; p++) {
    const [start, end] = [p * outputSize, (p + 1) * outputSize];
    yield {
      from: f64(knots, p),
      to: f64(knots, p + 1),
      output: Array.from(values.subarray(start, end)),
      slope: Array.from(slopes.subarray(start, end)),
    };
  }
}

const endReport = ({ crossings, last, limit }: PathEnd): EndReport => ({
  crossings: [...crossingsOf(crossings)],
  last,
  limit,
});

/** A report whose long lists are made as they are read, from the walk. */
export type PathReportInParts = Omit<PathReport, 'crossings' | 'pieces'> & {
  readonly crossings: Iterable<CrossingReport>;
  readonly pieces: Iterable<PieceReport>;
};

/** What `pathReport` says of the walk itself, without what lies beyond its ends. */
export function pathReportInParts(walk: PathWalk | LongWalk): PathReportInParts {
  const { crossings, merged, undecided } = walk;
  const { length, density, hamming, layers } = pathDensity(walk);
  return {
    crossings: crossingsOf(crossings),
    hamming,
    pieces: piecesOf(walk),
    ties: ties(crossings).map(({ t, count }) => ({ t, count })),
    length,
    density,
    layers,
    merged,
    undecided,
    ...('codes' in walk ? {} : { reached: walk.reached }),
  };
}

/**
 * All that is exact about a walk through the polyline `vertices`; with `extend` also what lies beyond its ends (as it was found, or true). Of a long walk,
 * which says how far it reaches, only as it was found.
 */
export function pathReport(
  network: Network,
  vertices: readonly ArrayLike<number>[],
  walk: PathWalk | LongWalk,
  extend: boolean | PathExtension | LongExtension = false,
): PathReport {
  const parts = pathReportInParts(walk);
  const report: PathReport = { ...parts, crossings: [...parts.crossings], pieces: [...parts.pieces] };
  const found = typeof extend === 'object' ? extend : null;
  if (!('codes' in walk)) return found && isLong(found) ? { ...report, beyond: found } : report;
  if (!extend) return report;
  const { before, after } = found && !isLong(found) ? found : extendPath(network, vertices, walk);
  return { ...report, extension: { before: endReport(before), after: endReport(after) } };
}

const isLong = (found: PathExtension | LongExtension): found is LongExtension => 'counted' in found.before;

export type ContrastReport = Omit<Contrast, 'matrix'> & { readonly matrix: number[][] };

export type LayerContrastReport = Omit<LayerContrast, 'hamming' | 'crossings'> & {
  readonly hamming: ContrastReport;
  readonly crossings: ContrastReport | null;
};

/** Means with their intervals; what cannot be told for want of pairs is NaN (null in JSON). */
export interface ClassDensityReport {
  readonly pairs: number;
  readonly seed: number;
  /** Level of the intervals: 0.99. */
  readonly level: number;
  readonly classes: readonly string[];
  readonly layers: LayerContrastReport[];
  /** The same pairs in the network with permuted weights, where that was asked for. */
  readonly permuted?: LayerContrastReport[];
}

/** The experiment's answer. `classNames`: a name for each class index. */
export function classDensityReport(
  { pairs, classes, layers }: ClassDensity,
  classNames: readonly string[],
  seed: number,
): ClassDensityReport {
  const rows = ({ matrix, ...rest }: Contrast): ContrastReport => ({
    ...rest,
    matrix: classes.map((_, i) => Array.from(matrix.subarray(i * classes.length, (i + 1) * classes.length))),
  });
  return {
    pairs,
    seed,
    level: BOOTSTRAP_LEVEL,
    classes: classes.map((index) => classNames[index] ?? String(index)),
    layers: layers.map(({ hamming, crossings, ...rest }) => ({
      ...rest,
      hamming: rows(hamming),
      crossings: crossings && rows(crossings),
    })),
  };
}
