/** Painter on a thread of its own, for more faces than the page's thread can draw beside its other work. */
import type { Prepared } from './geometry';
import type { FieldImage, Frame, Painter, PointSet } from './painter';
import { pictureComplex } from './raster/pictureComplex';
import { PictureQueue } from './raster/pictureQueue';

class ThreadPainter implements Painter {
  readonly kind = 'raster';
  private readonly queue: PictureQueue;

  constructor(
    readonly canvas: HTMLCanvasElement,
    private readonly worker: Worker,
  ) {
    this.queue = new PictureQueue((job, transfer) => worker.postMessage(job, transfer as ArrayBuffer[]));
    worker.onmessage = () => this.queue.answer();
  }

  setComplex(prepared: Prepared | null): void {
    this.queue.setComplex(prepared && pictureComplex(prepared));
  }

  setColours(rgba: Uint8Array): void {
    this.queue.setColours(rgba);
  }

  setField(field: FieldImage | null): void {
    this.queue.setField(field);
  }

  setPoints(points: PointSet | null): void {
    this.queue.setPoints(points);
  }

  draw(frame: Frame, drawn: () => void): void {
    this.queue.draw(frame, drawn);
  }

  destroy(): void {
    this.worker.terminate();
    this.canvas.remove();
  }
}

/**
 * Resolves when the thread is ready to draw; to null where a canvas cannot be handed to a thread, or its code cannot be
 * loaded. `onLost` is called when the thread fails later.
 */
export function createThreadPainter(onLost: () => void): Promise<Painter | null> {
  const canvas = document.createElement('canvas');
  if (typeof canvas.transferControlToOffscreen !== 'function') return Promise.resolve(null);
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./raster/pictureThread.ts', import.meta.url), {
      type: 'module',
      name: 'picture',
    });
    worker.onerror = () => {
      worker.terminate();
      resolve(null);
    };
    worker.onmessage = () => {
      worker.onerror = onLost;
      resolve(new ThreadPainter(canvas, worker));
    };
    const offscreen = canvas.transferControlToOffscreen();
    canvas.dataset.thread = 'own';
    worker.postMessage({ canvas: offscreen }, [offscreen]);
  });
}
