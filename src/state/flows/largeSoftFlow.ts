/** β, point, second point of a large network → its soft code there, from the worker that inspects it, with its progress. */
import { mostEntropy } from '../../core/soft';
import type { Context } from '../context';
import { largeInspections } from '../inspecting/largeInspections';
import type { SoftLargePart, SoftLargeStep } from '../inspecting/softLarge';
import { isInspectedAside } from '../large';
import { secondInput } from '../second';
import { gatesOfState } from '../soft';
import type { SoftPoint } from '../softInspection';
import { hasSoftCode } from '../softPresence';
import type { LargeSoftState, LensStore } from '../types';

/** After the last change of β or of the point. */
const REST_MS = 250;
/** Each takes three passes for its distance. */
const CODES = 8;

const watched = (state: LensStore): readonly unknown[] => [
  state.lens.soft,
  state.session.inspection?.x,
  state.session.network,
  state.session.slice,
  // The second input is known once a worker has answered.
  state.lens.second,
  state.session.pointsAnswered,
];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean => a.every((value, i) => value === b[i]);

class LargeSoftFlow {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly context: Context) {}

  follow(): void {
    const state = this.context.store.getState();
    const { network, inspection } = state.session;
    clearTimeout(this.timer);
    if (!isInspectedAside(network) || !hasSoftCode(state)) {
      this.leave();
      return;
    }
    largeInspections(this.context).stopSoft();
    // Without an inspection it follows when there is one.
    if (!inspection) {
      this.end({ fault: null, stopped: false });
      return;
    }
    this.context.activity.begin('largeSoft');
    this.write({ progress: 0, fault: null, stopped: false });
    this.timer = setTimeout(() => this.ask(), REST_MS);
  }

  private ask(): void {
    const state = this.context.store.getState();
    const { network, slice, inspection } = state.session;
    if (!inspection) return;
    const gates = gatesOfState(state);
    const other = state.lens.second ? (secondInput(state)?.x ?? null) : null;
    const job = { network, gates, slice, x: inspection.x, other, count: CODES };
    largeInspections(this.context).soften(
      job,
      (step, done = false, reason = 'the worker that computes them was ended') => {
        if (step)
          this.take(step, done, (pass) => ({ network, gates, hard: inspection, most: mostEntropy(network), ...pass }));
        else this.end({ fault: reason });
      },
    );
  }

  private take({ share, news }: SoftLargeStep, done: boolean, pointOf: (found: Parts) => SoftPoint): void {
    if (news) this.add(news, pointOf);
    if (done) this.end({});
    else this.write({ progress: share });
  }

  private add(news: SoftLargePart, pointOf: (found: Parts) => SoftPoint): void {
    if (news.part === 'pass') {
      const { hamming, ...parts } = news.found;
      this.write({ found: { point: pointOf(parts), hamming, norms: null, codes: [] } });
      return;
    }
    const { found } = this.context.store.getState().session.largeSoft ?? {};
    if (!found) return;
    const more = news.part === 'norms' ? { norms: news.norms } : { codes: [...found.codes, news.code] };
    this.write({ found: { ...found, ...more } });
  }

  private end(change: Partial<LargeSoftState>): void {
    this.write({ ...change, progress: null });
    this.context.activity.end('largeSoft');
  }

  private write(change: Partial<LargeSoftState>): void {
    const { store, setSession } = this.context;
    const fresh: LargeSoftState = {
      found: null,
      progress: null,
      fault: null,
      stopped: false,
      stop: () => this.stop(),
      again: () => this.follow(),
    };
    setSession({ largeSoft: { ...fresh, ...store.getState().session.largeSoft, ...change } });
  }

  private stop(): void {
    clearTimeout(this.timer);
    largeInspections(this.context).stopSoft();
    this.end({ stopped: true });
  }

  private leave(): void {
    const { store, setSession, activity } = this.context;
    if (store.getState().session.largeSoft) {
      largeInspections(this.context).stopSoft();
      setSession({ largeSoft: null });
    }
    activity.end('largeSoft');
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.leave();
  }
}

type Parts = Pick<SoftPoint, 'pass' | 'entropy' | 'active'>;

/** Keeps `session.largeSoft` in step. Returns the way to stop. */
export function startLargeSoftFlow(context: Context): () => void {
  const flow = new LargeSoftFlow(context);
  flow.follow();
  const unsubscribe = context.store.subscribe(watched, () => flow.follow(), { equalityFn: same });
  return () => {
    unsubscribe();
    flow.dispose();
  };
}
