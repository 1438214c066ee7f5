/** What the targets mean: a class of two (0 or 1), a class index, or a number. */
export type Task = 'binary' | 'classes' | 'regression';

/** A data set as plain arrays (structured-cloneable). All values are float32, so that engine, model and link agree. */
export interface DataSet {
  readonly name: string;
  readonly inputSize: number;
  readonly count: number;
  /** count × inputSize. */
  readonly inputs: Float32Array;
  readonly task: Task;
  /** Class index, or the target of a regression. Length count. */
  readonly targets: Float32Array;
  /** Empty for a regression. */
  readonly classNames: readonly string[];
  /** What the network's outputs are called where they stand for no classes, whatever the points are sorted by. */
  readonly quantities?: readonly string[];
  /** Set when inputs are images: width × height grey values in [0, 1]. */
  readonly image: { readonly width: number; readonly height: number } | null;
}

/** Input `index` of a data set, as a view (not a copy) of length inputSize. Throws a RangeError outside the set. */
export function inputOf(data: DataSet, index: number): Float32Array {
  if (!(index >= 0 && index < data.count)) throw new RangeError(`invalid data point: ${index} of ${data.count}`);
  return data.inputs.subarray(index * data.inputSize, (index + 1) * data.inputSize);
}

/** Outputs that a network needs for this task: one for binary and regression, else one a class. */
export const outputsFor = (task: Task, classes: number): number => (task === 'classes' ? classes : 1);
