/** Inspects the newest point alone, a pass a turn; other points get a forward pass each. No worker in here. */
import { gatesAt, rowsOfMap } from '../../core/network/localMap';
import { NetworkReceiver } from '../../workers/networkOnce';
import type { Turns } from '../../workers/turns';
import { inspectSecond, type SecondInput, secondBoundary } from '../second';
import { inspectAside } from './inspectLarge';
import type { Found, FoundRows, InspectionAnswer, InspectionJob, PostedInspection, PostedSoft } from './protocol';
import { type SoftLargePart, type SoftLargeStep, softOfLarge } from './softLarge';

type Numbered<T> = T & { readonly number: number };

/** `transfer`: buffers that are not needed here any more. */
type Send = (message: InspectionAnswer, transfer: readonly ArrayBufferLike[]) => void;

export class InspectionService {
  private readonly receiver = new NetworkReceiver();
  private work: Numbered<{ readonly steps: Generator<Found | null, FoundRows | null, undefined> }> | null = null;
  private soft: Numbered<{ readonly steps: Generator<SoftLargeStep, void, undefined> }> | null = null;
  private readonly points: Numbered<InspectionJob>[] = [];
  private awake = false;

  constructor(
    private readonly turns: Turns,
    private readonly send: Send,
  ) {}

  submit(posted: PostedInspection | PostedSoft): void {
    const network = this.receiver.received(posted.network);
    if (posted.kind === 'soft') {
      const { number, job } = posted;
      this.soft = job && { number, steps: softOfLarge({ ...job, network }) };
      this.wake();
      return;
    }
    const { kind, number, slice, point, row } = posted;
    if (kind === 'point') this.points.push({ number, network, slice, point, ...(row === undefined ? {} : { row }) });
    else this.work = { number, steps: inspectAside(network, slice, point) };
    this.wake();
  }

  private wake(): void {
    if (this.awake) return;
    this.awake = true;
    this.turns.yieldTurn(() => {
      this.awake = false;
      this.turn();
      if (this.work || this.soft || this.points.length > 0) this.wake();
    });
  }

  private turn(): void {
    const point = this.points.shift();
    if (point) this.guarded(point.number, () => this.answer(point));
    else if (this.work) this.step(this.work);
    else if (this.soft) this.soften(this.soft);
  }

  private answer({ number, network, slice, point, row }: Numbered<InspectionJob>): void {
    const second = inspectSecond(network, slice, point);
    const more =
      row === undefined
        ? { onBoundary: secondBoundary(network, second) }
        : { rows: new Map([[row, rowsOfMap(network, gatesAt(network, second.preActivations), [row]).A]]) };
    const input: SecondInput = { ...second, ...more };
    this.send(
      { kind: 'point', number, input },
      buffersOf([...input.preActivations, input.x, input.output, input.code, ...(input.rows?.values() ?? [])]),
    );
  }

  private step(work: NonNullable<typeof this.work>): void {
    const { number, steps } = work;
    const failed = !this.guarded(number, () => {
      const step = steps.next();
      if (step.done) {
        this.work = null;
        if (step.value) this.send({ kind: 'rows', number, rows: step.value }, buffersOf([step.value.map.A]));
      } else if (step.value) {
        const { preActivations, x, output, code } = step.value;
        this.send({ kind: 'found', number, found: step.value }, buffersOf([...preActivations, x, output, code]));
      }
    });
    if (failed) this.work = null;
  }

  private soften(work: NonNullable<typeof this.soft>): void {
    const { number, steps } = work;
    const failed = !this.guarded(number, () => {
      const next = steps.next();
      if (next.done) this.soft = null;
      const step = next.value ?? { share: 1, news: null };
      this.send({ kind: 'soft', number, step, done: next.done === true }, step.news ? buffersOfNews(step.news) : []);
    });
    if (failed) this.soft = null;
  }

  /** Whether it went well; a failure is sent. */
  private guarded(number: number, act: () => void): boolean {
    try {
      act();
      return true;
    } catch (error) {
      this.send({ kind: 'error', number, message: error instanceof Error ? error.message : String(error) }, []);
      return false;
    }
  }
}

/** Each buffer once: an activation that changes nothing may hand on the very array. */
const buffersOf = (arrays: readonly (Float64Array | Uint32Array)[]): ArrayBufferLike[] => [
  ...new Set(arrays.map(({ buffer }) => buffer)),
];

/** Those that are large. */
function buffersOfNews(news: SoftLargePart): ArrayBufferLike[] {
  if (news.part !== 'pass') return [];
  const { preActivations, codes } = news.found.pass;
  // Probabilities and entropies may be windows on longer arrays, which go with them.
  return buffersOf([...preActivations, ...codes.flatMap(({ probabilities, entropies }) => [probabilities, entropies])]);
}
