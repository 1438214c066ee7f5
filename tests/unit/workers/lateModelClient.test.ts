import { describe, expect, it } from 'vitest';
import { lateModelClient } from '../../../src/workers/lateModelClient';
import type { ModelClient, ModelEvents } from '../../../src/workers/modelClient';
import type { ModelSetup, ModelStatus } from '../../../src/workers/modelProtocol';

const setup = {} as ModelSetup;

/** A client that notes what it is asked for, and events that note what they hear. */
function bench() {
  const asked: string[] = [];
  const heard: string[] = [];
  const client = new Proxy({} as ModelClient, {
    get: (_, name) => () => {
      asked.push(String(name));
    },
  });
  const events: ModelEvents = {
    onStatus: ({ phase, note }: ModelStatus) => heard.push(`${phase} ${note}`),
    onReport: () => undefined,
    onField: () => undefined,
    onError: (message) => heard.push(message),
  };
  return { asked, heard, events, code: { createModelClient: () => client } };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('the client of the model before its code is there', () => {
  it('loads it with the first setup, and passes on what was asked for in its order', async () => {
    const { asked, events, code } = bench();
    let loads = 0;
    const client = lateModelClient(events, async () => {
      loads++;
      return code;
    });
    client.pause();
    await turn();
    expect([loads, asked]).toEqual([0, []]);
    client.init(setup);
    client.setWeights([1], 3);
    client.play();
    client.init(setup);
    expect(await client.gradient({} as never)).toBeNull();
    await turn();
    expect([loads, asked]).toEqual([1, ['init', 'setWeights', 'play', 'init']]);
    client.step();
    client.dispose();
    expect(asked.slice(4)).toEqual(['step', 'dispose']);
  });

  it('says why it failed, and tries again with another setup', async () => {
    const { asked, heard, events, code } = bench();
    let fails = true;
    const client = lateModelClient(events, async () => {
      if (fails) throw new Error('no net');
      return code;
    });
    client.init(setup);
    client.play();
    await turn();
    const note = 'the model could not be loaded: no net';
    expect(heard).toEqual([note, `failed ${note}`]);
    fails = false;
    client.init(setup);
    await turn();
    expect(asked).toEqual(['init']);
  });

  it('makes nothing once it was disposed of', async () => {
    const { asked, heard, events, code } = bench();
    const client = lateModelClient(events, async () => code);
    client.init(setup);
    client.dispose();
    await turn();
    client.init(setup);
    await turn();
    expect([asked, heard]).toEqual([[], []]);
  });
});
