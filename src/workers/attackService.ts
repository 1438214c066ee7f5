import { type AttackStudy, type LargeStudy, type StudyRun, startLargeStudy, startStudy } from '../core/attack';
import { EngineError } from '../core/partition/errors';
import type { FromAttackWorker, ToAttackWorker } from './attackProtocol';
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
  /** The newest study; older ones stop. */
  private newest = 0;
  private told = 0;
  private step = TOLD_SHARE;

  constructor(private readonly around: AttackSurroundings) {}

  handle({ id, request: { network, clean, options, within, large } }: ToAttackWorker): void {
    this.newest = id;
    this.told = 0;
    this.step = large ? TOLD_LARGE : TOLD_SHARE;
    this.guarded(id, () =>
      this.go(id, large ? startLargeStudy(network, clean, options) : startStudy(network, clean, options, within)),
    );
  }

  private go(id: number, run: StudyRun<AttackStudy | LargeStudy>): void {
    if (id !== this.newest) return;
    const { yieldTurn, now } = this.around;
    const began = now();
    while (!run.advance())
      if (now() - began > TURN_MS) {
        this.tell(id, run.progress);
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
