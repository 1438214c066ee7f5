import { memory } from '@tensorflow/tfjs';
import type { ModelStatus } from '../core/training/model';
import { type Backend, resetBackend, startBackend, watchContext } from './backend';

/** After so many lost contexts WebGL is not tried again. */
const MAX_LOST_CONTEXTS = 3;

/** Starts the backend once, and afresh after its WebGL context was lost. */
export class BackendKeeper {
  readonly #onLost: () => void;
  #current: Backend | null = null;
  #starting: Promise<Backend> | null = null;
  #lostContexts = 0;

  /** `onLost` is called after everything on the lost backend has been forgotten. */
  constructor(onLost: () => void) {
    this.#onLost = onLost;
  }

  /** The backend, started if need be. Rejects when not even plain JavaScript works. */
  get(): Promise<Backend> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<Backend> {
    const webgl = this.#lostContexts >= MAX_LOST_CONTEXTS ? `its context was lost ${this.#lostContexts} times` : null;
    this.#current = await startBackend({ webgl });
    watchContext(() => this.#lost());
    return this.#current;
  }

  #lost(): void {
    this.#lostContexts++;
    this.#current = null;
    this.#starting = null;
    resetBackend();
    this.#onLost();
  }

  /** What a status says of the backend. Asks tfjs only once a backend runs, for the question alone would start one. */
  describe(): Pick<ModelStatus, 'backend' | 'note' | 'tensors' | 'gpuBytes'> {
    if (!this.#current) return { backend: null, note: null, tensors: 0, gpuBytes: 0 };
    const { name, note } = this.#current;
    const { numTensors, numBytesInGPU } = memory() as { numTensors: number; numBytesInGPU?: number };
    return { backend: name, note, tensors: numTensors, gpuBytes: numBytesInGPU ?? 0 };
  }
}
