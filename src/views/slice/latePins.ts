import type { LensStore, Point2 } from '../../state/types';
import type { Pins } from './pins';
import type { Pane } from './viewport';

/** What the cards of pinned places need of a stage. */
export interface PinsHost {
  readonly store: () => LensStore;
  readonly pane: () => Pane;
  /** Where a place is drawn. */
  readonly screenOf: (point: Point2) => Point2;
  /** What is read there, the first line being where it is. */
  readonly lines: (point: Point2) => readonly string[];
  /** Takes the focus when the last pin goes with it. */
  readonly focus: () => void;
}

/** The cards of pinned places, once there is one: their code is loaded then. */
export class LatePins {
  private pins: Pins | null = null;
  private asked = false;
  private destroyed = false;

  constructor(
    private readonly layer: HTMLElement,
    private readonly host: PinsHost,
  ) {}

  draw(): void {
    const { lens } = this.host.store();
    if (this.pins) this.pins.draw(lens.pins);
    else if (lens.pins.length > 0 && !this.asked) void this.load();
  }

  private async load(): Promise<void> {
    this.asked = true;
    const { Pins } = await import('./pins');
    if (this.destroyed) return;
    this.pins = new Pins(this.layer, this.host);
    this.draw();
  }

  destroy(): void {
    this.destroyed = true;
    this.pins?.destroy();
  }
}
