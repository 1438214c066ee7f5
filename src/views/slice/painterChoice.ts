/** Which painter suits: WebGL where it has a processor of its own, else the rasteriser, with a thread of its own for much. */
import type { PainterKind } from './painter';

// Renderers that draw on the CPU, as WebGL names them. They take some ten times as long as the rasteriser.
const SOFTWARE = /SwiftShader|llvmpipe|softpipe|Software|Basic Render/i;

/** `wanted` decides where it can be had; `renderer` is the name that WebGL 2 gives its renderer, null where it is missing. */
export function choosePainter(wanted: PainterKind | null, renderer: string | null): PainterKind {
  if (renderer === null) return 'raster';
  return wanted ?? (SOFTWARE.test(renderer) ? 'raster' : 'webgl');
}

// With more faces than MANY the rasteriser takes more of a frame than the page can spare. Below FEW it comes back: drawn on
// the page's thread the picture is never behind the handles, drawn on another it may be, by a frame.
const MANY = 6000;
const FEW = 4000;

/** A soft field counts as so many: it is drawn anew with each update of a β that is pulled, beside figures of the page's. */
export const SOFT_FIELD = MANY + 1;

/** Whether the rasteriser is to run on a thread of its own; `now`: whether it does. */
export const choosesThread = (faces: number, now: boolean): boolean => faces > (now ? FEW : MANY);

/** The painter that a page's query asks for by `painter=webgl` or `painter=raster`; null when it does not. */
export function wantedPainter(query: string): PainterKind | null {
  const value = new URLSearchParams(query).get('painter');
  return value === 'webgl' || value === 'raster' ? value : null;
}
