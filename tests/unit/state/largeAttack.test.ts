/** The attack of a network too large for the page's thread: its parts as they come, a stop that keeps them, and the way to begin again. */
import { afterEach, describe, expect, it } from 'vitest';
import { subscribeWithSelector } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';
import { startLargeStudy } from '../../../src/core/attack';
import { axisSlice, pointInInput, square } from '../../../src/core/slice/slice';
import { attackActions } from '../../../src/state/actions/attackActions';
import { createActivity } from '../../../src/state/activity';
import type { AttackState } from '../../../src/state/attackTypes';
import type { Context } from '../../../src/state/context';
import { EMPTY_LENS, emptySession } from '../../../src/state/defaults';
import { startAttackFlow } from '../../../src/state/flows/attackFlow';
import { isLarge } from '../../../src/state/large';
import type { AttackSettings, LensStore } from '../../../src/state/types';
import type { AttackPort, AttackPortHandlers } from '../../../src/workers/attackClient';
import type { FromAttackWorker, ToAttackWorker } from '../../../src/workers/attackProtocol';
import { AttackService } from '../../../src/workers/attackService';
import { comes } from '../../support/comes';
import { wideNetwork } from '../../support/wideNetwork';

const network = wideNetwork(3);
const slice = axisSlice(2);
/** Of ways so short that few boundaries are crossed. */
const settings: AttackSettings = { method: 'pgd', norm: 'inf', epsilon: 1e-6, steps: 1 };

type Answer = FromAttackWorker['kind'];

/** Workers with their code in this thread, a turn a task; what they say is held back from the first of a kind on. */
function workers() {
  const posted: ToAttackWorker[] = [];
  const held = { from: null as Answer | null, open: 0 };
  const spawn = ({ message }: AttackPortHandlers): AttackPort => {
    let [ended, silent] = [false, false];
    held.open++;
    const later = (act: () => void): void => void setTimeout(() => !ended && act(), 0);
    let clock = 0;
    const service = new AttackService({
      post(said) {
        silent ||= said.kind === held.from;
        if (!silent) later(() => message(structuredClone(said)));
      },
      yieldTurn: later,
      // Each step is a turn.
      now: () => (clock += 13),
    });
    return {
      post(asked) {
        posted.push(asked);
        later(() => service.handle(asked));
      },
      terminate() {
        ended = true;
        held.open--;
      },
    };
  };
  return { posted, held, spawn };
}

function bench(from: Answer | null = null) {
  const x = pointInInput(slice, [0.3, -0.2]);
  const session = { ...emptySession(), network, slice, inspection: { x }, phase: 'ready' };
  const lens = { ...EMPTY_LENS, point: [0.3, -0.2], domain: square(1) };
  const store = createStore(subscribeWithSelector(() => ({ lens, session }) as unknown as LensStore));
  const states: AttackState[] = [];
  const setSession: Context['setSession'] = (change) => {
    if (change.attack) states.push(change.attack);
    store.setState((state) => ({ session: { ...state.session, ...change } }));
  };
  const set: Context['set'] = (change) => store.setState((state) => ({ lens: { ...state.lens, ...change } }));
  const activity = createActivity();
  const gradient = async () => null;
  const context = { store, set, setSession, activity, gradient } as unknown as Context;
  const worker = workers();
  worker.held.from = from;
  const stop = startAttackFlow(context, worker.spawn);
  const attack = (): AttackState | null => store.getState().session.attack;
  return { ...worker, actions: attackActions(context), attack, states, activity, stop, x, set, setSession };
}

let made: ReturnType<typeof bench> | null = null;
const open = (...given: Parameters<typeof bench>): ReturnType<typeof bench> => {
  made = bench(...given);
  return made;
};
afterEach(() => {
  made?.stop();
  made = null;
});

describe('an attack on a large network', () => {
  it('comes part by part and is what the library finds', async () => {
    const { actions, attack, states, activity, x } = open();
    actions.setAttack(settings);
    await activity.idle();
    expect(isLarge(network)).toBe(true);
    const { found, progress, stopped } = attack() as AttackState;
    const run = startLargeStudy(network, x, settings);
    while (!run.advance());
    expect(found?.study).toEqual(run.finish());
    expect([progress, stopped]).toEqual([null, false]);
    const known = states.flatMap((state) =>
      state.progress !== null && state.found && 'known' in state.found.study ? [state.found.study.known] : [],
    );
    expect([...new Set(known)]).toEqual(['attack', 'way', 'distances']);
  });

  it('is stopped before its first part, and begun again where it is asked for', async () => {
    const { actions, attack, activity, held, posted } = open('part');
    actions.setAttack(settings);
    await comes(() => expect(attack()?.progress).toBeGreaterThan(0));
    attack()?.stop();
    await activity.idle();
    expect(attack()).toMatchObject({ progress: null, stopped: true, found: null, fault: null });
    expect(held.open).toBe(0);
    held.from = null;
    attack()?.again();
    // At once, so that the button that ends it stands where the one was that began it.
    expect(attack()).toMatchObject({ stopped: false, progress: 0 });
    await activity.idle();
    expect(attack()?.found?.study).toMatchObject({ known: 'whole' });
    // Once to each worker.
    expect(posted.map(({ request }) => request.network)).toEqual([network, network]);
  });

  it('that is stopped later keeps what was found, until another input is attacked', async () => {
    const { actions, attack, activity, held, posted, setSession } = open('study');
    actions.setAttack(settings);
    await comes(() => expect(attack()?.found?.study).toMatchObject({ known: 'distances' }));
    const { found } = attack() as AttackState;
    attack()?.stop();
    await activity.idle();
    expect(attack()).toMatchObject({ progress: null, stopped: true });
    expect(attack()?.found).toBe(found);
    held.from = null;
    const x = pointInInput(slice, [0.1, 0.4]);
    setSession({ inspection: { x } } as never);
    expect(attack()?.stopped).toBe(false);
    await activity.idle();
    expect(attack()?.found).toMatchObject({ input: x, study: { known: 'whole' } });
    actions.setAttack({ ...settings, epsilon: 2e-6 });
    await activity.idle();
    // The worker that is there has the network.
    expect(posted.map(({ request }) => request.network)).toEqual([network, network, null]);
    expect(attack()?.found?.study.result.options.epsilon).toBe(2e-6);
  });

  it('goes on, or stays stopped, under another part of the slice, of which it tells nothing', async () => {
    const { actions, attack, posted, set } = open();
    actions.setAttack(settings);
    await comes(() => expect(attack()?.progress).toBeGreaterThan(0));
    set({ domain: square(2) });
    await comes(() => expect(attack()?.found?.study).toMatchObject({ known: 'way' }));
    expect(posted).toHaveLength(1);
    attack()?.stop();
    set({ domain: square(3) });
    expect(attack()?.stopped).toBe(true);
  });

  it('takes nothing from a training that has begun', async () => {
    const { actions, attack, activity, held, setSession } = open('part');
    actions.setAttack(settings);
    await comes(() => expect(attack()?.progress).toBeGreaterThan(0));
    setSession({ training: { ...emptySession().training, running: true } });
    await activity.idle();
    expect(held.open).toBe(0);
    expect(attack()).toMatchObject({ progress: null, stopped: false, fault: null });
  });
});
