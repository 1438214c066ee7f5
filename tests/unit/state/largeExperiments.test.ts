import { describe, expect, it } from 'vitest';
import type { Network } from '../../../src/core/network';
import { lookAtScales, startClassDensity } from '../../../src/core/path';
import { defaultExtent } from '../../../src/core/path/classExtent';
import { defaultPairs } from '../../../src/core/path/defaultPairs';
import { experimentsOf } from '../../../src/state/imported';
import { lookedScales, sameInput, scaledInput } from '../../../src/state/scaling';
import { ClassDensityClient } from '../../../src/workers/classDensityClient';
import { ClassDensityRunner } from '../../../src/workers/classDensityRunner';
import type { RunScaling } from '../../../src/workers/scalingPathClient';
import type { ScalingAnswer } from '../../../src/workers/scalingPathProtocol';
import { answerScaling } from '../../../src/workers/scalingPathService';
import { wideNetwork } from '../../support/wideNetwork';
import { bench, inProcessPort } from './support';

const wide = wideNetwork();

/** The workers' code without the workers; a scaled activation waits until it is let on. */
async function page() {
  const held: { tell: (answer: ScalingAnswer) => void; answers: ScalingAnswer[]; ended: boolean }[] = [];
  const runScaling: RunScaling = (job, tell) => {
    const answers: ScalingAnswer[] = [];
    let time = 0;
    answerScaling(
      structuredClone(job),
      () => (time += 50),
      (answer) => answers.push(structuredClone(answer)),
    );
    const run = { tell, answers, ended: false };
    held.push(run);
    return () => {
      run.ended = true;
    };
  };
  const made = bench(inProcessPort, {
    runScaling,
    createClassDensityClient: (events) =>
      new ClassDensityClient(events, ({ message }) => {
        const runner = new ClassDensityRunner({
          now: () => performance.now(),
          send: (said) => message(structuredClone(said)),
          yieldTurn: (callback) => void setTimeout(callback, 0),
        });
        return { post: (posted) => runner.receive(structuredClone(posted)), terminate: () => undefined };
      }),
  });
  await made.actions.openScene('moons');
  await made.api.idle();
  return { ...made, held };
}

/** Puts a network in force that is cut by nobody. */
function put({ controller }: Awaited<ReturnType<typeof page>>, network: Network): void {
  const { session } = controller.store.getState();
  controller.store.setState({ session: { ...session, whole: { ...session.whole, network } } });
}

describe('experiments on a large network', () => {
  it('walk a part of each line in the inputs, by the very pairs of the core', async () => {
    const made = await page();
    const { actions, session } = made;
    actions.setExperiments({ pairs: 3, seed: 5 });
    put(made, wide);
    actions.compareClasses();
    await expect.poll(() => session().classes.result?.own.pairs, { timeout: 30_000 }).toBe(3);
    const { result, fault } = session().classes;
    expect(fault).toBeNull();
    const { data } = session().whole;
    if (!result || !data) throw new Error('there is no result');
    const run = startClassDensity(
      wide,
      { ...data, labels: data.targets },
      { pairs: 3, seed: 5, ...defaultExtent(wide) },
    );
    run.advance(3);
    expect(result.own).toEqual(run.summary());
    expect(result.own.layers[0]?.walked).toBeLessThan(0.01);
    expect(result.own.layers[0]?.crossings?.ratio.mean).toBeGreaterThan(0);
  });

  it('are fewer pairs unless others were chosen, and no walks where values jump', async () => {
    const { controller } = await page();
    const state = controller.store.getState();
    expect([defaultPairs(state.session.whole.network), defaultPairs(wide)]).toEqual([1000, 40]);
    expect(experimentsOf(state, wide).pairs).toBe(40);
    const chosen = { ...state, lens: { ...state.lens, experiments: { ...state.lens.experiments, pairs: 250 } } };
    expect(experimentsOf(chosen, wide).pairs).toBe(250);
    expect(defaultExtent(state.session.whole.network)).toEqual({});
    const stepped = {
      ...wide,
      layers: wide.layers.map((layer) => ({ ...layer, activation: { name: 'sigmoid' } as const })),
    };
    expect(defaultExtent(stepped).crossings).toEqual([]);
  });

  it('look at a scaled activation part by part, are stopped with what they have, and are old for another point', async () => {
    const made = await page();
    const { actions, session, held, controller } = made;
    actions.scaleActivation();
    await expect.poll(() => held.length).toBe(1);
    const [run] = held;
    if (!run) throw new Error('nothing runs');
    const input = scaledInput(controller.store.getState());
    if (!input) throw new Error('there is no input');
    expect(input.layer).toBe(1);
    expect(session().scaling).toMatchObject({ look: null, progress: { share: 0, left: null } });
    const parts = run.answers.filter(({ kind }) => kind === 'part');
    expect(parts.length).toBeGreaterThan(5);
    run.tell(parts[0] as ScalingAnswer);
    const { look, progress } = session().scaling ?? {};
    expect(progress?.share).toBeCloseTo((look?.done ?? 0) / 97, 12);
    expect(progress?.left).toBeGreaterThan(0);
    actions.stopScaling();
    await expect.poll(() => session().scaling?.progress).toBeNull();
    expect([run.ended, session().scaling?.look]).toEqual([true, look]);
    // What is still on its way is of no use.
    run.tell(run.answers.at(-1) as ScalingAnswer);
    expect(session().scaling?.look).toBe(look);

    actions.scaleActivation();
    await expect.poll(() => held.length).toBe(2);
    for (const answer of held[1]?.answers ?? []) held[1]?.tell(answer);
    const steps = lookAtScales(input.network, input.x, 1, lookedScales());
    let step = steps.next();
    while (!step.done) step = steps.next();
    const done = session().scaling;
    expect(done?.look).toEqual(step.value);
    expect(done?.progress).toBeNull();
    expect(done && sameInput(done, input)).toBe(true);
    expect(done && sameInput(done, { ...input, x: input.x.map((value) => value + 1) })).toBe(false);
    await made.api.idle();
  });

  it('tell what the worker says against it', async () => {
    const said: ScalingAnswer[] = [];
    answerScaling(
      { network: wide, x: new Float64Array(2), layer: 5, scales: lookedScales() },
      () => 0,
      (a) => said.push(a),
    );
    expect(said).toEqual([{ kind: 'error', message: expect.stringContaining('layer 5') }]);
    const made = await page();
    made.actions.scaleActivation();
    await expect.poll(() => made.held.length).toBe(1);
    made.held[0]?.tell(said[0] as ScalingAnswer);
    expect(made.session().scaling).toMatchObject({ progress: null, fault: expect.stringContaining('layer 5') });
    await made.api.idle();
  });

  it('tell that a worker cannot start, and nothing is under way then', async () => {
    const made = bench(inProcessPort, {
      runScaling: () => {
        throw new RangeError('too much memory');
      },
    });
    await made.actions.openScene('moons');
    await made.api.idle();
    made.actions.scaleActivation();
    await made.api.idle();
    expect(made.session().scaling).toMatchObject({ progress: null, fault: expect.stringContaining('too much memory') });
  });
});
