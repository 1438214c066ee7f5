import type { LensStore, Point2 } from '../../state/types';
import { LatePart } from './latePart';
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
  private readonly pins: LatePart<Pins>;

  constructor(
    layer: HTMLElement,
    private readonly host: PinsHost,
  ) {
    this.pins = new LatePart(
      'The pins',
      async () => {
        const { Pins } = await import('./pins');
        return () => new Pins(layer, host);
      },
      () => this.draw(),
    );
  }

  draw(): void {
    const { lens, actions } = this.host.store();
    this.pins.get(lens.pins.length > 0, actions)?.draw(lens.pins);
  }

  destroy(): void {
    this.pins.destroy();
  }
}
