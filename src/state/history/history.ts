/**
 * Undo and redo: watches the state and makes steps of what changes. A gesture is one step from `begin` to `commit`; small
 * changes of the same kind that follow one another quickly are one; a training run is one from its first step to its last.
 */
import { type Context, TRAINING_STEP } from '../context';
import type { HistoryStatus } from '../historyTypes';
import type { LensState } from '../types';
import { Charts } from './charts';
import { isDiscrete } from './discrete';
import { labelOf, trainingLabel } from './labels';
import { type Change, changeOf, joined, keysOf, type Parts, sameValue, touches } from './parts';
import type { Direction, Restore, Restored } from './restore';
import { amended, EMPTY_TIMELINE, type Limits, recorded, redone, type Step, type Timeline, undone } from './timeline';

/** At most so many steps, and so many bytes beside what the page holds anyway (32 MiB; weights are what weighs). */
export const HISTORY_LIMITS: Limits = { steps: 200, bytes: 32 * 1024 * 1024 };

/** Changes of one kind that are no further apart are one step. */
const BURST_MS = 600;

/** Parts that change little by little: zooming, arrow keys, single training steps. */
const CONTINUOUS: readonly (keyof LensState)[] = [
  'point',
  'second',
  'path',
  'viewport',
  'slice',
  'seeded',
  'reach',
  'surface',
  'experiments',
  'weights',
  'step',
];

interface Gesture {
  readonly name: string | null;
  change: Change | null;
}

interface Burst {
  readonly step: number;
  readonly kind: string;
  readonly at: number;
}

export class History {
  private timeline: Timeline = EMPTY_TIMELINE;
  private gesture: Gesture | null = null;
  /** Step of the training run under way. */
  private run: number | null = null;
  private burst: Burst | null = null;
  private steps = 0;
  private direction: Direction | null = null;
  private readonly charts = new Charts();
  private readonly now: () => number;
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly context: Context,
    private readonly restore: Restore,
  ) {
    const { store, activity, surroundings } = context;
    this.now = surroundings.now ?? (() => performance.now());
    this.stops = [
      store.subscribe(
        ({ lens }) => lens,
        (now, before) => this.observe(now, before),
      ),
      activity.onChange(() => this.watchRun()),
    ];
  }

  /** Which way the state is being restored at this moment; null when it changes by an act. */
  restoring(): Direction | null {
    return this.direction;
  }

  /** What follows until `commit` is one step, called `name` or by what it did. */
  begin(name: string | null = null): void {
    this.commit();
    this.gesture = { name, change: null };
  }

  /** Ends a gesture. Without one nothing happens. */
  commit(): void {
    const { gesture } = this;
    this.gesture = null;
    if (gesture?.change) this.push(gesture.change, gesture.name);
  }

  /** Takes a gesture back, as if it had not begun. */
  cancel(): void {
    const { gesture } = this;
    this.gesture = null;
    if (gesture?.change) this.apply(gesture.change.before, 'undo', () => this.publish());
  }

  /** Takes the newest step back; in the middle of a gesture that is the gesture. */
  undo(): void {
    if (this.gesture?.change) this.cancel();
    else this.go('undo');
  }

  redo(): void {
    this.commit();
    this.go('redo');
  }

  dispose(): void {
    for (const stop of this.stops) stop();
  }

  private observe(now: LensState, before: LensState): void {
    // What is there before the first scene is nobody's work.
    if (this.direction || before.scene === '') return;
    const change = changeOf(before, now);
    if (!change) return;
    const name = this.context.stepName;
    if (name === TRAINING_STEP) {
      this.train(change);
      return;
    }
    this.charts.keep(before, this.context.store.getState().session.training);
    if (touches(change, 'scene', 'network', 'seeded', 'dataSpec', 'weights')) this.run = null;
    if (touches(change, 'scene')) this.commit();
    if (name !== null) {
      this.commit();
      this.push(change, name);
      return;
    }
    if (this.gesture) {
      this.gesture.change = this.gesture.change ? joined(this.gesture.change, change) : change;
      return;
    }
    this.add(change, isDiscrete(now, before));
  }

  /** Training goes on beside whatever else is done: its step grows where it stands. */
  private train(change: Change): void {
    if (this.run !== null && this.amend(this.run, change)) return;
    this.run = null;
    this.add(change, false, true);
    if (!this.context.activity.has('training')) return;
    this.run = this.steps;
    this.burst = null;
    this.publish();
  }

  /** The last report of a run arrives in the same turn in which training ends. */
  private watchRun(): void {
    if (this.run === null || this.context.activity.has('training')) return;
    queueMicrotask(() => {
      if (this.context.activity.has('training')) return;
      this.run = null;
      this.publish();
    });
  }

  /** Joins a change to the step before it where the two are one burst; else it is a step of its own. */
  private add(change: Change, discrete: boolean, trained = false): void {
    const keys = keysOf(change);
    const small = !discrete && keys.every((key) => CONTINUOUS.includes(key));
    const kind = small ? `${keys.join()} ${trained}` : null;
    const { burst } = this;
    const at = this.now();
    const soon = burst !== null && burst.kind === kind && at - burst.at <= BURST_MS;
    const follows = soon && this.amend(burst.step, change);
    if (!follows) this.push(change, null, trained);
    this.burst = kind === null ? null : { step: follows ? burst.step : this.steps, kind, at };
  }

  private push(change: Change, name: string | null, trained = false): void {
    const step: Step = { ...change, id: ++this.steps, name, trained };
    this.timeline = recorded(this.timeline, step, HISTORY_LIMITS, this.context.store.getState().lens);
    this.burst = null;
    this.publish();
  }

  private amend(id: number, change: Change): boolean {
    const timeline = amended(this.timeline, id, change);
    if (!timeline) return false;
    this.timeline = timeline;
    this.publish();
    return true;
  }

  private go(direction: Direction): void {
    const moved = direction === 'undo' ? undone(this.timeline) : redone(this.timeline);
    if (!moved) return;
    const { step, timeline } = moved;
    this.apply(direction === 'undo' ? step.before : step.after, direction, () => {
      this.timeline = timeline;
      this.publish(`${direction === 'undo' ? 'Undone' : 'Done again'}: ${this.nameOf(step)}`);
    });
  }

  private apply(parts: Parts, direction: Direction, done: () => void): void {
    const { lens, session } = this.context.store.getState();
    this.charts.keep(lens, session.training);
    const put = <T>(change: () => T): T => {
      this.direction = direction;
      try {
        return change();
      } finally {
        this.direction = null;
      }
    };
    const settle = (restored: Restored): void => {
      if (typeof restored === 'object') this.context.notify('error', `Nothing was changed: ${restored.fault}`);
      if (restored !== 'done') return;
      this.burst = null;
      if ('weights' in parts || 'network' in parts || 'scene' in parts) this.run = null;
      done();
    };
    const restored = this.restore(parts, { charts: this.charts, put });
    if (restored instanceof Promise) void restored.then(settle);
    else settle(restored);
  }

  /** A run under way has no number of steps yet. */
  private nameOf(step: Step): string {
    if (step.name !== null) return step.name;
    if (!step.trained) return labelOf(step);
    return step.id === this.run ? 'training' : trainingLabel(step);
  }

  private publish(said = ''): void {
    const { past, future } = this.timeline;
    const [last, next] = [past.at(-1), future.at(-1)];
    const { history } = this.context.store.getState().session;
    const status: HistoryStatus = {
      undo: last ? this.nameOf(last) : null,
      redo: next ? this.nameOf(next) : null,
      // The same words again are another message, and are read out again.
      said: said !== '' && said === history.said ? `${said}\u00a0` : said,
    };
    if (!sameValue(history, status)) this.context.setSession({ history: status });
  }
}
