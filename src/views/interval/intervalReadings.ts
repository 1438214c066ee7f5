/** What is read from the graph: under the pointer, and where it was pinned. */
import type { Point2 } from '../../state/types';
import { LatePins, type PinsHost } from '../slice/latePins';
import { pinByKey, pinnedLines } from '../slice/pinText';
import type { SurfaceKey } from '../slice/surfaceKeys';
import { pieceAt } from './intervalGraph';
import { intervalReadout } from './intervalReadout';

interface IntervalReadingsHost extends Omit<PinsHost, 'lines'> {
  readonly layer: HTMLElement;
  readonly pixelsPerUnit: () => number;
  readonly onReadout: (lines: readonly string[]) => void;
}

/** How near an input must be to a kink to name its units, in pixels. */
const REACH = 6;

export class IntervalReadings {
  private readonly pins: LatePins;
  private pointer: number | null = null;

  constructor(private readonly host: IntervalReadingsHost) {
    this.pins = new LatePins(host.layer, { ...host, lines: (point) => this.pinned(point) });
  }

  /** The input under the pointer, or null where it is not over the graph. */
  hover(x: number | null): void {
    this.pointer = x;
    const { session, actions } = this.host.store();
    const piece = x !== null && session.result?.interval ? pieceAt(session.result.interval.vertices, x) : -1;
    if (session.hoverFace !== piece) actions.hover(piece);
    this.readOut();
  }

  /** What a key does here: null where it is not about reading, false where it has nothing to do. */
  key(key: SurfaceKey): boolean | null {
    return pinByKey(key, this.host.store(), this.pointer === null ? null : [this.pointer, 0]);
  }

  draw(): void {
    if (this.pointer !== null) this.readOut();
    this.pins.draw();
  }

  private linesAt(x: number, answer: string | null): readonly string[] {
    return intervalReadout(this.host.store(), x, REACH / this.host.pixelsPerUnit(), answer);
  }

  private readOut(): void {
    this.host.onReadout(this.pointer === null ? [] : this.linesAt(this.pointer, null));
  }

  private pinned(point: Point2): readonly string[] {
    return pinnedLines(this.host.store(), point, (answer) => this.linesAt(point[0], answer));
  }

  destroy(): void {
    this.pins.destroy();
  }
}
