/** The selected point and, on a plane through three anchors, the anchors with their pictures. */
import { projectOnSlice } from '../../core/slice/slice';
import type { AnchorSpec, LensStore, Point2 } from '../../state/types';
import { element } from '../../ui/dom';
import { anchorValues, imageUrl } from './anchorImages';
import { pointText, selectedText } from './describe';
import { createHandle, type Handle, type HandleHost } from './handle';
import { placeHandle, placeHandles } from './handleLayout';
import { remember } from './polytopeLayer';
import { boundsOf, type Pane, toScreen, type Viewport } from './viewport';

export type PlaneHost = Pick<HandleHost, 'viewport' | 'sliceAt' | 'screenOf'> & {
  readonly store: () => LensStore;
  readonly centreOn: (point: Point2) => void;
};

const INDICES = [0, 1, 2] as const;
const NAMES = ['a', 'b', 'c'] as const;

/** A handle's ring with its letter and a picture beside it. */
class AnchorHandle {
  readonly handle: Handle;
  private readonly picture: HTMLImageElement;
  private shown: AnchorSpec | null = null;

  constructor(layer: HTMLElement, index: 0 | 1 | 2, host: PlaneHost, current: () => Point2) {
    this.handle = createHandle(layer, `Anchor ${NAMES[index]}`, 'anchor', {
      ...host,
      current,
      onMove: (point) => host.store().actions.moveAnchor(index, point),
      onReveal: () => host.centreOn(current()),
    });
    this.picture = element('img', 'slice-thumbnail');
    this.picture.alt = '';
    this.picture.draggable = false;
    this.handle.element.append(element('span', 'slice-letter', NAMES[index]), this.picture);
  }

  show(anchor: AnchorSpec, { session }: LensStore): void {
    if (this.shown === anchor) return;
    this.shown = anchor;
    const size = session.data?.image;
    const url = size ? imageUrl(anchorValues(anchor, session.data, session.network.inputSize), size) : null;
    this.picture.hidden = url === null;
    if (url) this.picture.src = url;
  }

  forget(): void {
    this.shown = null;
  }
}

export class HandlesLayer {
  private readonly point: Handle;
  private anchors: readonly AnchorHandle[] = [];
  private places: readonly Point2[] = [];
  private readonly positions = remember<readonly Point2[]>();
  private shownData: unknown = null;

  constructor(
    private readonly layer: HTMLElement,
    private readonly host: PlaneHost,
  ) {
    const current = (): Point2 => host.store().lens.point;
    this.point = createHandle(layer, 'Selected point', 'selected', {
      ...host,
      current,
      onMove: (point) => host.store().actions.setPoint(point),
      onReveal: () => host.centreOn(current()),
    });
  }

  dragging(): boolean {
    return this.point.dragging() || this.anchors.some(({ handle }) => handle.dragging());
  }

  draw(store: LensStore, viewport: Viewport, pane: Pane): void {
    const { lens } = store;
    const { p0, p1 } = boundsOf(lens.domain);
    this.point.place(placeHandle(pane, toScreen(viewport, pane, lens.point)));
    this.point.describe({ now: lens.point[0], least: p0, most: p1, text: selectedText(store) });
    this.drawAnchors(store, viewport, pane, [p0, p1]);
  }

  private drawAnchors(store: LensStore, viewport: Viewport, pane: Pane, [least, most]: Point2): void {
    const { lens, session } = store;
    if (lens.slice.kind !== 'anchors') {
      for (const { handle } of this.anchors) handle.destroy();
      this.anchors = [];
      return;
    }
    if (this.anchors.length === 0)
      this.anchors = INDICES.map((i) => new AnchorHandle(this.layer, i, this.host, () => this.places[i] ?? [0, 0]));
    if (this.shownData !== session.data) for (const anchor of this.anchors) anchor.forget();
    this.shownData = session.data;
    const specs = lens.slice.anchors;
    this.places = this.positions([specs, session.slice, session.data], () =>
      specs.map((spec) => projectOnSlice(session.slice, anchorValues(spec, session.data, session.network.inputSize))),
    );
    const placed = placeHandles(
      pane,
      this.places.map((place) => toScreen(viewport, pane, place)),
    );
    this.anchors.forEach((anchor, i) => {
      const [place, at, spec] = [placed[i], this.places[i], specs[i]];
      if (!place || !at || !spec) return;
      anchor.show(spec, store);
      anchor.handle.place(place);
      anchor.handle.describe({ now: at[0], least, most, text: pointText(lens, at) });
    });
  }

  destroy(): void {
    this.point.destroy();
    for (const { handle } of this.anchors) handle.destroy();
  }
}
