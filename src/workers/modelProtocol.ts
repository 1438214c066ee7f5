/** Messages between the page and the model worker: types only. Everything is structured-cloneable. */
import type {
  FieldAnswer,
  FieldRequest,
  GradientRequest,
  ModelSetup,
  ModelStatus,
  TrainingReport,
} from '../core/training/model';
import type { TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';

export type {
  BackendName,
  FieldAnswer,
  FieldRequest,
  FieldScalar,
  GradientRequest,
  ModelSetup,
  ModelStatus,
  SoftScalar,
  TrainingReport,
} from '../core/training/model';

/** `epoch` numbers the setups: it grows with each `init` and `reset`; answers to older ones are dropped. */
export type ToModelWorker =
  | { readonly kind: 'init'; readonly epoch: number; readonly setup: ModelSetup }
  | { readonly kind: 'reset'; readonly epoch: number }
  | { readonly kind: 'play'; readonly epoch: number }
  | { readonly kind: 'pause'; readonly epoch: number }
  | { readonly kind: 'step'; readonly epoch: number; readonly count: number }
  | { readonly kind: 'setTraining'; readonly epoch: number; readonly training: TrainingSpec }
  | { readonly kind: 'setBetas'; readonly epoch: number; readonly betas: TrainedBetas }
  | { readonly kind: 'setWeights'; readonly epoch: number; readonly weights: Float32Array; readonly step: number }
  | { readonly kind: 'field'; readonly epoch: number; readonly id: number; readonly request: FieldRequest }
  | { readonly kind: 'gradient'; readonly epoch: number; readonly id: number; readonly request: GradientRequest };

export type FromModelWorker =
  /** The worker's script runs and takes messages. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'status'; readonly epoch: number; readonly status: ModelStatus }
  | { readonly kind: 'report'; readonly epoch: number; readonly report: TrainingReport }
  | { readonly kind: 'field'; readonly epoch: number; readonly id: number; readonly answer: FieldAnswer }
  /** Null while the model is being rebuilt. */
  | { readonly kind: 'gradient'; readonly epoch: number; readonly id: number; readonly gradient: Float32Array | null }
  /** What failed and where. The worker itself goes on. */
  | { readonly kind: 'error'; readonly epoch: number; readonly message: string };
