/** Painter on the CPU, for browsers without WebGL 2 and for those whose WebGL is itself drawn on the CPU. */
import type { Prepared } from './geometry';
import type { FieldImage, Frame, Painter, PointSet } from './painter';
import { PictureCanvas } from './raster/pictureCanvas';
import { pictureComplex } from './raster/pictureComplex';

class RasterPainter implements Painter {
  readonly kind = 'raster';
  readonly canvas = document.createElement('canvas');
  private readonly shown = new PictureCanvas(this.canvas);
  private readonly ended = new AbortController();

  constructor(onLost: () => void) {
    this.canvas.addEventListener('contextlost', onLost, { once: true, signal: this.ended.signal });
  }

  setComplex(prepared: Prepared | null): void {
    this.shown.picture.setComplex(prepared && pictureComplex(prepared));
  }

  setColours(rgba: Uint8Array): void {
    this.shown.picture.setColours(rgba);
  }

  setField(field: FieldImage | null): void {
    this.shown.picture.setField(field);
  }

  setPoints(points: PointSet | null): void {
    this.shown.picture.setPoints(points);
  }

  draw(frame: Frame, drawn: () => void): void {
    this.shown.draw(frame);
    drawn();
  }

  destroy(): void {
    this.ended.abort();
    this.canvas.remove();
  }
}

/** `onLost` is called when the canvas loses what it shows. */
export const createRasterPainter = (onLost: () => void): Painter => new RasterPainter(onLost);
