import { describe, expect, it } from 'vitest';
import { type Frame, lineStyles } from '../../../src/views/slice/painter';
import type { PictureJob } from '../../../src/views/slice/raster/pictureProtocol';
import { PictureQueue } from '../../../src/views/slice/raster/pictureQueue';

const frame = (span: number): Frame => ({
  viewport: { centre: [0, 0], span },
  pane: { width: 10, height: 10 },
  ratio: 1,
  theme: { paper: [0, 0, 0], ink: [1, 1, 1], line: [2, 2, 2] },
  grid: { xs: [], ys: [] },
  lines: lineStyles(10, false),
});

const complex = {
  vertices: Float64Array.of(0, 0, 1, 1),
  edgeVertices: Int32Array.of(0, 1),
  edgeFaces: Int32Array.of(0, -1),
  lines: { ends: Int32Array.of(0, 1), styles: Uint8Array.of(0) },
};

function queueWithLog() {
  const jobs: PictureJob[] = [];
  const drawn: number[] = [];
  // As a thread would take it: what is transferred is gone here.
  const queue = new PictureQueue((job, transfer) =>
    jobs.push(structuredClone(job, { transfer: transfer as ArrayBuffer[] })),
  );
  return { queue, jobs, drawn, draw: (span: number) => queue.draw(frame(span), () => drawn.push(span)) };
}

describe('jobs for the thread that draws', () => {
  it('go one at a time, the newest next, and tell what was drawn', () => {
    const { queue, jobs, drawn, draw } = queueWithLog();
    draw(1);
    draw(2);
    draw(3);
    expect(jobs.map((job) => job.frame.viewport.span)).toEqual([1]);
    expect(drawn).toEqual([]);
    queue.answer();
    expect(drawn).toEqual([1]);
    expect(jobs.map((job) => job.frame.viewport.span)).toEqual([1, 3]);
    queue.answer();
    queue.answer();
    expect(drawn).toEqual([1, 3]);
    draw(4);
    expect(jobs).toHaveLength(3);
  });

  it('carry what has changed, once, whatever was left out meanwhile', () => {
    const { queue, jobs, draw } = queueWithLog();
    queue.setComplex(complex);
    queue.setColours(Uint8Array.of(1, 2, 3, 255));
    draw(1);
    queue.setPoints({ at: Float64Array.of(1, 2), colours: [[9, 9, 9]] });
    draw(2);
    queue.setField(null);
    draw(3);
    queue.answer();
    queue.answer();
    draw(4);
    expect(jobs.map(({ frame: _, ...changes }) => Object.keys(changes))).toEqual([
      ['complex', 'colours'],
      ['points', 'field'],
      [],
    ]);
    expect(jobs[0]?.complex).toEqual(complex);
    expect(complex.vertices).toHaveLength(4);
    queue.setComplex(null);
    queue.answer();
    draw(5);
    expect(jobs[3]?.complex).toBeNull();
  });
});
