import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nearestFrame,
  type Recording,
  recorded,
  recordingBytes,
  stepAfter,
} from '../../../src/state/recording/recording';
import { holds } from '../../support/holds';

const frame = (step: number, size = 4) => ({ step, weights: new Float32Array(size).fill(step) });
const stepsOf = (recording: Recording): number[] => recording.map(({ step }) => step);
const record = (steps: readonly number[], budget: number): Recording =>
  steps.reduce<Recording>((recording, step) => recorded(recording, frame(step), budget), []);

describe('a recording', () => {
  it('keeps every frame within its budget', () => {
    expect(stepsOf(record([0, 5, 10, 15], 4 * 16))).toEqual([0, 5, 10, 15]);
  });

  it('loses every second frame over it, never the first or the last', () => {
    expect(stepsOf(record([0, 5, 10, 15, 20], 4 * 16))).toEqual([0, 10, 20]);
    expect(stepsOf(record([0, 5, 10, 15], 3 * 16))).toEqual([0, 10, 15]);
  });

  it('drops the steps that a training from an earlier step does again', () => {
    const all = record([0, 5, 10, 15], 1e6);
    expect(stepsOf(recorded(all, frame(7)))).toEqual([0, 5, 7]);
    expect(stepsOf(recorded(all, frame(5)))).toEqual([0, 5]);
  });

  it('is ordered, bounded and whole at both ends, whatever is recorded', () => {
    const steps = fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 });
    holds(
      fc.property(steps, fc.integer({ min: 2, max: 20 }), (taken, most) => {
        const recording = record(taken, most * 16);
        const shown = stepsOf(recording);
        expect(shown).toEqual([...new Set(shown)].sort((a, b) => a - b));
        expect(recordingBytes(recording)).toBeLessThanOrEqual(most * 16);
        expect(shown[shown.length - 1]).toBe(taken[taken.length - 1]);
        for (const { step, weights } of recording) expect(weights[0]).toBe(step);
      }),
      21,
      200,
    );
  });

  it('finds the frame nearest to a step', () => {
    const all = record([0, 5, 10], 1e6);
    expect([-3, 2, 3, 7.5, 99].map((step) => nearestFrame(all, step)?.step)).toEqual([0, 0, 5, 5, 10]);
    expect(nearestFrame([], 3)).toBeNull();
  });

  it('goes from frame to frame and stops at its ends', () => {
    const all = record([0, 5, 10], 1e6);
    const steps = [
      [0, 1],
      [5, -1],
      [4, 1],
      [10, 1],
      [0, -7],
    ] as const;
    expect(steps.map(([step, by]) => stepAfter(all, step, by))).toEqual([5, 0, 10, 10, 0]);
    expect(stepAfter([], 3, 1)).toBe(3);
  });
});
