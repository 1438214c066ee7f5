/** Inspects the newest point alone, a pass a turn. No worker in here. */
import type { Network } from '../../core/network';
import type { Turns } from '../../workers/turns';
import { type Found, inspectLarge } from './inspectLarge';
import type { InspectionAnswer, PostedInspection } from './protocol';

export class InspectionService {
  private network: Network | null = null;
  private work: { readonly number: number; readonly steps: Generator<Found | null, void, undefined> } | null = null;
  private awake = false;

  constructor(
    private readonly turns: Turns,
    private readonly send: (message: InspectionAnswer) => void,
  ) {}

  submit({ number, network, slice, point }: PostedInspection): void {
    this.network = network ?? this.network;
    if (!this.network) throw new Error('the first job must carry its network');
    this.work = { number, steps: inspectLarge(this.network, slice, point) };
    this.wake();
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.turns.yieldTurn(() => {
      this.awake = false;
      this.turn();
      if (this.work) this.wake();
    });
  }

  private turn(): void {
    const { work } = this;
    if (!work) return;
    const { number } = work;
    try {
      const { value, done } = work.steps.next();
      if (value) this.send({ kind: 'found', number, found: value, done: !Number.isNaN(value.residual) });
      if (done) this.work = null;
    } catch (error) {
      this.work = null;
      this.send({ kind: 'error', number, message: error instanceof Error ? error.message : String(error) });
    }
  }
}
