/** How data lie: their mean, and their spread along inputs and directions. Float64, in the order of the data. */
import type { DataSet } from '../data/dataSet';

type Inputs = Pick<DataSet, 'inputs' | 'count' | 'inputSize'>;

/** Mean of the data, length inputSize; zeros where there are none. */
export function meanOf({ inputs, count, inputSize }: Inputs): Float64Array {
  const mean = new Float64Array(inputSize);
  for (let i = 0, at = 0; i < count; i++)
    for (let k = 0; k < inputSize; k++, at++) mean[k] = (mean[k] as number) + (inputs[at] as number);
  return count > 0 ? mean.map((sum) => sum / count) : mean;
}

/** Variance of each input (divided by the number of points). */
export function variancesOf({ inputs, count, inputSize }: Inputs, mean: Float64Array): Float64Array {
  const variances = new Float64Array(inputSize);
  for (let i = 0, at = 0; i < count; i++)
    for (let k = 0; k < inputSize; k++, at++) {
      const distance = (inputs[at] as number) - (mean[k] as number);
      variances[k] = (variances[k] as number) + distance * distance;
    }
  return variances.map((sum) => sum / Math.max(1, count));
}

/** Standard deviation of the data along a unit vector (divided by the number of points). */
export function deviationAlong(data: Inputs, mean: Float64Array, direction: Float64Array): number {
  const { inputs, count, inputSize } = data;
  let middle = 0;
  for (let k = 0; k < inputSize; k++) middle += (mean[k] as number) * (direction[k] as number);
  let sum = 0;
  for (let i = 0, at = 0; i < count; i++) {
    let along = -middle;
    for (let k = 0; k < inputSize; k++, at++) along += (inputs[at] as number) * (direction[k] as number);
    sum += along * along;
  }
  return Math.sqrt(sum / Math.max(1, count));
}
