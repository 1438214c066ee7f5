import { type LargeStudy, type StudyRun, startLargeStudy, startStudy } from '../core/attack';
import { EngineError } from '../core/partition/errors';
import type { FromAttackWorker, ToAttackWorker } from './attackProtocol';
import { NetworkReceiver } from './networkOnce';
import type { Turns } from './turns';

export interface AttackSurroundings extends Turns {
  post(message: FromAttackWorker): void;
}

/** Milliseconds of work between two looks at the messages. */
const TURN_MS = 12;
/** The share that is worth telling: of a large network each pass. */
const TOLD_SHARE = 0.05;
const TOLD_LARGE = 0.005;

/** Runs studies in turns, so that a newer one ends the one under way. */
export class AttackService {
  private readonly receiver = new NetworkReceiver();
  /** The newest study; older ones stop. */
  private newest = 0;
  private told = 0;
  private step = TOLD_SHARE;
  private sent: LargeStudy | null = null;

  constructor(private readonly around: AttackSurroundings) {}

  handle({ id, request: { network: posted, clean, options, within, large } }: ToAttackWorker): void {
    const network = this.receiver.received(posted);
    this.newest = id;
    this.told = 0;
    this.sent = null;
    this.step = large ? TOLD_LARGE : TOLD_SHARE;
    this.guarded(id, () =>
      this.go(id, large ? startLargeStudy(network, clean, options) : startStudy(network, clean, options, within)),
    );
  }

  private go(id: number, run: StudyRun | StudyRun<LargeStudy>): void {
    if (id !== this.newest) return;
    const { yieldTurn, now } = this.around;
    const began = now();
    while (!run.advance())
      if (now() - began > TURN_MS) {
        this.tell(id, run.progress);
        this.sendPart(id, run.part);
        yieldTurn(() => this.guarded(id, () => this.go(id, run)));
        return;
      }
    this.around.post({ kind: 'study', id, study: run.finish() });
  }

  private tell(id: number, share: number): void {
    if (share - this.told < this.step && !(share === 1 && this.told < 1)) return;
    this.told = share;
    this.around.post({ kind: 'progress', id, share });
  }

  private sendPart(id: number, study: LargeStudy | null): void {
    if (!study || study === this.sent) return;
    this.sent = study;
    this.around.post({ kind: 'part', id, study });
  }

  /** What the engine refuses is an answer; all else is a fault of the worker's and told as one, too. */
  private guarded(id: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      const message = error instanceof EngineError ? error.message : `the attack failed: ${String(error)}`;
      this.around.post({ kind: 'error', id, message });
    }
  }
}
