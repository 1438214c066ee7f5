import { describe, expect, it } from 'vitest';
import { loadScene } from '../../../src/state/scenes';
import { emptyOf } from '../../../src/views/slice/EmptyState';
import type { PartitionPort, PortHandlers } from '../../../src/workers/partitionClient';
import { bench, inProcessPort, spatialScene } from './support';

/** A worker whose partitions fail until it is mended. */
function failingPort(): { readonly spawn: (handlers: PortHandlers) => PartitionPort; mend(): void } {
  let broken = true;
  return {
    spawn: (handlers) =>
      inProcessPort({
        ...handlers,
        message(message) {
          if (!broken || message.kind !== 'pieces') return handlers.message(message);
          const { generation } = message;
          handlers.message({ kind: 'error', generation, message: 'unit 2 overflows', during: 'partition' });
        },
      }),
    mend() {
      broken = false;
    },
  };
}

describe('a partition that fails', () => {
  it('says why until the next one comes back', async () => {
    const port = failingPort();
    const { actions, session, controller, api, notices } = bench(port.spawn);
    await actions.openScene('moons');
    await api.idle();
    expect(session()).toMatchObject({ fault: 'unit 2 overflows', result: null, progress: null });
    expect(emptyOf(controller.store.getState())).toEqual({ kind: 'uncut', why: 'unit 2 overflows' });
    expect(notices().join()).toContain('unit 2 overflows');
    port.mend();
    actions.setDomain([...controller.store.getState().lens.domain]);
    await api.idle();
    expect(session().fault).toBeNull();
    expect(session().result?.complex?.areas.length).toBeGreaterThan(1);
    expect(emptyOf(controller.store.getState())).toBeNull();
  });

  it('a cancelled one is no fault', async () => {
    const { actions, session, controller } = bench();
    await actions.openScene('moons');
    expect(emptyOf(controller.store.getState())).toEqual({ kind: 'cutting' });
    actions.cancelPartition();
    expect(session().fault).toBeNull();
    expect(emptyOf(controller.store.getState())).toEqual({ kind: 'cancelled' });
  });
});

describe('a scene that cannot be loaded', () => {
  it('is said in the empty pane, and opened by trying again', async () => {
    let there = false;
    const { actions, session, lens, controller, api } = bench(inProcessPort, {
      loadScene: async (id) => {
        if (!there) throw new Error('digits.bin: 404');
        return id === 'space' ? spatialScene() : loadScene(id);
      },
    });
    expect(emptyOf(controller.store.getState())).toEqual({ kind: 'loading' });
    await actions.openScene('space');
    const why = 'The scene could not be opened: digits.bin: 404';
    expect(session().failedOpening).toBe(why);
    expect(emptyOf(controller.store.getState())).toEqual({ kind: 'unopened', why });
    expect(await actions.retryOpening()).toBe(false);
    expect(session().failedOpening).toBe(why);
    there = true;
    expect(await actions.retryOpening()).toBe(true);
    await api.idle();
    expect(lens().scene).toBe('space');
    expect(session().failedOpening).toBeNull();
    expect(await actions.retryOpening()).toBe(false);
  });

  it('a link whose scene is missing falls back, and can be tried again as it was', async () => {
    let there = false;
    const { controller, actions, lens, api } = bench(inProcessPort, {
      loadScene: async (id) => {
        if (id !== 'space') return loadScene(id);
        if (!there) throw new Error('digits.bin: 404');
        return spatialScene();
      },
    });
    await controller.start('#v=1&scene=space&p=0.125,0.5');
    expect(lens().scene).toBe('moons');
    there = true;
    expect(await actions.retryOpening()).toBe(true);
    await api.idle();
    expect(lens()).toMatchObject({ scene: 'space', point: [0.125, 0.5] });
  });
});
