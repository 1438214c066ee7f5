/** Requests that wait for code which only large networks need; later ones wait behind them, so that their order stays. */
import { isLarge } from '../core/partition/largeRuns';
import type { PartitionRequest } from './protocol';

export interface LoadFirstHost {
  /** Loads what networks with composed layers need. */
  loadLarge(): Promise<unknown>;
  submit(request: PartitionRequest): void;
  /** Says that a request has no answer. */
  fail(generation: number, message: string): void;
}

/** Passes requests on, the first one with a large network as soon as its code is there. */
export class LoadFirst {
  private state: 'absent' | 'loading' | 'loaded' = 'absent';
  private held: PartitionRequest[] = [];

  constructor(private readonly host: LoadFirstHost) {}

  submit(request: PartitionRequest): void {
    if (this.state === 'loading') this.held.push(request);
    else if (this.state === 'loaded' || !isLarge(request.network)) this.host.submit(request);
    else {
      this.held.push(request);
      this.state = 'loading';
      this.host.loadLarge().then(
        () => this.release('loaded', (held) => this.host.submit(held)),
        (error: unknown) => this.release('absent', (held) => this.withoutCode(held, String(error))),
      );
    }
  }

  /** Forgets requests of this generation and before that still wait. */
  cancel(generation: number): void {
    this.held = this.held.filter((request) => request.generation > generation);
  }

  private release(state: 'absent' | 'loaded', each: (request: PartitionRequest) => void): void {
    this.state = state;
    const { held } = this;
    this.held = [];
    for (const request of held) each(request);
  }

  /** The next request with a large network tries again. */
  private withoutCode(request: PartitionRequest, error: string): void {
    if (!isLarge(request.network)) this.host.submit(request);
    else this.host.fail(request.generation, `the code for it could not be loaded: ${error}`);
  }
}
