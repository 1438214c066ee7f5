/** What the facets worker does with its messages: one search at a time, in turns between which it listens. */
import { type FacetRun, type LinearSolver, startFacets } from '../core/polytope';
import { type FacetsJob, type FromFacetsWorker, postedFacets, type ToFacetsWorker } from './facetsProtocol';
import { NetworkReceiver } from './networkOnce';
import { progressIsDue, type Turns } from './turns';

/** Work between two looks at the messages; one linear program may take longer. */
const TURN_MS = 20;

export interface FacetsHost extends Turns {
  loadSolver(): Promise<LinearSolver>;
  send(message: FromFacetsWorker): void;
}

interface Search {
  readonly generation: number;
  readonly began: number;
  run: FacetRun | null;
  reported: number;
  worked: number;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class FacetsService {
  private readonly receiver = new NetworkReceiver();
  private search: Search | null = null;
  private solver: Promise<LinearSolver> | null = null;

  constructor(private readonly host: FacetsHost) {}

  receive(message: ToFacetsWorker): void {
    if (message.kind === 'find')
      this.find(message.generation, { ...message.job, network: this.receiver.received(message.job.network) });
    else if (message.kind === 'enough') this.enough(message.generation);
    else this.cancel(message.generation);
  }

  private find(generation: number, job: FacetsJob): void {
    this.cancel(generation - 1);
    const began = this.host.now();
    const search: Search = { generation, began, run: null, reported: began, worked: 0 };
    this.search = search;
    this.begin(search, job).catch((error: unknown) => this.fail(search, error));
  }

  private enough(generation: number): void {
    if (this.search?.generation === generation) this.search.run?.enough();
  }

  private cancel(generation: number): void {
    if (this.search && this.search.generation <= generation) this.drop();
    this.host.send({ kind: 'cancelled', generation });
  }

  private drop(): void {
    this.search?.run?.close();
    this.search = null;
  }

  private fail(search: Search, error: unknown): void {
    if (this.search !== search) return;
    this.drop();
    this.host.send({ kind: 'error', generation: search.generation, message: messageOf(error) });
  }

  /** A solver that could not be loaded is loaded again for the next search. */
  private load(): Promise<LinearSolver> {
    this.solver ??= this.host.loadSolver().catch((error: unknown) => {
      this.solver = null;
      throw new Error(`the solver could not be loaded: ${messageOf(error)}`);
    });
    return this.solver;
  }

  private async begin(search: Search, { network, input, box, volume }: FacetsJob): Promise<void> {
    const solver = await this.load();
    if (this.search !== search) return;
    search.run = startFacets(network, input, solver, { box, volume });
    this.host.yieldTurn(() => this.turn(search));
  }

  private turn(search: Search): void {
    const { host } = this;
    const { run } = search;
    if (this.search !== search || !run) return;
    try {
      const began = host.now();
      let done = false;
      do done = run.advance(1);
      while (!done && host.now() - began < TURN_MS);
      search.worked += host.now() - began;
      if (done) this.finish(search, run);
      else {
        this.report(search, run);
        host.yieldTurn(() => this.turn(search));
      }
    } catch (error) {
      this.fail(search, error);
    }
  }

  private finish(search: Search, run: FacetRun): void {
    const { generation, worked } = search;
    this.search = null;
    this.host.send({ kind: 'found', generation, facets: postedFacets(run.finish()), seconds: worked / 1000 });
  }

  private report(search: Search, run: FacetRun): void {
    const now = this.host.now();
    if (!progressIsDue(now - search.began, search.reported - search.began)) return;
    search.reported = now;
    this.host.send({ kind: 'progress', generation: search.generation, progress: run.progress });
  }
}
