import type { TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { webglHere } from './modelPlace';
import type {
  FieldAnswer,
  FieldRequest,
  FromModelWorker,
  GradientRequest,
  ModelSetup,
  ModelStatus,
  ToModelWorker,
  TrainingReport,
} from './modelProtocol';
import { IDLE_MODEL } from './modelStatus';
import { type ModelTransport, pageTransport, workerTransport } from './modelTransport';

export interface ModelEvents {
  onStatus(status: ModelStatus): void;
  /** Step, loss, accuracy and weights: after each run of steps, each setup, reset and pause. */
  onReport(report: TrainingReport): void;
  /** Only the answer to the newest request. */
  onField(field: FieldAnswer): void;
  /** What failed and where. The model may go on; when it does not, a status `failed` follows. */
  onError(message: string): void;
}

/**
 * The page's end of the model. Nothing is loaded before the first `init`. Answers to older setups, weights and field
 * requests are dropped. After a status `failed` another `init` starts afresh.
 */
export interface ModelClient {
  /** A new model in place of the old one; training stops. */
  init(setup: ModelSetup): void;
  play(): void;
  pause(): void;
  /** Takes some steps (one by default) and stops. */
  step(count?: number): void;
  /** Back to the first weights of the setup, bit for bit, with a fresh optimiser; training stops. */
  reset(): void;
  /** Other weights (float32, in the order of `flatWeights`) with a fresh optimiser; training stops. */
  setWeights(weights: ArrayLike<number>, step: number): void;
  setTraining(training: TrainingSpec): void;
  /** Other β of the network that is trained, also while it trains. */
  setBetas(betas: TrainedBetas): void;
  field(request: FieldRequest): void;
  /** Null where the weights changed meanwhile or a newer one was asked for. */
  gradient(request: GradientRequest): Promise<Float32Array | null>;
  dispose(): void;
}

class Client implements ModelClient {
  readonly #events: ModelEvents;
  #transport: ModelTransport | null = null;
  /** True when WebGL works on the page but not in a worker. */
  #onPage = typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined';
  /** The worker has had WebGL: what it lost later would be lost on the page, too. */
  #hadWebgl = false;
  /** Asked to train and not to stop since. */
  #playing = false;
  #epoch = 0;
  #fieldId = 0;
  #gradientId = 0;
  #onGradient: ((gradient: Float32Array | null) => void) | null = null;
  /** The last setup, to begin again elsewhere. */
  #setup: ModelSetup | null = null;
  #disposed = false;

  constructor(events: ModelEvents) {
    this.#events = events;
  }

  init(setup: ModelSetup): void {
    if (this.#disposed) return;
    this.#setup = setup;
    this.#playing = false;
    if (!this.#transport) {
      this.#transport = this.#connect();
      this.#events.onStatus({ ...IDLE_MODEL, phase: 'loading', inWorker: !this.#onPage });
    }
    this.#send({ kind: 'init', epoch: ++this.#epoch, setup });
  }

  play(): void {
    this.#playing = true;
    this.#send({ kind: 'play', epoch: this.#epoch });
  }

  pause(): void {
    this.#playing = false;
    this.#send({ kind: 'pause', epoch: this.#epoch });
  }

  step(count = 1): void {
    this.#playing = false;
    this.#send({ kind: 'step', epoch: this.#epoch, count });
  }

  reset(): void {
    this.#playing = false;
    this.#send({ kind: 'reset', epoch: ++this.#epoch });
  }

  setWeights(weights: ArrayLike<number>, step: number): void {
    this.#playing = false;
    const copy = Float32Array.from(weights);
    this.#send({ kind: 'setWeights', epoch: ++this.#epoch, weights: copy, step }, [copy.buffer]);
  }

  setTraining(training: TrainingSpec): void {
    if (this.#setup) this.#setup = { ...this.#setup, training };
    this.#send({ kind: 'setTraining', epoch: this.#epoch, training });
  }

  setBetas(betas: TrainedBetas): void {
    if (this.#setup) this.#setup = { ...this.#setup, betas };
    this.#send({ kind: 'setBetas', epoch: this.#epoch, betas });
  }

  field(request: FieldRequest): void {
    this.#send({ kind: 'field', epoch: this.#epoch, id: ++this.#fieldId, request });
  }

  gradient(request: GradientRequest): Promise<Float32Array | null> {
    this.#onGradient?.(null);
    return new Promise((resolve) => {
      this.#onGradient = resolve;
      this.#send({ kind: 'gradient', epoch: this.#epoch, id: ++this.#gradientId, request });
    });
  }

  dispose(): void {
    this.#disposed = true;
    this.#transport?.close();
    this.#transport = null;
  }

  #connect(): ModelTransport {
    const receive = (message: FromModelWorker): void => this.#receive(message);
    const fail = (message: string): void => this.#fail(message);
    return this.#onPage ? pageTransport(receive, fail) : workerTransport(receive, fail);
  }

  /** Before the first setup, and after a failure, there is nobody to tell. */
  #send(message: ToModelWorker, transfer: ArrayBuffer[] = []): void {
    this.#transport?.send(message, transfer);
  }

  #receive(message: FromModelWorker): void {
    if (message.kind === 'hello' || message.epoch !== this.#epoch) return;
    if (message.kind === 'report') this.#events.onReport(message.report);
    else if (message.kind === 'error') this.#events.onError(message.message);
    else if (message.kind === 'gradient') {
      if (message.id === this.#gradientId) this.#onGradient?.(message.gradient);
    } else if (message.kind === 'status') {
      if (!this.#moveToPage(message.status)) this.#events.onStatus(message.status);
    } else if (message.id === this.#fieldId) this.#events.onField(message.answer);
  }

  /** A worker that never had WebGL, on a page that has it: the model moves to the page. True when it does. */
  #moveToPage({ phase, backend, inWorker }: ModelStatus): boolean {
    if (phase !== 'ready' || !inWorker || this.#onPage || !this.#setup) return false;
    this.#hadWebgl ||= backend === 'webgl';
    if (this.#hadWebgl || !webglHere()) return false;
    const playing = this.#playing;
    this.#onPage = true;
    this.#transport?.close();
    this.#transport = null;
    this.init(this.#setup);
    if (playing) this.play();
    return true;
  }

  #fail(message: string): void {
    this.#transport?.close();
    this.#transport = null;
    this.#events.onError(message);
    this.#events.onStatus({ ...IDLE_MODEL, phase: 'failed', note: message });
  }
}

/** A client that reports to `events`. Make a new one, or call `init` again, after a failure. */
export const createModelClient = (events: ModelEvents): ModelClient => new Client(events);
