/** The page's end of the density worker: numbers requests, sends a partition once, drops what is stale. */
import type { DensityField, DensityMap, DensitySubject, Grid } from '../core/density';
import type { FromDensityWorker, ToDensityWorker } from './densityProtocol';
import { NetworkSender, type Posted } from './networkOnce';
import { type Handlers, type Port, portOf } from './workerPort';

export type DensityPort = Port<ToDensityWorker>;

export interface DensityEvents {
  field(field: DensityField): void;
  progress(share: number): void;
  error(message: string): void;
}

function spawnWorker(handlers: Handlers<FromDensityWorker>): DensityPort {
  const worker = new Worker(new URL('./densityWorker.ts', import.meta.url), { type: 'module', name: 'density' });
  return portOf(worker, handlers, (message: ToDensityWorker) =>
    message.kind === 'subject' ? message.subject.network : null,
  );
}

/** Of a subject only what the worker asks for crosses. */
const posted = ({ network, slice, edges }: DensitySubject, sender: NetworkSender): Posted<DensitySubject> => {
  const { vertices, edgeVertices, edgeUnitOffsets, edgeUnits, layout } = edges;
  return {
    network: sender.posted(network),
    slice,
    edges: { vertices, edgeVertices, edgeUnitOffsets, edgeUnits, layout },
  };
};

export class DensityClient {
  private port: DensityPort | null = null;
  private readonly sender = new NetworkSender();
  private subject: DensitySubject['edges'] | null = null;
  private newest = 0;

  constructor(
    private readonly events: DensityEvents,
    private readonly spawn: (handlers: Handlers<FromDensityWorker>) => DensityPort = spawnWorker,
  ) {}

  /** Asks for a field in place of what is still computed. Subjects are the same where their edges are the same object. */
  request(subject: DensitySubject, map: DensityMap, grid: Grid): void {
    const request = ++this.newest;
    try {
      this.port ??= this.spawn({
        message: (message) => this.receive(message),
        failure: (reason) => this.fail(`the density worker stopped (${reason})`),
      });
      if (this.subject !== subject.edges) this.port.post({ kind: 'subject', subject: posted(subject, this.sender) });
      this.subject = subject.edges;
      this.port.post({ kind: 'field', request, map, grid });
    } catch (error) {
      this.fail(`the density worker cannot start (${error instanceof Error ? error.message : String(error)})`);
    }
  }

  /** Gives up what is computed. */
  cancel(): void {
    this.newest++;
    this.port?.post({ kind: 'cancel' });
  }

  dispose(): void {
    this.newest++;
    this.port?.terminate();
    this.port = null;
    this.subject = null;
    this.sender.forget();
  }

  private receive(message: FromDensityWorker): void {
    if (message.request !== this.newest) return;
    if (message.kind === 'field') this.events.field(message.field);
    else if (message.kind === 'progress') this.events.progress(message.share);
    else this.events.error(message.message);
  }

  private fail(reason: string): void {
    this.dispose();
    this.events.error(reason);
  }
}
