/**
 * The sequential scales: near the ground for little, strong for much. Lightness falls (in the dark theme: rises) from stop
 * to stop, so that they read in grey and by colour-blind eyes. Areas keep enough distance from the theme's ink for the
 * lines and points that lie on them; lines themselves go further.
 */
import { type Oklch, type Rgb, rampOf } from './palette';

type Stops = Record<'light' | 'dark', readonly Oklch[]>;

const AREAS: Stops = {
  light: [
    [0.966, 0.009, 78],
    [0.915, 0.05, 118],
    [0.845, 0.075, 165],
    [0.755, 0.085, 205],
    [0.65, 0.1, 238],
  ],
  dark: [
    [0.235, 0.006, 70],
    [0.31, 0.05, 250],
    [0.385, 0.072, 228],
    [0.465, 0.078, 198],
    [0.555, 0.085, 168],
  ],
};

const LINES: Stops = {
  light: [
    [0.83, 0.055, 150],
    [0.67, 0.1, 200],
    [0.52, 0.125, 238],
    [0.36, 0.11, 252],
  ],
  dark: [
    [0.38, 0.05, 235],
    [0.53, 0.09, 205],
    [0.69, 0.11, 168],
    [0.86, 0.125, 120],
  ],
};

const STEPS = 256;
const built = new Map<readonly Oklch[], readonly Rgb[]>();

function scaleOf(stops: readonly Oklch[]): (t: number) => Rgb {
  const ramp = built.get(stops) ?? rampOf(stops, STEPS);
  built.set(stops, ramp);
  return (t) => ramp[Math.round((STEPS - 1) * Math.min(1, Math.max(0, t || 0)))] as Rgb;
}

/** Fill of an area at t in [0, 1] (clamped; NaN is 0). */
export const sequential = (dark: boolean): ((t: number) => Rgb) => scaleOf(AREAS[dark ? 'dark' : 'light']);

/** Colour of a line at t in [0, 1]: even 0 stands out from the ground. */
export const sequentialLine = (dark: boolean): ((t: number) => Rgb) => scaleOf(LINES[dark ? 'dark' : 'light']);
