/** Requests that wait for code which only some networks need; later ones wait behind them, so that their order stays. */
import type { PartitionRequest } from './protocol';

export interface LoadFirstHost {
  /** Loads the code that a request needs and that is not there; null where it can run at once. */
  load(request: PartitionRequest): Promise<unknown> | null;
  submit(request: PartitionRequest): void;
  /** Says that a request has no answer. */
  fail(generation: number, message: string): void;
}

/** Passes requests on, those that need more code as soon as it is there. */
export class LoadFirst {
  private loading = false;
  private held: PartitionRequest[] = [];

  constructor(private readonly host: LoadFirstHost) {}

  submit(request: PartitionRequest): void {
    this.held.push(request);
    if (!this.loading) this.passOn();
  }

  /** Forgets requests of this generation and before that still wait. */
  cancel(generation: number): void {
    this.held = this.held.filter((request) => request.generation > generation);
  }

  private passOn(): void {
    for (let next = this.held[0]; next; next = this.held[0]) {
      const request = next;
      const loading = this.host.load(request);
      if (loading) {
        this.loading = true;
        loading.then(
          () => this.resume(),
          (error: unknown) => this.giveUp(request, String(error)),
        );
        return;
      }
      this.held.shift();
      this.host.submit(request);
    }
  }

  private resume(): void {
    this.loading = false;
    this.passOn();
  }

  /** The next request that needs the code tries again. */
  private giveUp(request: PartitionRequest, error: string): void {
    if (this.held[0] === request) {
      this.held.shift();
      this.host.fail(request.generation, `the code for it could not be loaded: ${error}`);
    }
    this.resume();
  }
}
