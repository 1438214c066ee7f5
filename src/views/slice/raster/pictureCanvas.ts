/** A picture and the canvas that shows it: of the page, or of another thread. */
import type { Frame } from '../painter';
import { Picture } from './picture';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export class PictureCanvas {
  readonly picture = new Picture();
  private readonly context: Context | null;
  private image: ImageData | null = null;

  constructor(private readonly canvas: HTMLCanvasElement | OffscreenCanvas) {
    // Without `willReadFrequently`, although pixels only ever come from memory: where the browser composes its page by
    // software WebGL, it halves the cost of a frame.
    this.context = canvas.getContext('2d', { alpha: false }) as Context | null;
  }

  draw(frame: Frame): void {
    const width = Math.max(1, Math.round(frame.pane.width * frame.ratio));
    const height = Math.max(1, Math.round(frame.pane.height * frame.ratio));
    const image = this.imageOf(width, height);
    this.picture.draw(frame);
    this.context?.putImageData(image, 0, 0);
  }

  /** The memory that the picture is drawn into; new only where the size has changed. */
  private imageOf(width: number, height: number): ImageData {
    if (this.image?.width === width && this.image.height === height) return this.image;
    this.canvas.width = width;
    this.canvas.height = height;
    this.image = new ImageData(width, height);
    this.picture.setSurface({ width, height, pixels: new Int32Array(this.image.data.buffer) });
    return this.image;
  }
}
