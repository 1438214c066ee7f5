/** The handles of the graph: the selected input and the second one, on the curve. */
import { vertexInput } from '../../state/path';
import type { LensStore, Point2 } from '../../state/types';
import { placeOnSlice } from '../path/pathPlaces';
import { VertexHandles } from '../path/vertexHandles';
import '../path/pathOverlay.css';
import { selectedText } from '../slice/describe';
import { createHandle, type Handle } from '../slice/handle';
import type { HandlePlace } from '../slice/handleLayout';
import { SecondHandle, type SecondHost } from '../slice/secondHandle';
import { boundsOf } from '../slice/viewport';

export class IntervalHandles {
  private readonly handle: Handle;
  private readonly second: SecondHandle;
  private readonly path: VertexHandles;

  constructor(layer: HTMLElement, plane: SecondHost) {
    const host = { ...plane, horizontal: true };
    const current = (): Point2 => host.store().lens.point;
    this.handle = createHandle(layer, 'Selected input', 'selected', {
      ...host,
      current,
      onMove: (point) => host.store().actions.setPoint(point),
      onReveal: () => host.centreOn(current()),
    });
    this.second = new SecondHandle(layer, this.handle, host);
    this.path = new VertexHandles(layer, host);
  }

  /** `place` says where on the curve an input is drawn. */
  draw(state: LensStore, place: (input: number) => HandlePlace): void {
    const { lens } = state;
    const { p0: least, p1: most } = boundsOf(lens.domain);
    this.handle.place(place(lens.point[0]));
    this.handle.describe({ now: lens.point[0], least, most, text: selectedText(state) });
    this.second.draw(state, ([input]) => place(input), { least, most });
    const { slice, data } = state.session;
    const vertices = lens.path?.vertices.map((vertex) => placeOnSlice(slice, vertexInput(vertex, { slice, data })).at);
    if (vertices) this.path.draw(state, vertices, ([input]) => place(input));
    else this.path.clear();
  }

  destroy(): void {
    this.handle.destroy();
    this.second.destroy();
    this.path.clear();
  }
}
