/** Colours by values: of the faces, or of the edges where the values are theirs. A chunk of its own. */
import { edgeLengths } from '../../core/analysis';
import type { FieldSamples } from '../../core/density';
import type { CellComplex } from '../../core/partition/complex';
import { isDensityMode, isSoftMode } from '../../state/colourModes';
import type { Colouring } from '../../state/types';
import type { Palette, Rgb } from '../palette';
import { sequential, sequentialLine } from '../sequential';
import type { EdgeColours, FaceColours } from './colours';
import { BORDER, DECISION, FIRST_LAYER, MAX_STYLES } from './edgeLines';
import { emptyScale, type FieldScale, fieldScale, type ScaleSource } from './fieldScale';
import type { FieldImage } from './painter';

/** What colours by values need beside them; `sizes` are the areas, or lengths, of the faces. */
export interface FieldSource extends Omit<ScaleSource, 'weights'> {
  readonly faces: number;
  readonly sizes: ArrayLike<number>;
}

/** Colour at t in [0, 1] of a scale. */
export function colourAt(look: FieldScale['look'], palette: Palette): (t: number) => Rgb {
  if (look === 'diverging') return (t) => palette.diverging(2 * t - 1);
  return look === 'edges' ? sequentialLine(palette.dark) : sequential(palette.dark);
}

/** One colour for all: the values are another thing's, or not there yet. */
export function quietColours(faces: number, { diverging }: Palette): Uint8Array {
  const [red, green, blue] = diverging(0);
  const rgba = new Uint8Array(4 * faces).fill(255);
  for (let face = 0; face < faces; face++) {
    rgba[4 * face] = red;
    rgba[4 * face + 1] = green;
    rgba[4 * face + 2] = blue;
  }
  return rgba;
}

function paintedFaces(values: ArrayLike<number>, place: (value: number) => number, at: (t: number) => Rgb): Uint8Array {
  const rgba = new Uint8Array(4 * values.length).fill(255);
  for (let face = 0; face < values.length; face++) {
    const [red, green, blue] = at(place(values[face] as number));
    rgba[4 * face] = red;
    rgba[4 * face + 1] = green;
    rgba[4 * face + 2] = blue;
  }
  return rgba;
}

/** Styles from FIRST_LAYER on are strengths, the strongest first, so that it is drawn last; the last one is kept free. */
const STRENGTHS = MAX_STYLES - FIRST_LAYER - 1;

const strengthOf = (style: number): number => 1 - (style - FIRST_LAYER) / (STRENGTHS - 1);

const styleOf = (strength: number): number => FIRST_LAYER + Math.round((1 - strength) * (STRENGTHS - 1));

/** Edges in colours and widths by their values. Those of the border (NaN) and of the decision keep their own styles. */
function paintedEdges(
  values: ArrayLike<number>,
  place: (value: number) => number,
  at: (t: number) => Rgb,
  ownStyle: (edge: number) => number,
): EdgeColours {
  const styles = Uint8Array.from({ length: values.length }, (_, edge) => {
    const own = ownStyle(edge);
    return own === BORDER || own === DECISION ? own : styleOf(place(values[edge] as number));
  });
  const inks: (Rgb | null)[] = Array.from({ length: MAX_STYLES }, () => null);
  const lines = new Float32Array(2 * MAX_STYLES);
  for (let style = FIRST_LAYER; style < FIRST_LAYER + STRENGTHS; style++) {
    const strength = strengthOf(style);
    inks[style] = at(strength);
    lines.set([0.7 + 1.7 * strength, 1], 2 * style);
  }
  return { styles, inks, lines };
}

/** Style that an edge has without colours: the border, the decision boundary, or that of a layer. */
function ownStyles({ edgeFaces, edgeUnitOffsets }: Pick<CellComplex, 'edgeFaces' | 'edgeUnitOffsets'>) {
  return (edge: number): number => {
    if ((edgeFaces[2 * edge] as number) < 0 || (edgeFaces[2 * edge + 1] as number) < 0) return BORDER;
    return edgeUnitOffsets[edge] === edgeUnitOffsets[edge + 1] ? DECISION : FIRST_LAYER;
  };
}

function edgeColours(values: ArrayLike<number>, source: FieldSource, palette: Palette): FaceColours {
  const { result, faces } = source;
  const { complex, slice } = result;
  const weights = complex ? edgeLengths(complex, slice) : Float64Array.from(values, () => 1);
  const { scale, place } = fieldScale(values, { ...source, weights });
  const ends = values.length - 1;
  const own = complex ? ownStyles(complex) : (kink: number) => (kink === 0 || kink === ends ? BORDER : FIRST_LAYER);
  const edges = paintedEdges(values, place, colourAt('edges', palette), own);
  return { rgba: quietColours(faces, palette), scale, edges, place };
}

/** Colours of a field's image are taken from a table of so many: to mix each anew takes a drag's frame too long. */
const TABLE = 1024;

/** A field as an image on a scale. */
function fieldImage(
  { width, height, from, to, values }: FieldSamples,
  place: (value: number) => number,
  at: (t: number) => Rgb,
): FieldImage {
  const rgba = new Uint8ClampedArray(4 * values.length);
  const bytes = new Uint8ClampedArray(4 * (TABLE + 1)).fill(255);
  for (let i = 0; i <= TABLE; i++) bytes.set(at(i / TABLE), 4 * i);
  const [table, pixels] = [new Uint32Array(bytes.buffer), new Uint32Array(rgba.buffer)];
  for (let i = 0; i < pixels.length; i++) pixels[i] = table[Math.round(TABLE * place(values[i] as number))] as number;
  return { width, height, rgba, from, to };
}

/**
 * Of what varies inside the faces: they at their centroids (quiet while these values are awaited), and over them the field,
 * on whose values the scale then goes.
 */
function placeColours(
  values: ArrayLike<number> | null,
  field: FieldSamples | null,
  source: FieldSource,
  palette: Palette,
): FaceColours {
  const ranged = field?.values ?? values ?? [];
  const { scale, place } = fieldScale(ranged, { ...source, weights: new Float32Array(ranged.length).fill(1) });
  const at = colourAt(scale.look, palette);
  const rgba = values ? paintedFaces(values, place, at) : quietColours(source.faces, palette);
  return field ? { rgba, scale, place, image: fieldImage(field, place, at) } : { rgba, scale, place };
}

/** Colours of a mode that goes by values. Where there are none yet, all faces are quiet and the scale says why. */
export function fieldColours(colouring: Colouring | null, source: FieldSource, palette: Palette): FaceColours {
  const { lens, faces, sizes } = source;
  const values = colouring?.values ?? null;
  const field = source.density?.field ?? null;
  if (isDensityMode(lens.colour) && values) return placeColours(values, field, source, palette);
  if (isSoftMode(lens.colour) && (values || field) && !colouring?.problem)
    return placeColours(values, field, source, palette);
  if (!values) {
    // A field that comes row by row, over faces that have no values of their own.
    const awaited = source.density;
    const problem = colouring?.problem ?? (awaited?.stopped ? 'cancelled' : null);
    const scale = emptyScale(source, colouring?.progress ?? awaited?.progress ?? null, problem);
    return { rgba: quietColours(faces, palette), scale };
  }
  if (lens.colour === 'bend') return edgeColours(values, source, palette);
  const { scale, place } = fieldScale(values, { ...source, weights: sizes });
  return { rgba: paintedFaces(values, place, colourAt(scale.look, palette)), scale, place };
}

/** Colours of another complex, a part of the one whose scale it is. */
export function coloursBy(
  values: ArrayLike<number>,
  { look }: FieldScale,
  place: (value: number) => number,
  complex: CellComplex,
  palette: Palette,
): Pick<FaceColours, 'rgba' | 'edges'> {
  const at = colourAt(look, palette);
  if (look !== 'edges') return { rgba: paintedFaces(values, place, at) };
  return {
    rgba: quietColours(complex.areas.length, palette),
    edges: paintedEdges(values, place, at, ownStyles(complex)),
  };
}
