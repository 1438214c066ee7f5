/** The selected point and, on a plane through three anchors, the anchors with their pictures. */
import { projectOnSlice } from '../../core/slice/slice';
import { anchorPoint } from '../../state/slice';
import type { AnchorSpec, LensStore, Point2, SessionState } from '../../state/types';
import { element } from '../../ui/dom';
import { anchorPicture } from '../anchors/picture';
import { drawPicture } from '../inspector/inputPicture';
import { pointText, selectedText } from './describe';
import { createHandle, type Handle, type HandleHost } from './handle';
import { type HandlePlace, placeHandle, placeHandles } from './handleLayout';
import type { View } from './polytopeLayer';
import { remember } from './remember';
import { SecondHandle } from './secondHandle';
import { boundsOf, toScreen } from './viewport';

type Shown = Pick<View, 'viewport' | 'pane' | 'theme'>;

export type PlaneHost = Pick<HandleHost, 'viewport' | 'sliceAt' | 'screenOf' | 'gesture'> & {
  readonly store: () => LensStore;
  readonly centreOn: (point: Point2) => void;
};

const INDICES = [0, 1, 2] as const;
const NAMES = ['a', 'b', 'c'] as const;

/** A handle's ring with its letter and a picture beside it. */
class AnchorHandle {
  readonly handle: Handle;
  private readonly picture = element('canvas', 'slice-thumbnail');
  private shown: readonly unknown[] = [];

  constructor(layer: HTMLElement, index: 0 | 1 | 2, host: PlaneHost, current: () => Point2) {
    this.handle = createHandle(layer, `Anchor ${NAMES[index]}`, 'anchor', {
      ...host,
      current,
      onMove: (point) => host.store().actions.moveAnchor(index, point),
      onReveal: () => host.centreOn(current()),
    });
    this.handle.element.append(element('span', 'slice-letter', NAMES[index]), this.picture);
  }

  /** `theme` is any value that changes with the theme: pictures are drawn in its ink and paper. */
  show(anchor: AnchorSpec, session: SessionState, theme: unknown): void {
    const now = [anchor, session.data, theme];
    if (now.every((key, i) => key === this.shown[i])) return;
    this.shown = now;
    const picture = anchorPicture(anchor, session);
    this.picture.hidden = !picture;
    if (picture) drawPicture(this.picture, picture.values, picture.size);
  }
}

export class HandlesLayer {
  private readonly point: Handle;
  private readonly second: SecondHandle;
  private anchors: readonly AnchorHandle[] = [];
  private places: readonly Point2[] = [];
  private readonly positions = remember<readonly Point2[]>();

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
    this.second = new SecondHandle(layer, this.point, host);
  }

  dragging(): boolean {
    return this.point.dragging() || this.second.dragging() || this.anchors.some(({ handle }) => handle.dragging());
  }

  draw(store: LensStore, { viewport, pane, theme }: Shown): void {
    const { lens } = store;
    const { p0, p1 } = boundsOf(lens.domain);
    this.point.place(placeHandle(pane, toScreen(viewport, pane, lens.point)));
    this.point.describe({ now: lens.point[0], least: p0, most: p1, text: selectedText(store) });
    const place = (point: Point2): HandlePlace => placeHandle(pane, toScreen(viewport, pane, point));
    this.second.draw(store, place, { least: p0, most: p1 });
    this.drawAnchors(store, { viewport, pane, theme }, [p0, p1]);
  }

  private drawAnchors(store: LensStore, { viewport, pane, theme }: Shown, [least, most]: Point2): void {
    const { lens, session } = store;
    if (lens.slice.kind !== 'anchors') {
      for (const { handle } of this.anchors) handle.destroy();
      this.anchors = [];
      return;
    }
    if (this.anchors.length === 0)
      this.anchors = INDICES.map((i) => new AnchorHandle(this.layer, i, this.host, () => this.places[i] ?? [0, 0]));
    const specs = lens.slice.anchors;
    this.places = this.positions([specs, session.slice, session.data], () =>
      specs.map((spec) => projectOnSlice(session.slice, anchorPoint(spec, session.data))),
    );
    const placed = placeHandles(
      pane,
      this.places.map((place) => toScreen(viewport, pane, place)),
    );
    this.anchors.forEach((anchor, i) => {
      const [place, at, spec] = [placed[i], this.places[i], specs[i]];
      if (!place || !at || !spec) return;
      anchor.show(spec, session, theme);
      anchor.handle.place(place);
      anchor.handle.describe({ now: at[0], least, most, text: pointText(lens, at) });
    });
  }

  destroy(): void {
    this.point.destroy();
    this.second.destroy();
    for (const { handle } of this.anchors) handle.destroy();
  }
}
