/** Points of R^d that a state names: written out, or as a mix of the data. */
import type { AnchorSpec, DataSet } from '../types';

/** What of a point does not fit the network's inputs or the data, or null. `name`: what it is called in the message. */
export function anchorFault(anchor: AnchorSpec, name: string, inputSize: number, data: DataSet | null): string | null {
  if (anchor.kind === 'input')
    return anchor.values.length === inputSize
      ? null
      : `${name} has ${anchor.values.length} values, the network takes ${inputSize}`;
  if (!data) return `${name} names a data point, but there are no data`;
  const missing = anchor.terms.find(([index]) => index >= data.count);
  return missing ? `${name} names data point ${missing[0]} of ${data.count} (from 0)` : null;
}

/** The point of R^d that an anchor stands for; it must fit the data (`anchorFault`). */
export function anchorPoint(anchor: AnchorSpec, data: DataSet | null): Float64Array {
  if (anchor.kind === 'input' || !data) return Float64Array.from(anchor.kind === 'input' ? anchor.values : []);
  const point = new Float64Array(data.inputSize);
  for (const [index, weight] of anchor.terms)
    for (let i = 0; i < point.length; i++)
      point[i] = (point[i] as number) + weight * (data.inputs[index * data.inputSize + i] as number);
  return point;
}
