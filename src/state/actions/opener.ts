/** Opens what is asked for newest: loads its scene, which may be given up, and puts what is read of it in force. */
import type { Context } from '../context';
import { ensureData } from '../data/built';
import type { ModelFlow } from '../flows/modelFlow';
import { ensureGraph } from '../graphs/built';
import type { LoadedScene } from '../scenes';
import type { StateResult } from '../schema';
import { install } from './install';

/** Reads a state once the scene it belongs to is there. */
export type Reader = (loaded: LoadedScene) => StateResult;

export interface Words {
  /** Begins the message of a failure. */
  readonly failure: string;
  /** What the history calls the step; what it does, when absent. */
  readonly step?: string;
  /** It stands in for what could not be opened: why not is still to be read. */
  readonly instead?: boolean;
}

type Again = () => Promise<boolean>;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Reads a state of a loaded scene, makes the data that it names and reads its network's graph. */
async function readWithData(read: Reader, loaded: LoadedScene): Promise<StateResult> {
  const result = read(loaded);
  if (!result.ok) return result;
  const { dataSpec, network } = result.state;
  const missing = (await ensureData(dataSpec)) ?? (await ensureGraph(network));
  return missing === null ? result : { ok: false, message: missing };
}

/** Keeps what failed for another try. */
export class Opener {
  /** Counts wishes: openings, those that still wait for their code, and ends. */
  private wishes = 0;
  private newest = 0;
  /** What is under way. */
  private asked: Again | null = null;
  private failed: Again | null = null;
  private loading: AbortController | null = null;

  constructor(
    private readonly context: Context,
    private readonly model: ModelFlow,
  ) {}

  /** Does what has to wait before it can be opened; it asks whether it is still the newest wish. What is under way goes on. */
  async expect(act: (isNewest: () => boolean) => Promise<boolean>): Promise<boolean> {
    const { activity } = this.context;
    const wish = ++this.wishes;
    const isNewest = (): boolean => wish === this.wishes;
    activity.begin('scene');
    try {
      return await act(isNewest);
    } finally {
      // Nothing came of it; a newer wish ends by itself.
      if (isNewest() && !this.asked) activity.end('scene');
    }
  }

  async open(scene: string, read: Reader, words: Words): Promise<boolean> {
    const { activity, notify, opened, store } = this.context;
    const { notices } = store.getState().session;
    this.wishes++;
    const turn = this.rest();
    this.asked = () => this.open(scene, read, words);
    activity.begin('scene');
    try {
      const done = await this.putInForce(turn, scene, read, words);
      if (done && !words.instead) opened(notices);
      return done;
    } catch (error) {
      if (turn !== this.newest) return false;
      const fault = `${words.failure}: ${messageOf(error)}`;
      this.fail(fault);
      notify('error', fault, true);
      return false;
    } finally {
      if (turn === this.newest) {
        this.rest();
        this.asked = null;
        activity.end('scene');
      }
    }
  }

  cancel(): void {
    const { activity, store } = this.context;
    if (!activity.has('scene')) return;
    this.wishes++;
    this.rest();
    if (store.getState().session.phase === 'loading') this.fail('Loading was cancelled.');
    this.asked = null;
    activity.end('scene');
  }

  async retry(): Promise<boolean> {
    const again = this.failed;
    this.failed = null;
    this.context.setSession({ failedOpening: null });
    return again ? again() : false;
  }

  private async putInForce(turn: number, scene: string, read: Reader, words: Words): Promise<boolean> {
    const { context, model } = this;
    const loaded = context.loaded.get(scene) ?? (await this.load(scene, turn));
    const result = await readWithData(read, loaded);
    const current = (): boolean => turn === this.newest;
    if (!current()) return false;
    const { failure, step = null } = words;
    const fault = result.ok ? await install(context, result.state, loaded, current, step) : result.message;
    if (!current()) return false;
    if (fault) context.notify('error', `${failure}: ${fault}`, true);
    if (fault || !result.ok) return false;
    for (const warning of result.warnings) context.notify('warning', warning, true);
    model.rebuild();
    return true;
  }

  private load(scene: string, turn: number): Promise<LoadedScene> {
    const { surroundings, setSession } = this.context;
    this.loading = new AbortController();
    return surroundings.loadScene(scene, {
      signal: this.loading.signal,
      fetched: (file, done, total) => turn === this.newest && setSession({ opening: { scene, file, done, total } }),
    });
  }

  private fail(failedOpening: string): void {
    this.failed = this.asked;
    this.context.setSession({ failedOpening });
  }

  /** Ends what is under way: from now on its answer is an old one. */
  private rest(): number {
    const { store, setSession } = this.context;
    this.loading?.abort();
    this.loading = null;
    if (store.getState().session.opening) setSession({ opening: null });
    return ++this.newest;
  }
}
