import { type StudyRun, startStudy } from '../core/attack';
import { EngineError } from '../core/partition/errors';
import type { FromAttackWorker, ToAttackWorker } from './attackProtocol';

export interface AttackSurroundings {
  post(message: FromAttackWorker): void;
  /** Calls back after the messages that wait. */
  yieldTurn(callback: () => void): void;
  now(): number;
}

/** Milliseconds of work between two looks at the messages. */
const TURN_MS = 12;

/** Runs studies in turns, so that a newer one ends the one under way. */
export class AttackService {
  /** The newest study; older ones stop. */
  private newest = 0;

  constructor(private readonly around: AttackSurroundings) {}

  handle({ id, request: { network, clean, options, within } }: ToAttackWorker): void {
    this.newest = id;
    this.guarded(id, () => this.go(id, startStudy(network, clean, options, within)));
  }

  private go(id: number, run: StudyRun): void {
    if (id !== this.newest) return;
    const { post, yieldTurn, now } = this.around;
    const began = now();
    while (!run.advance())
      if (now() - began > TURN_MS) {
        post({ kind: 'progress', id, share: run.progress });
        yieldTurn(() => this.guarded(id, () => this.go(id, run)));
        return;
      }
    post({ kind: 'study', id, study: run.finish() });
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
