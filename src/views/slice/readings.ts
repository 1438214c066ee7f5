/** What is read from the plane: under the pointer, and where it was pinned. */
import type { Point2 } from '../../state/types';
import { createFaceFinder, readAt } from './hover';
import { LatePins, type PinsHost } from './latePins';
import type { Seen } from './lateSight';
import { pinByKey, pinnedLines } from './pinText';
import type { SurfaceKey } from './surfaceKeys';

export interface ReadingsHost extends Omit<PinsHost, 'lines'> {
  readonly layer: HTMLElement;
  readonly seen: () => Seen;
  readonly pixelsPerUnit: () => number;
  readonly onReadout: (lines: readonly string[]) => void;
}

export class Readings {
  private readonly findFace = createFaceFinder();
  private readonly pins: LatePins;
  private pointer: Point2 | null = null;

  constructor(private readonly host: ReadingsHost) {
    this.pins = new LatePins(host.layer, { ...host, lines: (point) => this.pinned(point) });
  }

  /** The pointer's place, or null where it is not over the plane. */
  hover(point: Point2 | null): void {
    this.pointer = point;
    const { state, part } = this.host.seen();
    const face = this.findFace(state.session.result?.complex, point);
    if (state.session.hoverFace !== face) state.actions.hover(face, part !== null);
    state.actions.pointAt(point);
    this.readOut();
  }

  /** What a key does here: null where it is not about reading, false where it has nothing to do. */
  key(key: SurfaceKey): boolean | null {
    return pinByKey(key, this.host.store(), this.pointer);
  }

  draw(): void {
    if (this.pointer) this.readOut();
    this.pins.draw();
  }

  private linesAt(point: Point2, answer: string | null): readonly string[] {
    return readAt(this.host.seen(), this.findFace, point, this.host.pixelsPerUnit(), answer);
  }

  private readOut(): void {
    const { pointer } = this;
    this.host.onReadout(pointer ? this.linesAt(pointer, null) : []);
  }

  private pinned(point: Point2): readonly string[] {
    return pinnedLines(this.host.store(), point, (answer) => this.linesAt(point, answer));
  }

  destroy(): void {
    this.pins.destroy();
  }
}
