/** Boxes about the data. */
import type { DataSet } from '../../core/data/dataSet';
import type { Box } from '../../core/polytope';
import type { FacetBox } from '../types';

/**
 * The least and the largest value of each input. An input that is the same in all data gets the mean range of the others about
 * its value (1 where all are the same), since a box needs room.
 */
export function dataBox({ inputs, inputSize, count }: DataSet): Box {
  const lower = new Float64Array(inputSize).fill(Number.POSITIVE_INFINITY);
  const upper = new Float64Array(inputSize).fill(Number.NEGATIVE_INFINITY);
  for (let at = 0; at < count * inputSize; at++) {
    const k = at % inputSize;
    const value = inputs[at] as number;
    lower[k] = Math.min(lower[k] as number, value);
    upper[k] = Math.max(upper[k] as number, value);
  }
  const ranges = Array.from(upper, (value, k) => value - (lower[k] as number));
  const wide = ranges.filter((range) => range > 0);
  const half = wide.length > 0 ? wide.reduce((sum, range) => sum + range, 0) / wide.length / 2 : 0.5;
  ranges.forEach((range, k) => {
    if (range > 0) return;
    lower[k] = (lower[k] as number) - half;
    upper[k] = (upper[k] as number) + half;
  });
  return { lower, upper };
}

/** The box of a choice; null for none, a message where there cannot be one. */
export function boxOf(choice: FacetBox, inputs: number, data: DataSet | null): Box | string | null {
  if (choice.kind === 'none') return null;
  if (choice.kind === 'data') return data && data.count > 0 ? dataBox(data) : 'there are no data to take a range from';
  const { lower, upper } = choice;
  if (!(lower < upper)) return `the box's lower bound ${lower} is not below its upper one, ${upper}`;
  return { lower: new Float64Array(inputs).fill(lower), upper: new Float64Array(inputs).fill(upper) };
}
