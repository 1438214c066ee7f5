/** Jobs for the thread that draws pictures: one at a time, and of what came meanwhile only the newest. */
import type { FieldImage, Frame, PointSet } from '../painter';
import type { PictureComplex } from './picture';
import type { PictureJob } from './pictureProtocol';

type Changes = { -readonly [Key in keyof Omit<PictureJob, 'frame'>]: PictureJob[Key] };

export class PictureQueue {
  private changes: Changes = {};
  private waiting: { readonly frame: Frame; readonly drawn: () => void } | null = null;
  /** To call when the thread answers; null: it has nothing to do. */
  private answered: (() => void) | null = null;

  /** `post` hands a job over, with the buffers that need not be copied. */
  constructor(private readonly post: (job: PictureJob, transfer: ArrayBufferLike[]) => void) {}

  setComplex(complex: PictureComplex | null): void {
    this.changes.complex = complex;
  }

  setColours(rgba: Uint8Array): void {
    this.changes.colours = rgba;
  }

  setField(field: FieldImage | null): void {
    this.changes.field = field;
  }

  setPoints(points: PointSet | null): void {
    this.changes.points = points;
  }

  /** Sends a frame, or keeps it until the thread has answered. `drawn` is not called where a newer one takes its place. */
  draw(frame: Frame, drawn: () => void): void {
    this.waiting = { frame, drawn };
    if (!this.answered) this.send();
  }

  /** The thread has drawn what it was sent. */
  answer(): void {
    const { answered } = this;
    this.answered = null;
    if (this.waiting) this.send();
    answered?.();
  }

  private send(): void {
    const { waiting, changes } = this;
    if (!waiting) return;
    this.waiting = null;
    this.answered = waiting.drawn;
    this.changes = {};
    const complex = changes.complex && copied(changes.complex);
    const transfer = complex ? buffersOf(complex) : [];
    this.post({ ...changes, ...(complex && { complex }), frame: waiting.frame }, transfer);
  }
}

/** A complex of its own for the thread: a plain copy is quicker than one by way of a message. */
const copied = ({ vertices, edgeVertices, edgeFaces, lines }: PictureComplex): PictureComplex => ({
  vertices: vertices.slice(),
  edgeVertices: edgeVertices.slice(),
  edgeFaces: edgeFaces.slice(),
  lines: { ends: lines.ends.slice(), styles: lines.styles.slice() },
});

const buffersOf = ({ vertices, edgeVertices, edgeFaces, lines }: PictureComplex): ArrayBufferLike[] =>
  [vertices, edgeVertices, edgeFaces, lines.ends, lines.styles].map(({ buffer }) => buffer);
