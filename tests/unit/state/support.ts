/** A controller with the real engine in the same thread, and a model that does what the test says. */

import { denseNetwork } from '../../../src/core/network';
import { createApi } from '../../../src/state/api';
import type { Surroundings } from '../../../src/state/context';
import { type LoadedScene, loadScene, sceneById } from '../../../src/state/scenes';
import { createLensController, type LensController } from '../../../src/state/store';
import type { LensState } from '../../../src/state/types';
import * as analysis from '../../../src/workers/analysisSteps';
import { CERTIFICATES } from '../../../src/workers/certificates';
import { intervalTask } from '../../../src/workers/intervalTask';
import { NetworkReceiver } from '../../../src/workers/networkOnce';
import { PartitionClient, type PartitionPort, type PortHandlers } from '../../../src/workers/partitionClient';
import { PartitionScheduler } from '../../../src/workers/partitionScheduler';
import { copyForTransfer, createPartitionTask } from '../../../src/workers/partitionTask';
import { dense, seededNetwork } from '../../support/build';
import { FakeModel } from './fakeModel';

/** The worker's code without the worker. */
export function inProcessPort(handlers: PortHandlers): PartitionPort {
  let open = true;
  const say: PortHandlers['message'] = (message) => void (open && handlers.message(message));
  const scheduler = new PartitionScheduler({
    now: () => performance.now(),
    yieldTurn: (callback) => void setTimeout(callback, 0),
    // No one drags here: what waits for rest waits for what was sent before it, not for a hand. That it waits at all, and how
    // long, is the scheduler's own test.
    later(callback, ms) {
      const timer = setTimeout(callback, ms / 20);
      return () => clearTimeout(timer);
    },
    createTask: (request) => createPartitionTask(request, intervalTask),
    loadCertificates: (done) => done(CERTIFICATES),
    loadAnalysis: (done) => void setTimeout(() => done(analysis), 0),
    sendPieces: (generation, pieces) => say({ kind: 'pieces', generation, pieces: copyForTransfer(pieces).pieces }),
    send: say,
  });
  const receiver = new NetworkReceiver();
  return {
    post(message) {
      const copy = structuredClone(message);
      setTimeout(() => {
        if (copy.kind === 'partition')
          scheduler.submit({ ...copy.request, network: receiver.received(copy.request.network) });
        else if (copy.kind === 'field') scheduler.askField(copy.generation, copy.spec);
        else scheduler.cancel(copy.generation);
      }, 0);
    },
    terminate() {
      open = false;
      // A worker ends with what it is at; here it would go on beside the tests that follow.
      scheduler.cancel(Number.POSITIVE_INFINITY);
    },
  };
}

/** A scene in R³ with a slice through three of its four data points. */
export async function spatialScene(): Promise<LoadedScene> {
  const { initial } = await loadScene('moons');
  const network = denseNetwork('space', [
    dense(
      [
        [1, 0.5, -1],
        [-0.25, 1, 0.5],
        [0.5, -1, 0.25],
        [1, 1, 1],
      ],
      [0.1, -0.2, 0, 0.3],
    ),
    dense(
      [
        [1, -1, 0.5, 0.25],
        [0.5, 1, -1, 0.5],
      ],
      [0, 0.1],
      { name: 'identity' },
    ),
  ]);
  const pick = (index: number) => ({ kind: 'mix', terms: [[index, 1]] }) as const;
  return {
    scene: { id: 'space', title: 'Space', group: 'Images' },
    network,
    data: {
      name: 'points',
      inputSize: 3,
      count: 6,
      inputs: Float32Array.from([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 2, 0, 0, 1, 1, 1]),
      task: 'classes',
      targets: Float32Array.of(0, 1, 0, 1, 0, 1),
      classNames: ['a', 'b'],
      image: null,
    },
    initial: {
      ...initial,
      scene: 'space',
      slice: { kind: 'anchors', anchors: [pick(0), pick(1), pick(2)], at: [0, 0], angle: 0, handed: 1 },
      point: [0.25, 0.25],
    },
  };
}

/** Many points of R¹⁰⁰: to bring them to the first hidden layer takes longer than a training report may. */
export async function crowdScene(): Promise<LoadedScene> {
  const { initial } = await loadScene('moons');
  const count = 60_000;
  return {
    scene: { id: 'crowd', title: 'Crowd', group: 'Images' },
    network: seededNetwork([100, 4, 3, 2], 2),
    data: {
      name: 'crowd',
      inputSize: 100,
      count,
      inputs: new Float32Array(100 * count).map((_, i) => Math.fround(((i * 7919) % 1000) / 500 - 1)),
      task: 'classes',
      targets: new Float32Array(count).map((_, i) => i % 2),
      classNames: ['a', 'b'],
      image: null,
    },
    initial: { ...initial, scene: 'crowd', point: [0.1, 0.1] },
  };
}

export interface Bench {
  readonly controller: LensController;
  readonly api: ReturnType<typeof createApi>;
  readonly models: FakeModel[];
  readonly model: () => FakeModel;
  readonly lens: () => LensState;
  readonly session: () => ReturnType<LensController['store']['getState']>['session'];
  readonly actions: ReturnType<LensController['store']['getState']>['actions'];
  /** The notices in sight. */
  readonly notices: () => string[];
  /** All that was ever told, in order. */
  readonly told: () => readonly string[];
}

export function bench(
  spawn: (handlers: PortHandlers) => PartitionPort = inProcessPort,
  changes: Partial<Surroundings> = {},
): Bench {
  const models: FakeModel[] = [];
  const controller = createLensController({
    loadScene: async (id) => (id === 'space' ? spatialScene() : id === 'crowd' ? crowdScene() : loadScene(id)),
    hasScene: (id) => id === 'space' || id === 'crowd' || sceneById(id) !== undefined,
    defaultScene: 'moons',
    createPartitionClient: (events) => new PartitionClient(events, spawn),
    createModelClient(events) {
      const model = new FakeModel(events);
      models.push(model);
      return model;
    },
    whenIdle: (callback) => void setTimeout(callback, 0),
    ...changes,
  });
  const { store } = controller;
  const told = new Map<number, string>();
  store.subscribe(({ session }) => {
    for (const { id, text } of session.notices) told.set(id, text);
  });
  return {
    controller,
    models,
    api: createApi(controller, () => 'https://example.org/'),
    model: () => models.at(-1) as FakeModel,
    lens: () => store.getState().lens,
    session: () => store.getState().session,
    actions: store.getState().actions,
    notices: () => store.getState().session.notices.map(({ text }) => text),
    told: () => [...told.values()],
  };
}

/** A bench with a scene open and everything at rest. */
export async function opened(scene = 'moons'): Promise<Bench> {
  const made = bench();
  await made.actions.openScene(scene);
  await made.api.idle();
  return made;
}
