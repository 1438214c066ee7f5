/** The field that is painted over the faces: the one place where the page and its figures ask for it. */
import type { LensStore, OutputField } from '../../state/types';
import type { Palette } from '../palette';
import { type FaceColours, niceCeiling } from './colours';
import { type FieldImage, fieldImage } from './painter';

/** The output's field: of one output, coloured by it, and asked for. */
export function fieldOf({ lens, session }: Pick<LensStore, 'lens' | 'session'>): OutputField | null {
  const shown = lens.showField && lens.colour === 'output' && lens.clamps.length === 0;
  return shown && session.network.outputSize === 1 ? session.field : null;
}

/**
 * The field as an image: that of the colours, where their mode varies inside the faces, else the output's, on the scale of
 * the faces. Null where faces have one colour each. Cost: linear in the output's field; none for that of the colours.
 */
export function fieldOver(
  store: Pick<LensStore, 'lens' | 'session'>,
  { image, scale }: Pick<FaceColours, 'image' | 'scale'>,
  palette: Palette,
): FieldImage | null {
  if (image) return image;
  const field = fieldOf(store);
  if (!field) return null;
  const largest = field.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return fieldImage(field, palette, scale.kind === 'output' ? scale.limit : niceCeiling(largest));
}
