import type { ModelHost } from '../model/host';
import type { FromModelWorker, ToModelWorker } from './modelProtocol';

export type PostToPage = (message: FromModelWorker, transfer: ArrayBuffer[]) => void;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

type FieldMessage = Extract<ToModelWorker, { kind: 'field' }>;
type GradientMessage = Extract<ToModelWorker, { kind: 'gradient' }>;

/**
 * Takes the protocol's messages for a model, in the worker or on the page itself. tfjs is loaded with the first of
 * them. Every failure is answered with an error. Answers carry the epoch of the setup or weights that they belong to.
 */
export class ModelService {
  readonly #post: PostToPage;
  readonly #inWorker: boolean;
  #host: Promise<ModelHost> | null = null;
  /** Newest setup heard of: older ones, and what belongs to them, are skipped. */
  #newestInit = 0;
  /** What the host works on. */
  #epoch = 0;
  #queue: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(post: PostToPage, inWorker: boolean) {
    this.#post = post;
    this.#inWorker = inWorker;
  }

  handle(message: ToModelWorker): void {
    if (message.kind === 'init') this.#newestInit = message.epoch;
    this.#queue = this.#queue.then(async () => {
      if (message.epoch < this.#newestInit || this.#closed) return;
      try {
        await this.#dispatch(message);
      } catch (error) {
        this.#fail(message.epoch, error);
        if (message.kind === 'init') this.#failedSetup(message.epoch, error);
      }
    });
  }

  /** Stops everything and frees the tensors. */
  close(): void {
    this.#closed = true;
    void this.#host?.then((host) => host.dispose()).catch(() => undefined);
  }

  async #dispatch(message: ToModelWorker): Promise<void> {
    const host = await this.#load();
    switch (message.kind) {
      case 'init':
        this.#epoch = message.epoch;
        await host.init(message.setup);
        break;
      case 'reset':
        this.#epoch = message.epoch;
        host.reset();
        break;
      case 'setWeights':
        this.#epoch = message.epoch;
        host.setWeights(message.weights, message.step);
        break;
      case 'setTraining':
        host.setTraining(message.training);
        break;
      case 'setBetas':
        host.setBetas(message.betas);
        break;
      case 'pause':
        host.pause();
        break;
      // These take their time, giving way to the messages that follow.
      case 'play':
        this.#background(message.epoch, host.play());
        break;
      case 'step':
        this.#background(message.epoch, host.step(message.count));
        break;
      case 'field':
        this.#background(message.epoch, this.#field(host, message));
        break;
      case 'gradient':
        this.#background(message.epoch, this.#gradient(host, message));
    }
  }

  #background(epoch: number, work: Promise<void>): void {
    work.catch((error: unknown) => this.#fail(epoch, error));
  }

  async #field(host: ModelHost, { epoch, id, request }: FieldMessage): Promise<void> {
    const answer = await host.field(request);
    if (answer) this.#post({ kind: 'field', epoch, id, answer }, [answer.values.buffer as ArrayBuffer]);
  }

  async #gradient(host: ModelHost, { epoch, id, request }: GradientMessage): Promise<void> {
    this.#post({ kind: 'gradient', epoch, id, gradient: await host.gradient(request) }, []);
  }

  #load(): Promise<ModelHost> {
    this.#host ??= this.#create();
    return this.#host;
  }

  async #create(): Promise<ModelHost> {
    const post = this.#post;
    try {
      const { ModelHost } = await import('../model/host');
      return new ModelHost(
        {
          onStatus: (status) => post({ kind: 'status', epoch: this.#epoch, status }, []),
          onReport: (report) =>
            post({ kind: 'report', epoch: this.#epoch, report }, [report.weights.buffer as ArrayBuffer]),
          onError: (message) => post({ kind: 'error', epoch: this.#epoch, message }, []),
        },
        this.#inWorker,
      );
    } catch (error) {
      // So that the next setup tries again.
      this.#host = null;
      throw new Error(`TensorFlow.js could not be loaded: ${messageOf(error)}`);
    }
  }

  #fail(epoch: number, error: unknown): void {
    this.#post({ kind: 'error', epoch, message: messageOf(error) }, []);
  }

  #failedSetup(epoch: number, error: unknown): void {
    const nothing = { backend: null, tensors: 0, gpuBytes: 0, engineDifference: null };
    const status = { ...nothing, phase: 'failed', inWorker: this.#inWorker, note: messageOf(error) } as const;
    this.#post({ kind: 'status', epoch, status }, []);
  }
}
