import type { ModelStatus } from './modelProtocol';

/** Before anything is loaded. */
export const IDLE_MODEL: ModelStatus = {
  phase: 'idle',
  backend: null,
  inWorker: false,
  note: null,
  tensors: 0,
  gpuBytes: 0,
  engineDifference: null,
};
