/** A bench whose history goes by a clock of the test's own. */
import { type Bench, bench } from '../state/support';

export interface Timed extends Bench {
  /** Lets so many milliseconds go by on the history's clock. */
  readonly wait: (ms: number) => void;
  readonly history: () => { undo: string | null; redo: string | null };
}

/** With a scene open and everything at rest. */
export async function opened(scene = 'moons'): Promise<Timed> {
  let time = 0;
  const made = bench(undefined, { now: () => time });
  await made.actions.openScene(scene);
  await made.api.idle();
  return {
    ...made,
    wait: (ms) => {
      time += ms;
    },
    history: () => {
      const { undo, redo } = made.session().history;
      return { undo, redo };
    },
  };
}
