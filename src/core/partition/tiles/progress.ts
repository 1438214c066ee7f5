import type { Steps } from '../steps';

/** How much of a run is done, from 0 to 1; it never falls. What a part turns out to need no more is left to what comes of it. */
export class Progress {
  done = 0;

  /** Passes steps on. If they cost `expected` together they make up `due` of the progress, if less, less. */
  *counted<T>(steps: Steps<T>, expected: number, due: number): Steps<T> {
    const before = this.done;
    for (let cost = 0; ; ) {
      const step = steps.next();
      if (step.done) return step.value;
      cost += step.value;
      this.done = before + due * Math.min(1, cost / expected);
      yield step.value;
    }
  }
}
