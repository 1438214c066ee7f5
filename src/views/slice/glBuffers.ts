/** Vertex data as the programs take it: lines as quads, one colour a vertex, points relative to an anchor. */
import type { Point2 } from '../../state/types';
import type { Geometry } from './geometry';
import type { PointSet } from './painter';

/** One colour a fan vertex, from one a face. */
export function vertexColours({ fanStart, fanFace, positions }: Geometry, rgba: Uint8Array): Uint8Array {
  const byFace = new Uint32Array(rgba.buffer, rgba.byteOffset, rgba.byteLength / 4);
  const byVertex = new Uint32Array(positions.length / 2);
  for (let fan = 0; fan < fanFace.length; fan++)
    byVertex.fill(byFace[fanFace[fan] as number] ?? 0, fanStart[fan] as number, fanStart[fan + 1] as number);
  return new Uint8Array(byVertex.buffer);
}

export interface LineQuads {
  /** Both ends [pA, qA, pB, qB] at each of the four vertices of a segment. */
  readonly segments: Float32Array;
  /** 4 · style + corner. */
  readonly codes: Float32Array;
  readonly triangles: Uint32Array;
}

/**
 * Four vertices a segment, each with both of its ends. Instances would need a quarter of that, but a software renderer
 * draws instances one by one.
 */
export function lineQuads({ segments, styles }: Geometry): LineQuads {
  const count = styles.length;
  const wide = new Float32Array(16 * count);
  const codes = new Float32Array(4 * count);
  const triangles = new Uint32Array(6 * count);
  for (let i = 0; i < count; i++) {
    const first = 4 * i;
    for (let corner = 0; corner < 4; corner++) {
      for (let j = 0; j < 4; j++) wide[4 * (first + corner) + j] = segments[4 * i + j] as number;
      codes[first + corner] = 4 * (styles[i] as number) + corner;
    }
    triangles[6 * i] = first;
    triangles[6 * i + 1] = first + 1;
    triangles[6 * i + 2] = first + 2;
    triangles[6 * i + 3] = first + 2;
    triangles[6 * i + 4] = first + 1;
    triangles[6 * i + 5] = first + 3;
  }
  return { segments: wide, codes, triangles };
}

/** Data points relative to an anchor, and their colours as bytes. */
export function pointBuffers({ at, colours }: PointSet, anchor: Point2): { at: Float32Array; rgba: Uint8Array } {
  const rgba = new Uint8Array(4 * colours.length).fill(255);
  colours.forEach((colour, i) => {
    rgba.set(colour, 4 * i);
  });
  return { at: Float32Array.from(at, (value, i) => value - anchor[(i % 2) as 0 | 1]), rgba };
}
