/** A handle over the slice: dragged with any pointer, moved with the arrow keys, read out as a slider. */
import type { Point2 } from '../../state/types';
import { element, oncePerFrame, setAttribute } from '../../ui/dom';
import { shortcutFor } from '../shortcuts';
import { arrowStep, type HandlePlace } from './handleLayout';
import type { Viewport } from './viewport';

export interface HandleHost {
  readonly viewport: () => Viewport;
  /** Slice coordinates under a pointer position in the window. */
  readonly sliceAt: (clientX: number, clientY: number) => Point2;
  readonly screenOf: (point: Point2) => Point2;
  readonly current: () => Point2;
  /** Called at most once a frame while dragging, and at each key press. */
  readonly onMove: (point: Point2) => void;
  /** Enter: bring the point into sight. */
  readonly onReveal: () => void;
  /** A drag begins, ends, or is taken back: one step of the history. */
  readonly gesture: { begin(): void; commit(): void; cancel(): void };
  /** What arrow keys do instead of moving it: a direction, and 1, 10 (Shift), 0.1 (Alt) or 0.01 (Ctrl) of a step. */
  readonly onStep?: (direction: Point2, factor: number) => void;
  /** Moves along p alone, as on the graph of a function. */
  readonly horizontal?: boolean;
}

export interface Handle {
  readonly element: HTMLElement;
  readonly dragging: () => boolean;
  place(place: HandlePlace): void;
  /** `now`, `least`, `most`: the first coordinate, for assistive technology; `text` says both. */
  describe(value: { readonly now: number; readonly least: number; readonly most: number; readonly text: string }): void;
  destroy(): void;
}

/** Pointer dragging: keeps where the ring was grabbed, restores the start on Escape. */
class Drag {
  private start: Point2 | null = null;
  private grab: Point2 = [0, 0];
  private newest: Point2 = [0, 0];
  private waiting = false;
  private readonly send = oncePerFrame(() => this.deliver());

  constructor(
    private readonly node: HTMLElement,
    private readonly host: HandleHost,
  ) {
    node.addEventListener('pointerdown', (event) => this.begin(event));
    node.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      node.addEventListener(name, () => this.end());
  }

  running(): boolean {
    return this.start !== null;
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0 || this.start) return;
    this.host.gesture.begin();
    this.start = this.host.current();
    const under = this.host.sliceAt(event.clientX, event.clientY);
    const [x, y] = this.host.screenOf(this.start);
    const [ux, uy] = this.host.screenOf(under);
    // A handle waiting at the pane's edge is far from its point: then the point comes to the pointer.
    const near = Math.hypot(x - ux, y - uy) < 40;
    this.grab = near ? [x - ux, y - uy] : [0, 0];
    this.node.setPointerCapture(event.pointerId);
    this.node.classList.add('dragging');
    this.node.focus({ preventScroll: true });
    event.preventDefault();
    event.stopPropagation();
  }

  private move(event: PointerEvent): void {
    if (!this.start) return;
    this.newest = this.host.sliceAt(event.clientX + this.grab[0], event.clientY + this.grab[1]);
    this.waiting = true;
    this.send();
  }

  private deliver(): void {
    if (!this.start) return;
    this.waiting = false;
    this.host.onMove(this.host.horizontal ? [this.newest[0], this.start[1]] : this.newest);
  }

  private end(): void {
    if (!this.start) return;
    if (this.waiting) this.deliver();
    this.stop();
    this.host.gesture.commit();
  }

  private stop(): void {
    this.send.cancel();
    this.waiting = false;
    this.start = null;
    this.node.classList.remove('dragging');
  }

  /** Back to where the drag began. */
  restore(): boolean {
    if (!this.start) return false;
    this.stop();
    this.host.gesture.cancel();
    return true;
  }
}

/** `key`: its name in the table of shortcuts. */
function moveByKey(key: string, host: HandleHost): boolean {
  const arrow = arrowStep(key);
  if (!arrow) return false;
  const { direction, factor } = arrow;
  if (host.onStep) {
    host.onStep(direction, factor);
    return true;
  }
  const step = (host.viewport().span / 100) * factor;
  const [p, q] = host.current();
  host.onMove([p + direction[0] * step, host.horizontal ? q : q + direction[1] * step]);
  return true;
}

/** Appends a handle to `layer`. `label` names it; `className` distinguishes its looks. */
export function createHandle(layer: HTMLElement, label: string, className: string, host: HandleHost): Handle {
  const node = element('div', `slice-handle ${className}`);
  node.append(element('span', 'slice-ring'));
  const fixed = { role: 'slider', tabindex: '0', 'aria-label': label, 'aria-roledescription': 'point' };
  for (const [name, value] of Object.entries(fixed)) node.setAttribute(name, value);
  layer.append(node);
  const drag = new Drag(node, host);
  node.addEventListener('keydown', (event) => {
    const key = shortcutFor('handle', event);
    if (key === null) return;
    if (key === 'reveal') host.onReveal();
    const used = key === 'reveal' || (key === 'restore' && drag.restore()) || moveByKey(key, host);
    if (!used) return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    element: node,
    dragging: () => drag.running(),
    place({ x, y, outside, side }) {
      node.style.transform = `translate(${x.toFixed(2)}px, ${y.toFixed(2)}px)`;
      node.classList.toggle('outside', outside);
      node.classList.toggle('label-left', side === 'left');
    },
    describe({ now, least, most, text }) {
      setAttribute(node, 'aria-valuemin', String(Math.min(least, now)));
      setAttribute(node, 'aria-valuemax', String(Math.max(most, now)));
      setAttribute(node, 'aria-valuenow', String(now));
      setAttribute(node, 'aria-valuetext', text);
    },
    destroy: () => {
      drag.restore();
      const focused = node === document.activeElement;
      node.remove();
      // The focus stays with the points of the view.
      if (focused) layer.querySelector<HTMLElement>('.slice-handle')?.focus({ preventScroll: true });
    },
  };
}
