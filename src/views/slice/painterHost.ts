/**
 * Keeps the painter that suits machine and picture. The rasteriser draws from the first frame on; WebGL (where it has a
 * processor of its own) or a thread (where there is much to draw) take over once they are there. Where they fail or are
 * lost the rasteriser comes back.
 */
import { createGlCanvas, type GlCanvas, release, rendererOf } from './glCanvas';
import type { Frame, Painter, PainterKind } from './painter';
import { choosePainter, choosesThread } from './painterChoice';
import { createRasterPainter } from './rasterPainter';
import { createThreadPainter } from './threadPainter';

type Form = PainterKind | 'thread';

export class PainterHost {
  private current: Painter;
  private form: Form = 'raster';
  /** Forms that cannot be had here. */
  private readonly ruledOut = new Set<Form>();
  /** What the current painter replaced, shown until it has drawn. */
  private former: Painter[] = [];
  private faces = 0;
  private seeking = false;
  private ended = false;

  /** `onChange`: another painter is in force, which holds nothing and has drawn nothing. */
  constructor(
    private readonly host: HTMLElement,
    private readonly wanted: PainterKind | null,
    private readonly onChange: () => void,
  ) {
    if (wanted === 'raster') this.ruledOut.add('webgl');
    this.current = createRasterPainter(() => this.lose(this.current));
    this.show();
  }

  get painter(): Painter {
    return this.current;
  }

  /** Draws with the painter in force. */
  draw(frame: Frame, drawn: () => void): void {
    const { current } = this;
    current.draw(frame, () => {
      if (current === this.current) this.dismissFormer();
      drawn();
    });
  }

  /** Looks whether another painter would suit a picture of so many faces better; if there is one, it comes later. */
  suit(faces: number): void {
    this.faces = faces;
    const form = this.bestForm();
    if (form === this.form || this.seeking || this.ended) return;
    this.seeking = true;
    // To open a WebGL context takes some 50 ms: not before what was just drawn is on the screen.
    window.setTimeout(() => void this.seek(form), 0);
  }

  private bestForm(): Form {
    if (this.form === 'webgl' || !this.ruledOut.has('webgl')) return 'webgl';
    const threaded = !this.ruledOut.has('thread') && choosesThread(this.faces, this.form === 'thread');
    return threaded ? 'thread' : 'raster';
  }

  private async seek(form: Form): Promise<void> {
    const found: { painter: Painter | null } = { painter: null };
    const onLost = (): void => this.lose(found.painter);
    if (form === 'raster') found.painter = createRasterPainter(onLost);
    else if (form === 'thread') found.painter = await createThreadPainter(onLost);
    else found.painter = await this.openGl(onLost);
    this.seeking = false;
    if (this.ended) found.painter?.destroy();
    else if (found.painter) this.take(found.painter, form);
    else {
      this.ruledOut.add(form);
      this.suit(this.faces);
    }
  }

  private async openGl(onLost: () => void): Promise<Painter | null> {
    const opened = this.ended ? null : createGlCanvas();
    if (!opened) return null;
    const painter = await this.glPainter(opened, onLost);
    if (!painter) release(opened);
    return painter;
  }

  private async glPainter(opened: GlCanvas, onLost: () => void): Promise<Painter | null> {
    if (choosePainter(this.wanted, rendererOf(opened)) !== 'webgl') return null;
    try {
      const { createGlPainter } = await import('./glPainter');
      return createGlPainter(opened, onLost);
    } catch {
      return null; // Its code could not be loaded: the rasteriser goes on.
    }
  }

  /** Puts a painter in force, under the one that it replaces. */
  private take(painter: Painter, form: Form): void {
    this.former.push(this.current);
    this.current = painter;
    this.form = form;
    this.show();
    this.onChange();
  }

  private show(): void {
    this.host.prepend(this.current.canvas);
    this.host.setAttribute('data-painter', this.current.kind);
  }

  /** What a thread has drawn reaches the screen with a later frame than what the page has. */
  private dismissFormer(): void {
    const { former } = this;
    if (former.length === 0) return;
    this.former = [];
    const dismiss = (): void => {
      for (const painter of former) painter.destroy();
    };
    requestAnimationFrame(() => requestAnimationFrame(dismiss));
  }

  /** A painter can draw no more: the rasteriser takes its place at once. A thread is not tried again. */
  private lose(painter: Painter | null): void {
    if (this.ended || painter !== this.current) return;
    if (this.form === 'thread') this.ruledOut.add('thread');
    const next = createRasterPainter(() => this.lose(next));
    this.take(next, 'raster');
    this.former = this.former.filter((other) => other !== painter);
    painter.destroy();
  }

  destroy(): void {
    this.ended = true;
    for (const painter of [...this.former, this.current]) painter.destroy();
  }
}
