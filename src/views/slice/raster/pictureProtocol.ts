/** What the page tells the thread that draws pictures. It answers each message when it is done with it, by `null`. */
import type { FieldImage, Frame, PointSet } from '../painter';
import type { PictureComplex } from './picture';

/** Comes first: the canvas to draw on. */
export interface PictureStart {
  readonly canvas: OffscreenCanvas;
}

/** A frame, and what has changed since the last one. */
export interface PictureJob {
  readonly frame: Frame;
  readonly complex?: PictureComplex | null;
  readonly colours?: Uint8Array;
  readonly field?: FieldImage | null;
  readonly points?: PointSet | null;
}
