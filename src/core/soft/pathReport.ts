/** What `path --soft` adds to a report, as plain JSON. */
import type { PathReport } from '../path/report';
import type { SoftVariation } from './variationSums';

export interface SoftPathReport extends PathReport {
  /** Σ_j ∫|dt_j| over the path, a lower bound; it tends to the number of crossings as β → 1. */
  readonly variation: number;
  /** The same of each gated layer (from 1), in order. */
  readonly variationByLayer: { readonly layer: number; readonly variation: number }[];
  /** By how much the variation may be larger. */
  readonly tolerance: number;
}

/** A report with the soft codes' part; all else stays that of the hard network. */
export function softPathReport(report: PathReport, soft: SoftVariation): SoftPathReport {
  const { layers, times, variation, total, tolerance } = soft;
  const last = (row: number): number => variation[(row + 1) * times.length - 1] as number;
  return {
    ...report,
    variation: total,
    variationByLayer: Array.from(layers, (layer, row) => ({ layer, variation: last(row) })),
    tolerance,
  };
}
