/** The model's client before its code is there: the first picture does without it. */
import type { ModelClient, ModelEvents } from './modelClient';
import { IDLE_MODEL } from './modelStatus';

type ClientCode = Pick<typeof import('./modelClient'), 'createModelClient'>;

const clientCode = (): Promise<ClientCode> => import('./modelClient');

/**
 * As `createModelClient`, of which it loads the code with the first `init`. What is asked for until then follows in its order. Where the
 * code does not load, a status `failed` says so, and another `init` tries again.
 */
export function lateModelClient(events: ModelEvents, code = clientCode): ModelClient {
  let client: ModelClient | null = null;
  let waiting: ((client: ModelClient) => void)[] = [];
  let loading = false;
  let disposed = false;

  const ask = (what: (client: ModelClient) => void): void => {
    if (client) what(client);
    else if (loading) waiting.push(what);
  };
  const fail = (error: unknown): void => {
    loading = false;
    waiting = [];
    if (disposed) return;
    const note = `the model could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    events.onError(note);
    events.onStatus({ ...IDLE_MODEL, phase: 'failed', note });
  };
  const load = (): void => {
    loading = true;
    code().then(({ createModelClient }) => {
      if (disposed) return;
      client = createModelClient(events);
      for (const what of waiting) what(client);
      waiting = [];
    }, fail);
  };

  return {
    init(setup) {
      if (disposed) return;
      if (!client && !loading) load();
      ask((there) => there.init(setup));
    },
    play: () => ask((there) => there.play()),
    pause: () => ask((there) => there.pause()),
    step: (count) => ask((there) => there.step(count)),
    reset: () => ask((there) => there.reset()),
    setWeights: (weights, step) => ask((there) => there.setWeights(weights, step)),
    setTraining: (training) => ask((there) => there.setTraining(training)),
    setBetas: (betas) => ask((there) => there.setBetas(betas)),
    field: (request) => ask((there) => there.field(request)),
    gradient: async (request) => client?.gradient(request) ?? null,
    dispose() {
      disposed = true;
      client?.dispose();
    },
  };
}
