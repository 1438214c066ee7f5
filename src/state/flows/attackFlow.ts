/** While an attack is asked for: input, network or settings at rest → a study, in a worker of its own. */
import type { AttackStudy } from '../../core/attack';
import { AttackClient, type AttackPort, type AttackPortHandlers } from '../../workers/attackClient';
import type { AttackSettings, AttackState } from '../attackTypes';
import type { Context } from '../context';
import type { LensStore } from '../types';

/** Milliseconds without a change after which a drag rests. */
const REST_MS = 150;

/** What a study depends on; nothing while none is asked for. Training holds it back until it pauses. */
const inputs = ({ lens, session }: LensStore): readonly unknown[] =>
  session.attack === null
    ? []
    : [
        session.attack.settings,
        session.network,
        session.inspection?.x,
        session.slice,
        lens.domain,
        session.training.running,
        session.phase,
      ];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

class AttackFlow {
  private client: AttackClient | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: Omit<NonNullable<AttackState['found']>, 'study'> | null = null;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly context: Context,
    private readonly spawn?: (handlers: AttackPortHandlers) => AttackPort,
  ) {
    this.unsubscribe = context.store.subscribe(inputs, (wanted) => this.follow(wanted), { equalityFn: same });
    this.follow(inputs(context.store.getState()));
  }

  dispose(): void {
    this.unsubscribe();
    this.stop();
  }

  private follow(wanted: readonly unknown[]): void {
    clearTimeout(this.timer);
    this.client?.forget();
    if (wanted.length === 0) {
      this.stop();
      return;
    }
    this.context.activity.begin('attack');
    this.timer = setTimeout(() => this.request(), REST_MS);
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.client?.dispose();
    this.client = null;
    this.context.activity.end('attack');
  }

  private request(): void {
    const { lens, session } = this.context.store.getState();
    const { attack, inspection, network, slice } = session;
    if (!attack || !inspection || session.training.running) {
      this.context.activity.end('attack');
      this.say({ progress: null });
      return;
    }
    const { settings } = attack;
    this.asked = { settings, network, input: inspection.x, at: lens.point };
    this.say({ progress: 0, fault: null });
    this.client ??= new AttackClient(
      {
        progress: (progress) => this.say({ progress }),
        study: (study) => this.receive(study),
        error: (fault) => this.settle({ progress: null, found: null, fault }),
      },
      this.spawn,
    );
    const options = attackable(settings, network.outputSize);
    this.client.request({
      network,
      clean: inspection.x,
      options,
      within: { slice, domain: lens.domain, at: lens.point },
    });
  }

  private receive(study: AttackStudy): void {
    if (this.asked) this.settle({ progress: null, found: { ...this.asked, study }, fault: null });
  }

  private settle(change: Partial<AttackState>): void {
    this.say(change);
    this.context.activity.end('attack');
  }

  private say(change: Partial<AttackState>): void {
    const { attack } = this.context.store.getState().session;
    if (attack) this.context.setSession({ attack: { ...attack, ...change } });
  }
}

/** A target that the network in force does not have is left out. */
function attackable({ target, ...rest }: AttackSettings, outputs: number): AttackSettings {
  return target === undefined || target >= Math.max(2, outputs) ? rest : { ...rest, target };
}

/** Returns the way to stop. `spawn`: the worker; tests put another in its place. */
export function startAttackFlow(context: Context, spawn?: (handlers: AttackPortHandlers) => AttackPort): () => void {
  const flow = new AttackFlow(context, spawn);
  return () => flow.dispose();
}
