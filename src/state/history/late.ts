import type { Context } from '../context';
import type { ModelFlow } from '../flows/modelFlow';
import type { HistoryActions } from '../historyTypes';
import type { History } from './history';
import type { Direction } from './restore';

/** The history from the first picture on: its code is loaded then, and there is little to undo before. */
export class LateHistory {
  readonly actions: HistoryActions = {
    undo: () => this.history?.undo(),
    redo: () => this.history?.redo(),
    beginGesture: (name) => this.history?.begin(name),
    commitGesture: () => this.history?.commit(),
    cancelGesture: () => this.history?.cancel(),
  };

  private history: History | null = null;
  private ended = false;
  private readonly stop: () => void;

  constructor(
    private readonly context: Context,
    private readonly model: ModelFlow,
  ) {
    this.stop = context.store.subscribe(
      ({ session }) => session.result !== null,
      () => void this.load(),
    );
  }

  /** Which way the state is being restored at this moment; null when it changes by an act. */
  restoring(): Direction | null {
    return this.history?.restoring() ?? null;
  }

  dispose(): void {
    this.ended = true;
    this.stop();
    this.history?.dispose();
  }

  private async load(): Promise<void> {
    const { activity, notify } = this.context;
    this.stop();
    activity.begin('history');
    try {
      const { createHistory } = await import('./create');
      if (!this.ended) this.history = createHistory(this.context, this.model);
    } catch (error) {
      notify('error', `Undo could not be loaded: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      activity.end('history');
    }
  }
}
