/** What the session holds of a training, and the field that its model paints. */
import type { Point2 } from './sliceTypes';

export interface TrainingStatus {
  readonly running: boolean;
  readonly step: number;
  /** Loss and accuracy (null for regression) at recorded steps, oldest first, at most some hundred. */
  readonly history: readonly {
    readonly step: number;
    readonly loss: number;
    readonly accuracy: number | null;
    readonly faces: number;
  }[];
}

/** RGBA-free output field: `values` row-major from the top row (largest q), outputs × 1 (the scalar that is coloured). */
export interface OutputField {
  readonly width: number;
  readonly height: number;
  /** Slice coordinates of the field's corners: [p0, q0] bottom left, [p1, q1] top right. */
  readonly from: Point2;
  readonly to: Point2;
  readonly values: Float32Array;
  /** Which lens state it belongs to. */
  readonly generation: number;
}
