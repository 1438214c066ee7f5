import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { packThumbnail, STORED, storedPath, unpackThumbnail } from '../../../src/views/scenes/storedThumbnail';
import { THUMBNAIL } from '../../../src/views/scenes/thumbnail';

const area = (points: Float32Array): number => {
  let double = 0;
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    double += (points[i] as number) * (points[j + 1] as number) - (points[j] as number) * (points[i + 1] as number);
  }
  return Math.abs(double) / 2;
};

describe('stored pictures of scenes', () => {
  it('keep a face within half a step, cut to what is in sight, in both colours', () => {
    const face = {
      points: Float32Array.of(10, -20, 60, -20, 60, 54, 10, 54),
      light: 'rgb(1 2 3)',
      dark: 'rgb(250 0 9)',
    };
    const [again] = unpackThumbnail(packThumbnail({ faces: [face], graph: new Float32Array(0), dots: [] })).faces;
    expect(again).toMatchObject({ light: 'rgb(1 2 3)', dark: 'rgb(250 0 9)' });
    expect(Math.abs(area(again?.points ?? new Float32Array(0)) - 50 * 54)).toBeLessThan(60);
  });

  it('leave out what is not in sight', () => {
    const face = { points: Float32Array.of(0, -20, 60, -20, 60, -3), light: 'rgb(1 2 3)', dark: 'rgb(4 5 6)' };
    expect(packThumbnail({ faces: [face], graph: new Float32Array(0), dots: [] })).toHaveLength(0);
  });

  it.each(STORED)('%s: covers the picture', async (id) => {
    const bytes = new Uint8Array(await readFile(`public/${storedPath(id)}`));
    const { faces } = unpackThumbnail(bytes);
    expect(faces.length).toBeGreaterThan(60);
    const covered = faces.reduce((sum, { points }) => sum + area(points), 0);
    expect(Math.abs(covered / (THUMBNAIL.width * THUMBNAIL.height) - 1)).toBeLessThan(0.05);
    expect(() => unpackThumbnail(bytes.subarray(0, bytes.length - 1))).toThrow('ends within face');
  });
});
