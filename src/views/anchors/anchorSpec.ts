/** Anchors as places along the data set: where a blend stands, and what an anchor is called. */
import type { AnchorSpec, DataSet } from '../../state/types';

/** A blend at value k + t: (1 − t) of data point k and t of the next. `value` is clamped to the data set. */
export function blendAt(value: number, count: number): AnchorSpec {
  const clamped = Math.min(count - 1, Math.max(0, value));
  const k = Math.min(count - 1, Math.floor(clamped));
  const t = clamped - k;
  return t === 0 || k + 1 >= count
    ? { kind: 'mix', terms: [[k, 1]] }
    : {
        kind: 'mix',
        terms: [
          [k, 1 - t],
          [k + 1, t],
        ],
      };
}

/** The blend's value of an anchor: its main data point plus the share of the next. Null for an input written out. */
export function blendValue(anchor: AnchorSpec): number | null {
  if (anchor.kind !== 'mix') return null;
  const [first, second] = anchor.terms;
  if (!first) return null;
  if (anchor.terms.length === 2 && second && second[0] === first[0] + 1) return first[0] + second[1];
  return anchor.terms.length === 1 ? first[0] : null;
}

/** Class name of a data point. */
export const classOf = (data: DataSet, index: number): string => {
  const target = data.targets[index] ?? 0;
  return data.classNames[target] ?? String(target);
};

/** Words for an anchor: its class and number, or its parts. */
export function anchorWords(anchor: AnchorSpec, data: DataSet): string {
  if (anchor.kind === 'input') return 'typed, painted or moved';
  const [first, second] = anchor.terms;
  if (!first) return 'empty';
  if (anchor.terms.length === 1) return `“${classOf(data, first[0])}” · no. ${first[0]}`;
  if (anchor.terms.length > 2 || !second) return `mix of ${anchor.terms.length} data points`;
  const part = ([index, weight]: readonly [number, number]): string =>
    `${Math.round(weight * 100)}% “${classOf(data, index)}”`;
  return `${part(first)} + ${part(second)}`;
}

/** Indices of the data points whose class name or number matches a search; an empty search finds all. */
export function searchData(data: DataSet, className: string | null, text: string): readonly number[] {
  const wanted = text.trim();
  const found: number[] = [];
  for (let i = 0; i < data.count; i++)
    if ((className === null || classOf(data, i) === className) && (wanted === '' || String(i).startsWith(wanted)))
      found.push(i);
  return found;
}
