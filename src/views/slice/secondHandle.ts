/** The handle of the second point, there while there is one. */
import type { LensStore, Point2 } from '../../state/types';
import { element } from '../../ui/dom';
import { pointText } from './describe';
import { createHandle, type Handle, type HandleHost } from './handle';
import type { HandlePlace } from './handleLayout';

export type SecondHost = Omit<HandleHost, 'current' | 'onMove' | 'onReveal'> & {
  readonly store: () => LensStore;
  readonly centreOn: (point: Point2) => void;
};

export class SecondHandle {
  private handle: Handle | null = null;

  /** Beside a second point the first one needs a name, too. */
  private readonly firstLetter = element('span', 'slice-letter', 'A');

  constructor(
    private readonly layer: HTMLElement,
    first: Handle,
    private readonly host: SecondHost,
  ) {
    first.element.append(this.firstLetter);
  }

  dragging(): boolean {
    return this.handle?.dragging() ?? false;
  }

  /** `place` says where a slice point is drawn; `least` and `most` bound the first coordinate. */
  draw(
    { lens, session }: LensStore,
    place: (point: Point2) => HandlePlace,
    { least, most }: { least: number; most: number },
  ): void {
    const { second } = lens;
    this.firstLetter.hidden = !second;
    if (!second) {
      this.destroy();
      return;
    }
    this.handle ??= this.create();
    this.handle.place(place(second));
    this.handle.describe({ now: second[0], least, most, text: pointText(lens, second, session.network.inputSize) });
  }

  destroy(): void {
    const { handle } = this;
    // Without it first: a drag that is taken back asks for a drawing.
    this.handle = null;
    handle?.destroy();
  }

  private create(): Handle {
    const { host } = this;
    const current = (): Point2 => host.store().lens.second ?? host.store().lens.point;
    const handle = createHandle(this.layer, 'Point B', 'second', {
      ...host,
      current,
      onMove: (point) => {
        if (host.store().lens.second) host.store().actions.setSecond(point);
      },
      onReveal: () => host.centreOn(current()),
    });
    handle.element.append(element('span', 'slice-letter', 'B'));
    return handle;
  }
}
