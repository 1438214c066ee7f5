/** The weights of a training over its steps, within a budget of memory: what the time line scrubs through. */

import type { SoftSpec } from '../softTypes';

/** β of all layers and of single ones. */
export type Betas = Pick<SoftSpec, 'beta' | 'layers'>;

/** Weights after `step` training steps, in the order of `flatWeights`. */
export interface Frame {
  readonly step: number;
  readonly weights: Float32Array;
  /** β that were learned with them. */
  readonly betas?: Betas;
}

/** Frames by increasing step. */
export type Recording = readonly Frame[];

/** What all frames of a recording may take: 20,000 frames of a network with 800 weights, 290 of the digits network. */
export const RECORDING_BYTES = 64 * 2 ** 20;

export const recordingBytes = (recording: Recording): number =>
  recording.reduce((sum, { weights }) => sum + weights.byteLength, 0);

/**
 * Appends a frame; frames of its step or later belong to a future that did not happen and go. Over the budget every
 * second frame goes, the first and the last excepted, so that the whole training stays covered at a coarser step.
 */
export function recorded(recording: Recording, frame: Frame, budget = RECORDING_BYTES): Recording {
  let frames = [...recordedUntil(recording, frame.step), frame];
  while (frames.length > 2 && recordingBytes(frames) > budget)
    frames = frames.filter((_, i) => i % 2 === 0 || i === frames.length - 1);
  return frames;
}

/** The frames before a step. */
export const recordedUntil = (recording: Recording, step: number): Recording =>
  recording.filter((frame) => frame.step < step);

/** The frame whose step is nearest, the earlier of two that are as near; null where nothing is recorded. */
export function nearestFrame(recording: Recording, step: number): Frame | null {
  let best: Frame | null = null;
  for (const frame of recording) if (!best || Math.abs(frame.step - step) < Math.abs(best.step - step)) best = frame;
  return best;
}

/** The step `by` frames after the frame nearest to `step` (before it when negative), the first or last at the ends. */
export function stepAfter(recording: Recording, step: number, by: number): number {
  const near = nearestFrame(recording, step);
  const index = near ? recording.indexOf(near) + by : 0;
  return recording[Math.min(recording.length - 1, Math.max(0, index))]?.step ?? step;
}
