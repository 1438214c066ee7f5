/** Looks at a scaled activation, and tells so every now and then. No worker in here. */
import { EngineError } from '../core/partition/errors';
import { lookAtScales } from '../core/path/scaleLook';
import type { ScalingAnswer, ScalingJob } from './scalingPathProtocol';

/** Milliseconds between two answers. */
const EVERY_MS = 200;

export function answerScaling(
  { network, x, layer, scales }: ScalingJob,
  now: () => number,
  post: (answer: ScalingAnswer) => void,
): void {
  try {
    const began = now();
    let told = began;
    const steps = lookAtScales(network, x, layer, scales);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        post({ kind: 'done', look: step.value });
        return;
      }
      const time = now();
      if (time - told < EVERY_MS) continue;
      told = time;
      const { done } = step.value;
      post({ kind: 'part', look: step.value, left: ((time - began) / 1000) * (scales.length / done - 1) });
    }
  } catch (error) {
    const message = error instanceof EngineError ? error.message : `the worker failed: ${String(error)}`;
    post({ kind: 'error', message });
  }
}
