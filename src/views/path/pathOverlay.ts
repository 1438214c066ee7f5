/**
 * The path over the slice: its line with a tick at each crossing, a handle at each vertex, and a dot at the place that is
 * pointed at. What does not lie in the plane is drawn where it is projected, with a broken line.
 */
import { vertexInput } from '../../state/path';
import type { LensStore, Point2, WalkedPath } from '../../state/types';
import { element, setAttribute } from '../../ui/dom';
import { type HandlePlace, placeHandle } from '../slice/handleLayout';
import type { PlaneHost } from '../slice/handlesLayer';
import type { View } from '../slice/polytopeLayer';
import { remember } from '../slice/remember';
import { svgPath } from '../slice/stageElements';
import { pixelsPerUnit, toScreen } from '../slice/viewport';
import { inputAt, nearestOn, placeOnSlice, ticksAlong, walkedOf } from './pathPlaces';
import { VertexHandles } from './vertexHandles';
import './pathOverlay.css';

type Shown = Pick<View, 'viewport' | 'pane'>;

/** How far the pointer may be from the line, in pixels. */
const REACH = 9;

interface Places {
  readonly at: readonly Point2[];
  readonly inPlane: boolean;
}

const text = ([x, y]: Point2): string => `${x.toFixed(1)},${y.toFixed(1)}`;

/** Segments as an SVG path. */
function segmentsPath(segments: readonly number[]): string {
  let path = '';
  for (let i = 0; i < segments.length; i += 4)
    path += `M${text([segments[i] as number, segments[i + 1] as number])}L${text([segments[i + 2] as number, segments[i + 3] as number])}`;
  return path;
}

const linePath = (screen: readonly Point2[]): string => `M${screen.map(text).join('L')}`;

export class PathOverlay {
  private readonly halo: SVGPathElement;
  private readonly line: SVGPathElement;
  private readonly ticks: SVGPathElement;
  private readonly dot = element('div', 'path-dot');
  private readonly handles: VertexHandles;
  private places: Places = { at: [], inPlane: true };
  private readonly known = remember<Places>();
  private readonly knownTicks = remember<string>();
  private hovering = false;

  constructor(
    layer: HTMLElement,
    outlines: SVGSVGElement,
    private readonly host: PlaneHost,
  ) {
    this.handles = new VertexHandles(layer, host);
    this.halo = svgPath(outlines, 'path-halo');
    this.line = svgPath(outlines, 'path-line');
    this.ticks = svgPath(outlines, 'path-ticks');
    this.dot.setAttribute('aria-hidden', 'true');
    layer.append(this.dot);
  }

  draw(state: LensStore, { viewport, pane }: Shown): void {
    const { path } = state.lens;
    if (!path) {
      this.clear();
      return;
    }
    const { slice, data } = state.session;
    const walked = walkedOf(state.session.path);
    this.places = this.known([path, slice, data], () => {
      const places = path.vertices.map((vertex) => placeOnSlice(slice, vertexInput(vertex, { slice, data })));
      return { at: places.map(({ at }) => at), inPlane: places.every(({ inPlane }) => inPlane) };
    });
    const screen = this.places.at.map((at) => toScreen(viewport, pane, at));
    const straight = path.layer === 0;
    this.line.classList.toggle('broken', !this.places.inPlane || !straight);
    for (const node of [this.halo, this.line]) setAttribute(node, 'd', linePath(screen));
    const ticks =
      walked && straight
        ? this.knownTicks([walked, viewport, pane], () => segmentsPath(ticksAlong(walked, screen)))
        : '';
    setAttribute(this.ticks, 'd', ticks);
    const place = (point: Point2): HandlePlace => placeHandle(pane, toScreen(viewport, pane, point));
    this.handles.draw(state, this.places.at, place, this.places.inPlane ? '' : ', projected on the plane');
    this.drawDot(state, { viewport, pane }, walked);
  }

  private drawDot({ session }: LensStore, { viewport, pane }: Shown, walked: WalkedPath | null): void {
    const x = walked && session.pathTime !== null ? inputAt(walked, session.pathTime) : null;
    this.dot.hidden = !x;
    if (!x) return;
    const [left, top] = toScreen(viewport, pane, placeOnSlice(session.slice, x).at);
    this.dot.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
  }

  /** Points at the place of the path under the pointer. */
  hover(point: Point2 | null, view: Shown): void {
    const { lens, actions } = this.host.store();
    if (!lens.path || lens.path.layer > 0) return;
    const near = point ? nearestOn(this.places.at, point) : null;
    const on = near !== null && near.distance * pixelsPerUnit(view.viewport, view.pane) <= REACH;
    if (on) actions.pointAtPath(near.t);
    else if (this.hovering) actions.pointAtPath(null);
    this.hovering = on;
  }

  private clear(): void {
    this.handles.clear();
    this.dot.hidden = true;
    for (const node of [this.halo, this.line, this.ticks]) setAttribute(node, 'd', '');
  }

  destroy(): void {
    this.clear();
    this.dot.remove();
    for (const node of [this.halo, this.line, this.ticks]) node.remove();
  }
}
