/** What the density worker does with its messages: one field at a time, in turns between which messages are heard. */
import {
  type DensityAt,
  type DensityField,
  type DensityMap,
  type DensitySubject,
  densityAt,
  densitySteps,
} from '../core/density';
import type { FromDensityWorker, ToDensityWorker } from './densityProtocol';
import { NetworkReceiver } from './networkOnce';
import { progressIsDue, type Turns } from './turns';

/** A turn lasts about so long. */
const TURN_MS = 12;

export interface DensityHost extends Turns {
  send(message: FromDensityWorker, transfer: Transferable[]): void;
}

interface Work {
  readonly request: number;
  readonly steps: Generator<number, DensityField, undefined>;
  readonly began: number;
  reported: number;
}

const sameMap = (a: DensityMap, b: DensityMap): boolean => JSON.stringify(a) === JSON.stringify(b);

export class DensityService {
  private readonly receiver = new NetworkReceiver();
  private subject: DensitySubject | null = null;
  /** The newest map's function: it keeps what its polytopes share from field to field. */
  private known: { readonly map: DensityMap; readonly at: DensityAt } | null = null;
  private work: Work | null = null;
  private waiting = false;

  constructor(private readonly host: DensityHost) {}

  receive(message: ToDensityWorker): void {
    this.work = null;
    if (message.kind === 'subject') {
      const { subject } = message;
      this.subject = { ...subject, network: this.receiver.received(subject.network) };
      this.known = null;
    } else if (message.kind === 'field') this.begin(message);
  }

  private begin({ request, map, grid }: Extract<ToDensityWorker, { kind: 'field' }>): void {
    const began = this.host.now();
    try {
      this.work = { request, steps: densitySteps(this.functionOf(map), grid), began, reported: began };
      this.wait();
    } catch (error) {
      this.fail(request, error);
    }
  }

  private functionOf(map: DensityMap): DensityAt {
    if (!this.subject) throw new Error('there is no partition to measure');
    if (!this.known || !sameMap(this.known.map, map)) this.known = { map, at: densityAt(this.subject, map) };
    return this.known.at;
  }

  private fail(request: number, error: unknown): void {
    this.work = null;
    this.host.send({ kind: 'error', request, message: error instanceof Error ? error.message : String(error) }, []);
  }

  private wait(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.host.yieldTurn(() => {
      this.waiting = false;
      this.turn();
    });
  }

  private turn(): void {
    const { work, host } = this;
    if (!work) return;
    const until = host.now() + TURN_MS;
    try {
      for (let step = work.steps.next(); ; step = work.steps.next()) {
        if (step.done) {
          this.work = null;
          host.send({ kind: 'field', request: work.request, field: step.value }, [step.value.values.buffer]);
          return;
        }
        if (host.now() < until) continue;
        this.report(work, step.value);
        this.wait();
        return;
      }
    } catch (error) {
      this.fail(work.request, error);
    }
  }

  private report(work: Work, share: number): void {
    const now = this.host.now();
    if (!progressIsDue(now - work.began, work.reported - work.began)) return;
    work.reported = now;
    this.host.send({ kind: 'progress', request: work.request, share }, []);
  }
}
