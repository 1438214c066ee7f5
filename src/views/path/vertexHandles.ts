/** A handle for each vertex of the path, numbered from 1. */
import type { LensStore, Point2 } from '../../state/types';
import { element } from '../../ui/dom';
import { pointText } from '../slice/describe';
import { createHandle, type Handle, type HandleHost } from '../slice/handle';
import type { HandlePlace } from '../slice/handleLayout';
import { boundsOf } from '../slice/viewport';

export type VertexHost = Omit<HandleHost, 'current' | 'onMove' | 'onReveal'> & {
  readonly store: () => LensStore;
  readonly centreOn: (point: Point2) => void;
};

export class VertexHandles {
  private handles: readonly Handle[] = [];
  private at: readonly Point2[] = [];

  constructor(
    private readonly layer: HTMLElement,
    private readonly host: VertexHost,
  ) {}

  /** `at`: where the vertices are in slice coordinates; `place` says where that is drawn; `more` follows it in words. */
  draw({ lens, session }: LensStore, at: readonly Point2[], place: (point: Point2) => HandlePlace, more = ''): void {
    this.at = at;
    if (this.handles.length !== at.length) {
      this.clear();
      this.handles = at.map((_, i) => this.create(i));
    }
    const { p0: least, p1: most } = boundsOf(lens.domain);
    this.handles.forEach((handle, i) => {
      const where = at[i] as Point2;
      handle.place(place(where));
      const text = `${pointText(lens, where, session.network.inputSize)}${more}`;
      handle.describe({ now: where[0], least, most, text });
    });
  }

  clear(): void {
    const { handles } = this;
    // Without them first: a drag that is taken back asks for a drawing.
    this.handles = [];
    for (const handle of handles) handle.destroy();
  }

  private create(index: number): Handle {
    const { host } = this;
    const current = (): Point2 => this.at[index] ?? [0, 0];
    const handle = createHandle(this.layer, `Point ${index + 1} of the path`, 'path-vertex', {
      ...host,
      current,
      onMove: (point) => host.store().actions.movePathVertex(index, point),
      onReveal: () => host.centreOn(current()),
    });
    handle.element.append(element('span', 'slice-letter', String(index + 1)));
    return handle;
  }
}
