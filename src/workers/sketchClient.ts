/** The page's end of the sketch worker, which is started by `warm` or with the first job and ends with `dispose`. */
import { NetworkSender } from './networkOnce';
import type { FromSketchWorker, SketchJob, ToSketchWorker } from './sketchProtocol';
import { type Port, portOf } from './workerPort';

export type { SketchJob } from './sketchProtocol';

export type SketchAnswer = Extract<FromSketchWorker, { kind: 'sketch' }>;

export type SketchPort = Port<ToSketchWorker>;

type Spawn = (receive: (message: FromSketchWorker) => void) => SketchPort;

function spawnWorker(receive: (message: FromSketchWorker) => void): SketchPort {
  const worker = new Worker(new URL('./sketchWorker.ts', import.meta.url), { type: 'module', name: 'sketch' });
  // A sketch only stands in for a picture that comes without it.
  const handlers = { message: receive, failure: () => undefined };
  return portOf(worker, handlers, ({ job }: ToSketchWorker) => job?.network ?? null);
}

export class SketchClient {
  private port: SketchPort | null = null;
  /** Whole: of graphs the nodes are sampled. */
  private readonly sender = new NetworkSender((network) => network);
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
    this.port?.post({ job: { ...job, network: this.sender.posted(job.network) } });
  }

  /** Nothing is wanted any more. */
  stop(): void {
    if (this.newest === null) return;
    this.newest = null;
    this.port?.post({ job: null });
  }

  dispose(): void {
    this.newest = null;
    this.sender.forget();
    this.port?.terminate();
    this.port = null;
  }

  /** What could not be sketched is left to the exact picture, which says what is wrong. */
  private receive(message: FromSketchWorker): void {
    if (message.kind === 'sketch' && message.generation === this.newest) this.onSketch(message);
  }
}
