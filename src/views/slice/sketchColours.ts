/** A sketch as an image: the colours of its outputs, since only outputs are sampled. */
import type { CellComplex } from '../../core/partition/complex';
import type { SketchState } from '../../state/sketch';
import type { LensState } from '../../state/types';
import type { Palette } from '../palette';
import { faceColours, type Scale } from './colours';
import type { FieldImage } from './painter';

export interface SketchPicture {
  readonly ground: CellComplex;
  /** Of the one face below. */
  readonly rgba: Uint8Array;
  readonly image: FieldImage;
  readonly scale: Scale;
}

/** By class where the mode in force says so, else by output. Cost: linear in the samples. */
export function sketchPicture(
  { sketch, ground }: SketchState,
  mode: LensState['colour'],
  palette: Palette,
): SketchPicture {
  const { width, height, from, to, outputs } = sketch;
  const areas = new Float64Array(width * height).fill(1);
  const places = { areas, codes: new Uint32Array(), layout: { gated: [], units: 0, words: 0 }, classes: null };
  const { rgba, scale } = faceColours(places, outputs, mode === 'class' ? 'class' : 'output', palette);
  const image = { width, height, from, to, rgba: new Uint8ClampedArray(rgba) };
  return { ground, rgba: rgba.slice(0, 4), image, scale };
}
