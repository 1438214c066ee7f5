/** The box that a search for facets keeps to. */
import type { DataSet } from '../../core/data/dataSet';
import { type Box, dataBox, evenBox } from '../../core/polytope';
import type { FacetBox } from '../types';

/** The box of a choice; null for none, a message where there cannot be one. */
export function boxOf(choice: FacetBox, inputs: number, data: DataSet | null): Box | string | null {
  if (choice.kind === 'none') return null;
  if (choice.kind === 'data') return data && data.count > 0 ? dataBox(data) : 'there are no data to take a range from';
  const { lower, upper } = choice;
  if (!(lower < upper)) return `the box's lower bound ${lower} is not below its upper one, ${upper}`;
  return evenBox(inputs, lower, upper);
}
