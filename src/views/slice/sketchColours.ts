/** A sketch as an image: the colours of its outputs, since only outputs are sampled. */
import type { CellComplex } from '../../core/partition/complex';
import type { SketchState } from '../../state/sketch';
import type { LensState, SessionState } from '../../state/types';
import { outputNames } from '../names';
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

/** The output that is shown of several that are no classes. */
interface ShownOutput {
  readonly index: number;
  readonly name: string;
}

export const shownOutput = (
  { network, data }: Pick<SessionState, 'network' | 'data'>,
  index: number | null,
): ShownOutput | null => (index === null ? null : { index, name: outputNames(network, data)[index] ?? '' });

/**
 * By class where the mode in force says so, else by output; `shown`: which of several outputs that are no classes. Cost:
 * linear in the samples.
 */
export function sketchPicture(
  { sketch, ground }: SketchState,
  mode: LensState['colour'],
  palette: Palette,
  shown: ShownOutput | null = null,
): SketchPicture {
  const { width, height, from, to, outputs } = sketch;
  const areas = new Float64Array(width * height).fill(1);
  const places = { areas, codes: new Uint32Array(), layout: { gated: [], units: 0, words: 0 }, classes: null };
  const { index = 0, name } = shown ?? {};
  const size = outputs.length / areas.length;
  const values = shown ? Float64Array.from(areas, (_, place) => outputs[place * size + index] as number) : outputs;
  const { rgba, scale: plain } = faceColours(places, values, mode === 'class' && !shown ? 'class' : 'output', palette);
  const scale = plain.kind === 'output' && name ? { ...plain, name } : plain;
  const image = { width, height, from, to, rgba: new Uint8ClampedArray(rgba) };
  return { ground, rgba: rgba.slice(0, 4), image, scale };
}
