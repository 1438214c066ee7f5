/** The thread that draws pictures: plumbing only. Jobs are done in their order, each as soon as it comes. */
import { PictureCanvas } from './pictureCanvas';
import type { PictureJob, PictureStart } from './pictureProtocol';

declare const self: DedicatedWorkerGlobalScope;

let shown: PictureCanvas | null = null;

function update({ picture }: PictureCanvas, { complex, colours, field, points }: PictureJob): void {
  if (complex !== undefined) picture.setComplex(complex);
  if (colours) picture.setColours(colours);
  if (field !== undefined) picture.setField(field);
  if (points !== undefined) picture.setPoints(points);
}

self.onmessage = ({ data }: MessageEvent<PictureStart | PictureJob>) => {
  if ('canvas' in data) {
    shown = new PictureCanvas(data.canvas);
  } else if (shown) {
    update(shown, data);
    shown.draw(data.frame);
  }
  self.postMessage(null);
};
