/** While an attack is asked for: input, network or settings at rest → a study, in a worker of its own. */

import { largestMagnitude } from '../../core/analysis/norms';
import { type AttackStudy, gradientOf, type LargeStudy, type LossGradient, lossGradient } from '../../core/attack';
import { isSoft } from '../../core/soft/softness';
import { trainedGates } from '../../core/training/trainedBetas';
import { AttackClient, type AttackPort, type AttackPortHandlers } from '../../workers/attackClient';
import type { AttackSettings, AttackState, FoundAttack } from '../attackTypes';
import type { Context } from '../context';
import { isLarge } from '../large';
import { trainedBetas } from '../trainedBetas';
import type { LensStore } from '../types';

/** Milliseconds without a change after which a drag rests. */
const REST_MS = 150;

/** What a study depends on; nothing while none is asked for. Training holds it back until it pauses. */
const inputs = ({ lens, session }: LensStore): readonly unknown[] =>
  lens.attack === null
    ? []
    : [
        lens.attack,
        session.network,
        session.inspection?.x,
        // Of a large network nothing is looked for in the slice.
        ...(isLarge(session.network) ? [] : [session.slice, lens.domain]),
        session.training.running,
        session.phase,
      ];

const same = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** What a study is of. */
type Asked = Omit<FoundAttack, 'study' | 'checked'>;

const isSame = (a: Asked, b: Asked): boolean =>
  a.settings === b.settings && a.network === b.network && a.input === b.input;

class AttackFlow {
  private client: AttackClient | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: Asked | null = null;
  /** What tfjs is asked about. */
  private checking: Asked | null = null;
  private readonly stops: readonly (() => void)[];

  constructor(
    private readonly context: Context,
    private readonly spawn?: (handlers: AttackPortHandlers) => AttackPort,
  ) {
    this.stops = [
      context.store.subscribe(
        ({ lens }) => lens.attack,
        () => this.adopt(),
      ),
      context.store.subscribe(inputs, (wanted) => this.follow(wanted), { equalityFn: same }),
      // The model may be ready later than the attack.
      context.store.subscribe(
        ({ session }) => session.model.phase,
        () => this.check(),
      ),
    ];
    this.adopt();
    this.follow(inputs(context.store.getState()));
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.stop();
  }

  /** What the state asks for, with what was found last. */
  private adopt(): void {
    const { lens, session } = this.context.store.getState();
    const { attack: settings } = lens;
    const before = session.attack ?? this.first();
    this.context.setSession({ attack: settings && { ...before, settings } });
  }

  private first(): Omit<AttackState, 'settings'> {
    const again = (): void => this.follow(inputs(this.context.store.getState()));
    return { progress: null, found: null, fault: null, stopped: false, stop: () => this.halt(), again };
  }

  private follow(wanted: readonly unknown[]): void {
    clearTimeout(this.timer);
    this.client?.forget();
    if (wanted.length === 0) {
      this.stop();
      return;
    }
    this.context.activity.begin('attack');
    if (this.context.store.getState().session.attack?.stopped) this.say({ stopped: false, progress: 0 });
    this.timer = setTimeout(() => this.request(), REST_MS);
  }

  /** Ends the worker at once, in the middle of a pass, too. */
  private halt(): void {
    clearTimeout(this.timer);
    this.client?.dispose();
    this.asked = null;
    this.settle({ progress: null, stopped: true });
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
      // What it still does is of use to nobody.
      this.client?.dispose();
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
        part: (study) => this.keep(study),
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
      large: isLarge(network),
    });
  }

  private receive(study: AttackStudy | LargeStudy): void {
    this.settle({ progress: null, fault: null });
    this.keep(study);
  }

  /** A part is checked as soon as it is there; what follows it keeps the check. */
  private keep(study: AttackStudy | LargeStudy): void {
    const { asked } = this;
    if (!asked) return;
    const before = this.context.store.getState().session.attack?.found;
    this.say({ found: { ...asked, study, checked: before && isSame(before, asked) ? before.checked : null } });
    this.check();
  }

  /** Asks tfjs for the same gradient, where it has the same network: all layers, none clamped. */
  private check(): void {
    const { lens, session } = this.context.store.getState();
    const found = session.attack?.found;
    if (!found || found.checked !== null || found.network !== session.network) return;
    if (this.checking && isSame(this.checking, found)) return;
    if (lens.space > 0 || lens.clamps.length > 0) return;
    // The attack goes by the hard limit's gradient, a soft model has another.
    if (isSoft(trainedGates(found.network, trainedBetas(found.network, lens, 0)))) return;
    const { options, class: own } = found.study.result;
    const target = options.target ?? own;
    const input = Float32Array.from(found.input);
    this.checking = found;
    void this.context.gradient({ input, target }).then((gradient) => {
      if (this.checking === found) this.checking = null;
      // More may have been found of the same attack.
      const newest = this.context.store.getState().session.attack?.found;
      if (!gradient || !newest || !isSame(newest, found)) return;
      // Of a large network the worker has computed it.
      const own = 'gradient' in found.study ? found.study.gradient : lossGradient(found.network, input, target);
      this.say({ found: { ...newest, checked: gradientDifference(own, gradient) } });
    });
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

/** In float32 1 − p is rounded at the scale of 1, so that what is compared is at the scale of the direction. */
function gradientDifference(own: LossGradient, other: Float32Array): number {
  const difference = largestMagnitude(gradientOf(own).map((value, i) => value - (other[i] as number)));
  return difference / (largestMagnitude(own.direction) || 1);
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
