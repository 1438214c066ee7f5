/**
 * The line of the selected unit of layer 1, with a handle that moves it along its normal and one that turns it about the
 * first. Moving a handle sets the unit's weights; the line is drawn where the weights in force put it.
 */
import { isHeld } from '../../core/network/held';
import type { SlicePoint } from '../../core/slice/slice';
import { footOn, normalAlong, type UnitLine, unitLine, unitThrough } from '../../core/slice/unitLine';
import { hasFixedWeights } from '../../state/graphs/words';
import type { LensStore, Point2 } from '../../state/types';
import { setAttribute } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { unitName } from '../names';
import { createHandle, type Handle } from './handle';
import { placeHandle } from './handleLayout';
import type { PlaneHost } from './handlesLayer';
import type { View } from './polytopeLayer';
import { svgPath } from './stageElements';
import { toScreen } from './viewport';

type Shown = Pick<View, 'viewport' | 'pane'>;

/** Distance of the turning handle from the other one, as a share of the span. */
const ARM = 0.2;
/** One arrow key turns by this, in radians: a degree. */
const TURN = Math.PI / 180;

const length = ([a, b]: SlicePoint): number => Math.hypot(a, b);

/** From the moving handle to the turning one. */
const direction = ({ normal }: UnitLine): SlicePoint => {
  const size = length(normal);
  return [-normal[1] / size, normal[0] / size];
};

const degrees = ([p, q]: SlicePoint): number => {
  const angle = Math.round((Math.atan2(q, p) / Math.PI) * 1800) / 10;
  return angle <= -90 ? angle + 180 : angle > 90 ? angle - 180 : angle;
};

export class LineHandles {
  private readonly path: SVGPathElement;
  private handles: { readonly move: Handle; readonly turn: Handle; readonly unit: number } | null = null;
  /** Where on the line the moving handle sits; null: where it is nearest to the middle of the pane. */
  private pivot: Point2 | null = null;
  private line: UnitLine | null = null;

  constructor(
    private readonly layer: HTMLElement,
    outlines: SVGSVGElement,
    private readonly host: PlaneHost,
  ) {
    this.path = svgPath(outlines, 'slice-unit-line');
  }

  draw(store: LensStore, view: Shown): void {
    const { selectedUnit, network, slice } = store.session;
    // In the space of a hidden layer its lines are those of later layers.
    const movable = store.lens.space === 0 && !hasFixedWeights(store.session.whole.network);
    const first = selectedUnit?.layer === 1 && movable ? selectedUnit.unit : null;
    // A clamped unit draws no line.
    const unit = first !== null && isHeld(network.layers[0]?.held, first) ? null : first;
    this.line = unit === null ? null : unitLine(network, slice, unit);
    if (unit === null || !this.line) {
      this.clear();
      return;
    }
    if (this.handles?.unit !== unit) {
      this.clear();
      this.handles = this.createHandles(unit);
    }
    const from = this.pivotOn(this.line, view);
    const to = this.tipOf(this.line, from, view.viewport.span);
    this.drawPath(view, from, to);
    this.place(view, from, to);
  }

  destroy(): void {
    this.clear();
    this.path.remove();
  }

  private clear(): void {
    this.handles?.move.destroy();
    this.handles?.turn.destroy();
    this.handles = null;
    this.pivot = null;
    setAttribute(this.path, 'd', '');
  }

  private pivotOn(line: UnitLine, { viewport }: Shown): Point2 {
    this.pivot = footOn(line, this.pivot ?? viewport.centre);
    return this.pivot;
  }

  private tipOf(line: UnitLine, [p, q]: Point2, span: number): Point2 {
    const [dp, dq] = direction(line);
    return [p + ARM * span * dp, q + ARM * span * dq];
  }

  private createHandles(unit: number) {
    const name = unitName(1, unit);
    const common = { ...this.host, onReveal: () => this.pivot && this.host.centreOn(this.pivot) };
    const pivot = (): Point2 => this.pivot ?? [0, 0];
    const move = createHandle(this.layer, `Line of ${name}, move`, 'line-move', {
      ...common,
      current: pivot,
      onMove: (point) => this.moveTo(unit, point),
    });
    const turn = createHandle(this.layer, `Line of ${name}, turn`, 'line-turn', {
      ...common,
      current: () => (this.line ? this.tipOf(this.line, pivot(), this.host.viewport().span) : pivot()),
      onMove: ([p, q]) => this.turnTo(unit, [p - pivot()[0], q - pivot()[1]]),
      onStep: ([right, up], factor) => this.turnBy(unit, (up - right) * TURN * factor),
    });
    return { move, turn, unit };
  }

  /** Keys may come faster than frames: the line of the weights in force, not the one that is drawn. */
  private lineNow(unit: number): UnitLine | null {
    const { network, slice } = this.host.store().session;
    return unitLine(network, slice, unit);
  }

  private moveTo(unit: number, point: Point2): void {
    const line = this.lineNow(unit);
    if (!line) return;
    this.pivot = point;
    this.set(unit, line.normal, point);
  }

  private turnTo(unit: number, towards: SlicePoint): void {
    const line = this.lineNow(unit);
    if (!line || !this.pivot || length(towards) === 0) return;
    this.set(unit, normalAlong(towards, length(line.normal)), this.pivot);
  }

  private turnBy(unit: number, angle: number): void {
    const line = this.lineNow(unit);
    if (!line) return;
    const [dp, dq] = direction(line);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.turnTo(unit, [dp * cos - dq * sin, dp * sin + dq * cos]);
  }

  private set(unit: number, normal: SlicePoint, through: Point2): void {
    const { session, actions } = this.host.store();
    const { weights, bias } = unitThrough(session.network, session.slice, normal, through);
    actions.setUnitWeights({ layer: 1, unit }, weights, bias);
  }

  /** The whole line across the pane, and the arm between the handles. */
  private drawPath({ viewport, pane }: Shown, from: Point2, to: Point2): void {
    const [x, y] = toScreen(viewport, pane, from);
    const [tx, ty] = toScreen(viewport, pane, to);
    const arm = Math.hypot(tx - x, ty - y) || 1;
    const reach = (Math.hypot(x - pane.width / 2, y - pane.height / 2) + pane.width + pane.height) / arm;
    const [dx, dy] = [(tx - x) * reach, (ty - y) * reach];
    const end = (sign: number): string => `${(x + sign * dx).toFixed(1)},${(y + sign * dy).toFixed(1)}`;
    setAttribute(this.path, 'd', `M${end(-1)}L${end(1)}`);
  }

  private place({ viewport, pane }: Shown, from: Point2, to: Point2): void {
    const { handles, line } = this;
    if (!handles || !line) return;
    handles.move.place(placeHandle(pane, toScreen(viewport, pane, from)));
    handles.turn.place(placeHandle(pane, toScreen(viewport, pane, to)));
    const distance = line.offset / length(line.normal);
    const angle = degrees(direction(line));
    handles.move.describe({
      now: distance,
      least: -Math.abs(distance),
      most: Math.abs(distance),
      text: `at ${formatNumber(from[0])}, ${formatNumber(from[1])}; ${formatNumber(Math.abs(distance))} from the origin`,
    });
    handles.turn.describe({ now: angle, least: -90, most: 90, text: `${formatNumber(angle)} degrees` });
  }
}
