/** Work that can be left between any two steps. Each step gives what it cost, in multiplications as they were expected. */
export type Steps<T> = Generator<number, T, undefined>;

/** Takes all steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Takes steps until they have cost so much; whether the last was among them. */
export function taken(steps: Steps<void>, cost: number): boolean {
  for (let done = 0; done < cost; ) {
    const step = steps.next();
    if (step.done) return true;
    done += step.value;
  }
  return false;
}
