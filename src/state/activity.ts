/** What is being computed or awaited, so that `idle()` can say when nothing is. */
export type Work = 'scene' | 'partition' | 'model' | 'training' | 'field' | 'link';

export interface Activity {
  begin(work: Work): void;
  end(work: Work): void;
  readonly busy: boolean;
  /** Resolves when nothing has been going on for a turn of the event loop. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  const running = new Set<Work>();
  let waiting: (() => void)[] = [];

  /** Finished work may begin other work in its callbacks; only a turn later is it known to be over. */
  const check = (): void => {
    if (running.size > 0 || waiting.length === 0) return;
    setTimeout(() => {
      if (running.size > 0) return;
      const done = waiting;
      waiting = [];
      for (const resolve of done) resolve();
    }, 0);
  };

  return {
    begin: (work) => void running.add(work),
    end(work) {
      if (running.delete(work)) check();
    },
    get busy() {
      return running.size > 0;
    },
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        check();
      }),
  };
}
