/** What is read from the graph: under the pointer, and where it was pinned. */
import type { Point2 } from '../../state/types';
import { LatePins, type PinsHost } from '../slice/latePins';
import { pinByKey } from '../slice/pinText';
import type { SurfaceKey } from '../slice/surfaceKeys';
import { pieceAt } from './intervalGraph';
import { pinnedOnGraph, readInput } from './intervalReadout';

interface IntervalReadingsHost extends Omit<PinsHost, 'lines'> {
  readonly layer: HTMLElement;
  readonly pixelsPerUnit: () => number;
  readonly onReadout: (lines: readonly string[]) => void;
}

export class IntervalReadings {
  private readonly pins: LatePins;
  private pointer: number | null = null;

  constructor(private readonly host: IntervalReadingsHost) {
    const lines = (point: Point2) => pinnedOnGraph(host.store(), point, host.pixelsPerUnit());
    this.pins = new LatePins(host.layer, { ...host, lines });
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

  private readOut(): void {
    const { pointer, host } = this;
    host.onReadout(pointer === null ? [] : readInput(host.store(), pointer, host.pixelsPerUnit()));
  }

  destroy(): void {
    this.pins.destroy();
  }
}
