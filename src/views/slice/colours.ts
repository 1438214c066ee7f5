/** What colours the faces: one RGBA quadruple a face, the scale behind them, and the theme's own colours. */
import { codeHashes } from '../../core/network/codeHash';
import type { CellComplex } from '../../core/partition/complex';
import type { PlainMode } from '../../state/colourModes';
import { type Palette, palette, type Rgb } from '../palette';
import type { FieldScale } from './fieldScale';
import type { FieldImage } from './painter';

/** Colours that the drawing takes from the theme, read once a theme. */
export interface ThemeColours {
  readonly palette: Palette;
  /** Ground behind everything. */
  readonly paper: Rgb;
  /** Lines and text. */
  readonly ink: Rgb;
  readonly accent: Rgb;
  /** Hairlines of the grid. */
  readonly line: Rgb;
}

const FALLBACK: Record<'light' | 'dark', Omit<ThemeColours, 'palette'>> = {
  light: { paper: [250, 248, 244], ink: [28, 26, 23], accent: [91, 63, 196], line: [228, 225, 219] },
  dark: { paper: [22, 22, 23], ink: [242, 240, 236], accent: [169, 155, 255], line: [43, 41, 39] },
};

const luminance = ([r, g, b]: Rgb): number => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;

/** Resolves any CSS colour to sRGB bytes by painting one pixel with it. Null when there is no 2-D canvas. */
function resolve(colour: string, context: CanvasRenderingContext2D | null): Rgb | null {
  if (!context || colour === '') return null;
  context.clearRect(0, 0, 1, 1);
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
  return a === 0 ? null : [r as number, g as number, b as number];
}

/** Reads the theme in force at `host` from its custom properties; dark is told by its text being lighter than its ground. */
export function readTheme(host: Element): ThemeColours {
  const style = getComputedStyle(host);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const ink = resolve(style.color, context);
  const dark = ink !== null && luminance(ink) > 0.5;
  const fallback = FALLBACK[dark ? 'dark' : 'light'];
  const token = (name: string): Rgb | null => resolve(style.getPropertyValue(name).trim(), context);
  return {
    palette: palette({ dark }),
    paper: token('--slice-paper') ?? fallback.paper,
    ink: ink ?? fallback.ink,
    accent: token('--slice-accent') ?? fallback.accent,
    line: token('--slice-line') ?? fallback.line,
  };
}

/** Calls back when the theme may have changed. Returns the way to stop. */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-theme', 'style'] });
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', onChange);
  return () => {
    observer.disconnect();
    scheme.removeEventListener('change', onChange);
  };
}

/** Index of the largest value of a row; ties take the lowest index. */
export function argMax(values: ArrayLike<number>, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if ((values[start + i] as number) > (values[start + best] as number)) best = i;
  return best;
}

/** Winning class at row `face`: for one output 1 where it is above 0, else 0. */
export const classAt = (outputs: ArrayLike<number>, face: number, size: number): number =>
  size === 1 ? Number((outputs[face] as number) > 0) : argMax(outputs, face * size, size);

/** Softmax probability of the winning class at row `face`, stretched so that an even draw is 0 and certainty is 1. */
export function confidenceAt(outputs: ArrayLike<number>, face: number, size: number): number {
  const start = face * size;
  const top = outputs[start + argMax(outputs, start, size)] as number;
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.exp((outputs[start + i] as number) - top);
  return (1 / sum - 1 / size) / (1 - 1 / size);
}

const ROUND = [1, 1.5, 2, 3, 4, 5, 7.5, 10];

/** The smallest round number (see ROUND, × 10^n) that is not below `value`; 1 for a value not positive and finite. */
export function niceCeiling(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = ROUND.find((s) => s * power >= value * (1 - 1e-12)) ?? 10;
  return step * power;
}

/** Share of the area whose outputs the diverging scale tells apart; the rest has its end colours. */
const SHOWN = 0.85;

/** Where the diverging scale ends: most of the area lies below it, rounded up to a round number. */
export function outputScale(outputs: Float64Array, areas: ArrayLike<number>): number {
  const magnitudes = outputs.map(Math.abs);
  const order = Uint32Array.from(magnitudes, (_, face) => face);
  order.sort((a, b) => (magnitudes[a] as number) - (magnitudes[b] as number));
  let total = 0;
  for (let i = 0; i < areas.length; i++) total += areas[i] as number;
  let below = 0;
  for (const face of order) {
    below += areas[face] as number;
    if (below >= SHOWN * total) return niceCeiling(magnitudes[face] as number);
  }
  return 1;
}

/** What the colours mean, for the legend. */
export type Scale =
  | { readonly kind: 'code' }
  | { readonly kind: 'class'; readonly classes: readonly number[]; readonly exact: boolean; readonly shaded: boolean }
  /** From −limit to limit; `beyond`: whether there are outputs below, and above. */
  | {
      readonly kind: 'output';
      readonly limit: number;
      readonly beyond: readonly [boolean, boolean];
      /** Of one of several outputs. */
      readonly name?: string;
    }
  | FieldScale
  /** The code for the mode is still loading. */
  | { readonly kind: 'waiting' };

/** Colours of edges: by style, which is the strength of their values. */
export interface EdgeColours {
  /** Style of each edge, in place of its layer's. */
  readonly styles: Uint8Array;
  /** Colour of each style; null: the theme's ink. */
  readonly inks: readonly (Rgb | null)[];
  /** [width in CSS pixels, opacity] of each style that has a colour. */
  readonly lines: Float32Array;
}

export interface FaceColours {
  /** 4F bytes. */
  readonly rgba: Uint8Array;
  readonly scale: Scale;
  /** Where the mode colours the edges. */
  readonly edges?: EdgeColours;
  /** From a value to its place on the scale, where the mode goes by values. */
  readonly place?: (value: number) => number;
  /** Over the faces, where the mode varies inside them. */
  readonly image?: FieldImage;
}

/** What colours need of a complex; the pieces of an interval have it, too, with their lengths as areas. */
export type Coloured = Pick<CellComplex, 'codes' | 'layout' | 'areas' | 'classes'>;

/** Colours of all faces. `outputs` is F × outputs. `end`: where the scale of one output ends, if it is another's. */
export function faceColours(
  complex: Coloured,
  outputs: Float64Array,
  mode: PlainMode,
  colours: Palette,
  end?: number,
): FaceColours {
  const faces = complex.areas.length;
  const rgba = new Uint8Array(4 * faces);
  const size = faces === 0 ? 1 : Math.max(1, outputs.length / faces);
  const used = new Set<number>();
  const winner = (face: number): number => complex.classes?.[face] ?? classAt(outputs, face, size);
  const limit = mode === 'output' && size === 1 ? (end ?? outputScale(outputs, complex.areas)) : 1;
  const { words } = complex.layout;
  const hashes = mode === 'code' ? codeHashes(complex.codes, words) : null;
  const colourOf = (face: number): Rgb => {
    if (hashes) return colours.code(hashes[face] as number);
    if (mode === 'output' && size === 1) return colours.diverging((outputs[face] as number) / limit);
    const index = winner(face);
    used.add(index);
    return mode === 'class' ? colours.classFill(index) : colours.classShade(index, confidenceAt(outputs, face, size));
  };
  for (let face = 0; face < faces; face++) {
    const [red, green, blue] = colourOf(face);
    rgba[4 * face] = red;
    rgba[4 * face + 1] = green;
    rgba[4 * face + 2] = blue;
    rgba[4 * face + 3] = 255;
  }
  if (mode === 'code') return { rgba, scale: { kind: 'code' } };
  if (mode === 'output' && size === 1) {
    const beyond = [outputs.some((value) => value < -limit), outputs.some((value) => value > limit)] as const;
    return { rgba, scale: { kind: 'output', limit, beyond } };
  }
  const classes = [...used].sort((a, b) => a - b);
  return { rgba, scale: { kind: 'class', classes, exact: complex.classes !== null, shaded: mode === 'output' } };
}
