/** Rank and singular values of the local affine map, as rows to show. */
import { RANK_TOLERANCE, singularValues } from '../../../core/analysis';
import type { AffineMap } from '../../../core/network';
import { formatError, formatNumber } from '../../../ui/format';

/** Rows that are shown; maps with more singular values say how many follow. */
const MOST_ROWS = 12;
/** shorter² × longer side of a map whose values are computed on the page: some 100 ms at most. */
const MOST_WORK = 4e6;

export interface RankFacts {
  /** “2 of 2”. */
  readonly rank: string;
  /** The tolerance, and where it comes from. */
  readonly tolerance: string;
  /** Largest first: the first ones. */
  readonly values: readonly number[];
  readonly all: Float64Array;
  /** What is not shown, in words; empty where all is. */
  readonly rest: string;
}

/** 2⁻⁵² as it is written. */
const TOLERANCE_TEXT = `2⁻${[...String(-Math.log2(RANK_TOLERANCE))].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('')}`;

const known = new WeakMap<AffineMap, RankFacts>();

/** Null for a map that is too large to take apart here. Computed once a map. */
export function rankFacts(map: AffineMap): RankFacts | null {
  const found = known.get(map) ?? computed(map);
  if (found) known.set(map, found);
  return found;
}

function computed({ A, rows, cols }: AffineMap): RankFacts | null {
  const [short, long] = [Math.min(rows, cols), Math.max(rows, cols)];
  if (short * short * long > MOST_WORK) return null;
  const { values, rank, tolerance } = singularValues(A, rows, cols);
  const hidden = values.length - MOST_ROWS;
  return {
    rank: `${rank} of ${short}`,
    tolerance: `singular values above ${TOLERANCE_TEXT} · ${long} · σ₁ = ${formatError(tolerance)}`,
    values: Array.from(values.subarray(0, MOST_ROWS)),
    all: values,
    rest: hidden > 0 ? `and ${hidden} more, down to ${formatNumber(values[values.length - 1] ?? 0)}` : '',
  };
}
