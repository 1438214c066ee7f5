import { type Tensor2D, tensor2d } from '@tensorflow/tfjs';
import type { DataSet } from '../core/data/dataSet';

/** Data set on the backend: inputs n × d, targets n × 1 (classes: one-hot, n × k). */
export interface DataTensors {
  readonly inputs: Tensor2D;
  readonly targets: Tensor2D;
}

/** Loss and accuracy look at no more values than this (inputs × points) and at no more than 2,000 points. */
const MEASURED_VALUES = 400_000;

/** How many points loss and accuracy look at; `most`: as many as the network takes at once. */
export const measuredPoints = ({ count, inputSize }: DataSet, most: number): number =>
  Math.min(count, most, 2000, Math.max(200, Math.floor(MEASURED_VALUES / inputSize)));

/** Puts a data set on the backend. */
export function dataTensors(data: DataSet): DataTensors {
  const { count, inputSize, task, targets, classNames } = data;
  const inputs = tensor2d(data.inputs, [count, inputSize]);
  if (task !== 'classes') return { inputs, targets: tensor2d(targets, [count, 1]) };
  // Not tfjs's oneHot: the wasm backend writes whole numbers into its float32 result.
  const classes = classNames.length;
  const rows = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) rows[i * classes + (targets[i] as number)] = 1;
  return { inputs, targets: tensor2d(rows, [count, classes]) };
}
