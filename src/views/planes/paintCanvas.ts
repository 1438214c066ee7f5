/** The picture that is painted on: pointer strokes, and a cursor of one cell for the keyboard. */
import { selectedValues, writtenOut } from '../../state/slices/points';
import type { LensStore } from '../../state/types';
import { element, oncePerFrame, setText } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { drawGrey } from '../grey';
import { type Drawing, gestureOf, type LensStoreApi } from '../live';
import { shortcutFor } from '../shortcuts';
import { type Brush, dab, type Image, type Place, stroke } from './brush';
import { paintNotice } from './paintNotice';

const ARROWS: Readonly<Record<string, Place>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

const middle = ([column, row]: Place): Place => [column + 0.5, row + 0.5];

/** What a pad is made of, in the order in which it is laid out. */
function makeNodes(host: HTMLElement, { width, height }: Image) {
  const board = element('div', 'paint-board');
  const canvas = element('canvas', 'paint-canvas');
  const cursor = element('span', 'paint-cursor');
  const readout = element('p', 'readout num soft');
  board.tabIndex = 0;
  board.setAttribute('role', 'application');
  board.setAttribute('aria-roledescription', 'picture to paint on');
  board.setAttribute('aria-label', `The selected input, ${width} by ${height} cells`);
  board.style.setProperty('--columns', String(width));
  board.style.setProperty('--rows', String(height));
  board.style.aspectRatio = `${width} / ${height}`;
  canvas.setAttribute('aria-hidden', 'true');
  cursor.setAttribute('aria-hidden', 'true');
  readout.setAttribute('aria-live', 'polite');
  board.append(canvas, cursor);
  host.append(board, readout);
  return { board, canvas, cursor, readout };
}

export class PaintCanvas implements Drawing {
  private readonly nodes;
  /** The values while a stroke is under way; the store's answer takes their place when it is over. */
  private painted: Float64Array | null = null;
  /** The newest values on their way into the store. */
  private sent: Promise<void> = Promise.resolve();
  /** What a stroke does to the plane is said once for each picture that is opened. */
  private said = false;
  private last: Place = [0, 0];
  private cell: Place;
  private readonly send = oncePerFrame(() => this.deliver());

  constructor(
    host: HTMLElement,
    private readonly store: LensStoreApi,
    private readonly image: Image,
    private readonly brush: () => Brush,
  ) {
    this.nodes = makeNodes(host, image);
    this.cell = [image.width >> 1, image.height >> 1];
    const { board } = this.nodes;
    board.addEventListener('pointerdown', (event) => this.begin(event));
    board.addEventListener('pointermove', (event) => this.move(event));
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      board.addEventListener(name, () => this.end());
    board.addEventListener('keydown', (event) => this.key(event));
  }

  update(state: LensStore): void {
    const values = this.painted ?? selectedValues(state);
    if (values.length !== this.image.width * this.image.height) return;
    drawGrey(this.nodes.canvas, values, this.image);
    const [column, row] = this.cell;
    this.nodes.cursor.style.translate = `${100 * column}% ${100 * row}%`;
    const value = values[row * this.image.width + column] ?? 0;
    setText(this.nodes.readout, `row ${row}, column ${column}: ${formatNumber(value, 3)}`);
  }

  dispose(): void {
    this.send.cancel();
  }

  private placeOf({ clientX, clientY }: PointerEvent): Place {
    const { left, top, width, height } = this.nodes.canvas.getBoundingClientRect();
    return [((clientX - left) / width) * this.image.width, ((clientY - top) / height) * this.image.height];
  }

  private pointTo([x, y]: Place): void {
    const within = (value: number, size: number): number => Math.min(size - 1, Math.max(0, Math.floor(value)));
    this.cell = [within(x, this.image.width), within(y, this.image.height)];
  }

  private begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    const x = selectedValues(this.store.getState());
    this.nodes.board.setPointerCapture(event.pointerId);
    gestureOf(this.store).begin();
    this.painted = x.slice();
    this.last = this.placeOf(event);
    this.pointTo(this.last);
    dab(this.painted, this.image, this.last, this.brush());
    event.preventDefault();
    this.nodes.board.focus({ preventScroll: true });
    this.send();
  }

  private move(event: PointerEvent): void {
    if (!this.painted) return;
    const place = this.placeOf(event);
    stroke(this.painted, this.image, this.last, place, this.brush());
    this.last = place;
    this.pointTo(place);
    this.send();
  }

  private end(): void {
    if (!this.painted) return;
    this.send.cancel();
    this.deliver();
    this.painted = null;
    void this.sent.then(gestureOf(this.store).commit);
  }

  private deliver(): void {
    if (this.painted) this.put(this.painted);
    this.update(this.store.getState());
  }

  private put(values: Float64Array): void {
    const { actions, lens, session } = this.store.getState();
    const notice = this.said ? null : paintNotice(lens.slice, session.data);
    this.sent = actions.setInput(writtenOut(values));
    if (!notice) return;
    this.said = true;
    void this.sent.then(() => actions.notify('info', notice));
  }

  /** Arrows move the cursor, with Shift they paint; Space paints, Delete erases; Escape takes a stroke back. */
  private key(event: KeyboardEvent): void {
    const key = shortcutFor('paint', event);
    const arrow = ARROWS[key?.replace('Shift', '') ?? ''];
    const { tool } = this.brush();
    if (arrow) {
      this.pointTo([this.cell[0] + arrow[0] + 0.5, this.cell[1] + arrow[1] + 0.5]);
      if (key?.endsWith('Shift')) this.touch(tool);
    } else if (key === 'dab') this.touch(tool);
    else if (key === 'erase') this.touch('erase');
    else if (key === 'restore' && this.painted) this.restore();
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.update(this.store.getState());
  }

  private touch(tool: Brush['tool']): void {
    const values = selectedValues(this.store.getState());
    dab(values, this.image, middle(this.cell), { ...this.brush(), tool });
    this.put(values);
  }

  /** Takes the stroke back, once what is on its way has arrived. */
  private restore(): void {
    this.send.cancel();
    this.painted = null;
    void this.sent.then(gestureOf(this.store).cancel);
  }
}
