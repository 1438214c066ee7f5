/** The page's end of the sketch worker, which is started by `warm` or with the first job and ends with `dispose`. */
import type { Network } from '../core/network';
import type { FromSketchWorker, SketchJob, ToSketchWorker } from './sketchProtocol';

export type { SketchJob } from './sketchProtocol';

export type SketchAnswer = Extract<FromSketchWorker, { kind: 'sketch' }>;

/** A worker as the client needs it; tests put another in its place. */
export interface SketchPort {
  post(message: ToSketchWorker): void;
  terminate(): void;
}

type Spawn = (receive: (message: FromSketchWorker) => void) => SketchPort;

function spawnWorker(receive: (message: FromSketchWorker) => void): SketchPort {
  const worker = new Worker(new URL('./sketchWorker.ts', import.meta.url), { type: 'module', name: 'sketch' });
  worker.onmessage = ({ data }: MessageEvent<FromSketchWorker>) => receive(data);
  // A sketch only stands in for a picture that comes without it.
  worker.onerror = (event) => event.preventDefault();
  return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
}

export class SketchClient {
  private port: SketchPort | null = null;
  private sent: Network | null = null;
  private newest: number | null = null;

  /** `onSketch` hears of the newest job alone. */
  constructor(
    private readonly onSketch: (answer: SketchAnswer) => void,
    private readonly spawn: Spawn = spawnWorker,
  ) {}

  /** Starts the worker, so that the first job need not wait for it. */
  warm(): void {
    this.port ??= this.spawn((message) => this.receive(message));
  }

  /** A job in place of the one before. */
  request(job: SketchJob): void {
    this.newest = job.generation;
    this.warm();
    this.port?.post({ job: { ...job, network: this.sent === job.network ? null : job.network } });
    this.sent = job.network;
  }

  /** Nothing is wanted any more. */
  stop(): void {
    if (this.newest === null) return;
    this.newest = null;
    this.port?.post({ job: null });
  }

  dispose(): void {
    this.newest = null;
    this.sent = null;
    this.port?.terminate();
    this.port = null;
  }

  /** What could not be sketched is left to the exact picture, which says what is wrong. */
  private receive(message: FromSketchWorker): void {
    if (message.kind === 'sketch' && message.generation === this.newest) this.onSketch(message);
  }
}
