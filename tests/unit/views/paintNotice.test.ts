import { describe, expect, it } from 'vitest';
import type { AnchorSpec, SliceSpec } from '../../../src/state/types';
import { paintNotice } from '../../../src/views/planes/paintNotice';
import { spatialScene } from '../state/support';

const through = (a: AnchorSpec, b: AnchorSpec, c: AnchorSpec): SliceSpec => ({
  kind: 'anchors',
  anchors: [a, b, c],
  at: [0, 0],
  angle: 0,
  handed: 1,
});
const mix = (...terms: [number, number][]): AnchorSpec => ({ kind: 'mix', terms });
const written: AnchorSpec = { kind: 'input', values: [0, 0, 0] };

describe('what is said of a first stroke', () => {
  it('names the data point that anchor a was', async () => {
    const { data } = await spatialScene();
    const others = [mix([1, 1]), mix([2, 1])] as const;
    expect(paintNotice(through(mix([3, 1]), ...others), data)).toBe(
      'The plane now goes through the painted picture: anchor a was the b (no. 3). Undo brings it back.',
    );
    expect(paintNotice(through(mix([3, 0.5], [4, 0.5]), ...others), data)).toMatch(/anchor a was a mix of data points/);
    expect(paintNotice(through(written, ...others), data)).toBeNull();
  });

  it('speaks of planes that are lost, and not of axes', () => {
    expect(paintNotice({ kind: 'axes', axes: [0, 1] }, null)).toBeNull();
    expect(paintNotice({ kind: 'random', seed: 1, offsets: [] }, null)).toMatch(/three anchors.*Undo/);
    expect(paintNotice({ kind: 'principal', components: [0, 1], offsets: [] }, null)).toMatch(/three anchors.*Undo/);
  });
});
