/**
 * Colours of data, for light and dark: classes, a diverging scale, spline codes. Written in OKLCH, where equal steps look
 * equal, and handed out as sRGB bytes. Violet is left to what is selected, so no colour of data comes near it.
 */
import { type Oklch, oklchToSrgb } from './oklch';

export type { Oklch } from './oklch';

/** Red, green, blue in 0 … 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

export interface Palette {
  readonly dark: boolean;
  /** Fill of a class's area; classes beyond the tenth begin anew. */
  readonly classFill: (index: number) => Rgb;
  /** The same hue, strong enough for points and text on the ground. */
  readonly classInk: (index: number) => Rgb;
  /** t in [−1, 1] (clamped): blue below zero, near the ground at zero, orange above. NaN gives the colour of zero. */
  readonly diverging: (t: number) => Rgb;
  /** Fill of a class at a confidence in [0, 1]: near the ground at 0, the class's own fill at 1. */
  readonly classShade: (index: number, confidence: number) => Rgb;
  /** Calm colour of a spline code; the same code has the same colour on every machine. */
  readonly code: (hash: number) => Rgb;
}

const byte = (value: number): number => Math.round(255 * Math.min(1, Math.max(0, value)));

function rgbOf(colour: Oklch): Rgb {
  const [r, g, b] = oklchToSrgb(colour);
  return [byte(r), byte(g), byte(b)];
}

/** As a CSS colour. */
export const css = ([red, green, blue]: Rgb, alpha = 1): string => `rgb(${red} ${green} ${blue} / ${alpha})`;

const mix = (a: Rgb, b: Rgb, t: number): Rgb => [
  Math.round(a[0] + (b[0] - a[0]) * t),
  Math.round(a[1] + (b[1] - a[1]) * t),
  Math.round(a[2] + (b[2] - a[2]) * t),
];

/** Number of classes with a colour of their own. */
export const CLASS_COLOURS = 10;

// Lightness differs from one to the next, so that the ten stay apart for colour-blind eyes and in grey.
const CLASS_HUES: readonly Oklch[] = [
  [0.72, 0.1, 250],
  [0.79, 0.115, 58],
  [0.63, 0.095, 165],
  [0.81, 0.1, 350],
  [0.9, 0.095, 98],
  [0.88, 0.055, 205],
  [0.55, 0.1, 20],
  [0.59, 0.1, 122],
  [0.73, 0.008, 80],
  [0.5, 0.095, 262],
];

const darkFill = ([l, c, h]: Oklch): Oklch => [0.09 + l * 0.53, c * 0.9, h];
const lightInk = ([l, c, h]: Oklch): Oklch => [0.2 + l * 0.38, c * 1.25, h];
const darkInk = ([l, c, h]: Oklch): Oklch => [0.5 + l * 0.4, c * 1.05, h];

const GROUND: Record<'light' | 'dark', Oklch> = { light: [0.966, 0.009, 78], dark: [0.235, 0.006, 70] };

const DIVERGING: Record<'light' | 'dark', readonly Oklch[]> = {
  light: [[0.64, 0.125, 253], [0.8, 0.07, 250], GROUND.light, [0.865, 0.07, 62], [0.74, 0.135, 54]],
  dark: [[0.5, 0.115, 252], [0.36, 0.068, 252], GROUND.dark, [0.37, 0.062, 56], [0.55, 0.13, 52]],
};

const STEPS = 128;

/** `count` colours from the first stop to the last, mixed between the neighbouring ones. */
export function rampOf(stops: readonly Oklch[], count: number): readonly Rgb[] {
  const colours = stops.map(rgbOf);
  return Array.from({ length: count }, (_, i) => {
    const position = (i / (count - 1)) * (colours.length - 1);
    const left = Math.min(colours.length - 2, Math.floor(position));
    return mix(colours[left] as Rgb, colours[left + 1] as Rgb, position - left);
  });
}

const HUES = 24;
const TONES: Record<'light' | 'dark', readonly (readonly [number, number])[]> = {
  light: [
    [0.945, 0.022],
    [0.905, 0.038],
    [0.865, 0.05],
    [0.82, 0.045],
  ],
  dark: [
    [0.265, 0.02],
    [0.315, 0.034],
    [0.365, 0.044],
    [0.415, 0.04],
  ],
};

/** Hues run from 335° on to 275°, past the accent's violet. */
function codeTable(tones: readonly (readonly [number, number])[]): readonly Rgb[] {
  return Array.from({ length: HUES * tones.length }, (_, i) => {
    const [l, c] = tones[i % tones.length] as readonly [number, number];
    return rgbOf([l, c, (335 + (300 * Math.floor(i / tones.length)) / HUES) % 360]);
  });
}

function build(dark: boolean): Palette {
  const theme = dark ? 'dark' : 'light';
  const fills = CLASS_HUES.map((hue) => rgbOf(dark ? darkFill(hue) : hue));
  const inks = CLASS_HUES.map((hue) => rgbOf(dark ? darkInk(hue) : lightInk(hue)));
  const scale = rampOf(DIVERGING[theme], 2 * STEPS + 1);
  const codes = codeTable(TONES[theme]);
  const ground = rgbOf(GROUND[theme]);
  const classFill = (index: number): Rgb => fills[index % fills.length] ?? ground;
  return {
    dark,
    classFill,
    classInk: (index) => inks[index % inks.length] ?? ground,
    diverging: (t) => scale[STEPS + Math.round(STEPS * Math.min(1, Math.max(-1, t || 0)))] as Rgb,
    classShade: (index, confidence) =>
      mix(ground, classFill(index), 0.15 + 0.85 * Math.min(1, Math.max(0, confidence))),
    code: (hash) => codes[hash % codes.length] as Rgb,
  };
}

const built = new Map<boolean, Palette>();

/** The palette of a theme, made once. */
export function palette({ dark }: { readonly dark: boolean }): Palette {
  const known = built.get(dark);
  if (known) return known;
  const fresh = build(dark);
  built.set(dark, fresh);
  return fresh;
}
