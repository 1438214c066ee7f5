/** What is being computed or awaited, so that `idle()` can say when nothing is. */
export type Work =
  | 'scene'
  | 'partition'
  | 'inspection'
  | 'largeInspection'
  | 'largePoints'
  | 'compare'
  | 'model'
  | 'training'
  | 'step'
  | 'field'
  | 'colouring'
  | 'density'
  | 'softField'
  | 'largeSoft'
  | 'comparedColouring'
  | 'link'
  | 'slice'
  | 'components'
  | 'carrying'
  | 'former'
  | 'path'
  | 'softPath'
  | 'attack'
  | 'classes'
  | 'scaling'
  | 'facets'
  | 'detail'
  | 'detailColouring'
  | 'history';

export interface Activity {
  begin(work: Work): void;
  end(work: Work): void;
  has(work: Work): boolean;
  /** Calls back after every beginning and end. Returns the way to stop. */
  onChange(callback: () => void): () => void;
  /** Resolves when nothing has been going on for a turn of the event loop. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  const running = new Set<Work>();
  const listeners = new Set<() => void>();
  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const onChange: Activity['onChange'] = (callback) => {
    listeners.add(callback);
    return () => void listeners.delete(callback);
  };

  /** Finished work may begin other work in its callbacks; only a turn later is it known to be over. */
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (running.size > 0) return;
        setTimeout(() => {
          if (running.size > 0) return;
          stop();
          resolve();
        }, 0);
      };
      const stop = onChange(check);
      check();
    });

  return {
    begin(work) {
      if (running.has(work)) return;
      running.add(work);
      changed();
    },
    end(work) {
      if (running.delete(work)) changed();
    },
    has: (work) => running.has(work),
    onChange,
    idle,
  };
}
