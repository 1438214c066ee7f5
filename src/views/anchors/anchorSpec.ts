/** Anchors as places along the data set: where a blend stands, and what an anchor is called. */
import { type PictureShape, pictureOf } from '../../state/graphs/picture';
import { anchorPoint } from '../../state/slice';
import type { AnchorSpec, DataSet, SessionState } from '../../state/types';

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

export interface Picture {
  readonly values: ArrayLike<number>;
  readonly size: PictureShape;
}

const grey = ({ width, height }: { readonly width: number; readonly height: number }): PictureShape => ({
  width,
  height,
  channels: 1,
  first: false,
});

/** The pictures that the whole network takes: those of its data, or of its graph's input. */
function wholePicture({ data, network }: SessionState['whole']): PictureShape | null {
  if (data?.image) return grey(data.image);
  const input = network.graph?.nodes.find((node) => node.op === 'input');
  return input?.op === 'input' ? pictureOf(input.shape) : null;
}

/**
 * The picture of an anchor where inputs are images: itself, or in a hidden layer’s space the one data point that it is. Null
 * where there is none (a mix of activations is no mix of images).
 */
export function anchorPicture(
  anchor: AnchorSpec,
  { data, whole }: Pick<SessionState, 'data' | 'whole'>,
): Picture | null {
  const size = wholePicture(whole);
  if (!size) return null;
  if (data && data === whole.data) return { values: anchorPoint(anchor, data), size };
  return whole.data && anchor.kind === 'mix' && anchor.terms.length === 1
    ? { values: anchorPoint(anchor, whole.data), size }
    : null;
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
