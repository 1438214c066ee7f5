/** Small cards that keep the values at places of the slice in sight: a dot at the place and a card beside it. */
import type { Point2 } from '../../state/types';
import { element, setText } from '../../ui/dom';
import type { PinsHost } from './latePins';
import { cardPlace, pinIsSeen } from './pinPlace';
import type { Pane } from './viewport';
import './pins.css';

/** Wider panes have a column of tools at their right edge, so wide. */
const NARROW = 560;
const TOOLS = 56;

class Pin {
  readonly node = element('div', 'slice-pin');
  readonly button = element('button', 'slice-pin-close');
  private readonly lines = element('div', 'slice-pin-lines num');
  private readonly card = element('div', 'slice-chip slice-pin-card');
  private text = '';
  private width = 0;

  constructor(number: number, remove: () => void) {
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', `Pin ${number}`);
    this.button.type = 'button';
    this.button.setAttribute('aria-label', `Remove pin ${number}`);
    this.button.title = `Remove pin ${number}`;
    this.button.textContent = '×';
    this.button.addEventListener('click', remove);
    this.card.append(this.lines, this.button);
    this.node.append(element('span', 'slice-pin-dot num', String(number)), this.card);
  }

  draw(lines: readonly string[], place: Point2, pane: Pane): void {
    const seen = pinIsSeen(place, pane);
    this.node.hidden = !seen;
    if (!seen) return;
    const [x, y] = place;
    this.node.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
    this.write(lines);
    const { left, up } = cardPlace(place, pane, this.width, pane.width > NARROW ? TOOLS : 4);
    this.node.classList.toggle('up', up);
    this.card.style.left = `${left.toFixed(0)}px`;
  }

  private write(lines: readonly string[]): void {
    const text = lines.join('\n');
    if (text === this.text) return;
    this.text = text;
    while (this.lines.childElementCount > lines.length) this.lines.lastElementChild?.remove();
    lines.forEach((line, i) => {
      const known = this.lines.children[i] as HTMLElement | undefined;
      if (known) setText(known, line);
      else this.lines.append(element('div', '', line));
    });
    this.width = this.card.offsetWidth;
  }
}

export class Pins {
  private readonly pins: Pin[] = [];

  constructor(
    private readonly layer: HTMLElement,
    private readonly host: PinsHost,
  ) {}

  draw(places: readonly Point2[]): void {
    while (this.pins.length < places.length) this.add();
    while (this.pins.length > places.length) this.drop();
    places.forEach((place, i) => {
      this.pins[i]?.draw(this.host.lines(place), this.host.screenOf(place), this.host.pane());
    });
  }

  private add(): void {
    const index = this.pins.length;
    const pin = new Pin(index + 1, () => this.host.store().actions.removePin(index));
    this.pins.push(pin);
    this.layer.append(pin.node);
  }

  /** The focus goes to the pin before, or to the picture. */
  private drop(): void {
    const pin = this.pins.pop();
    if (!pin) return;
    const focused = pin.node.contains(document.activeElement);
    pin.node.remove();
    if (!focused) return;
    const before = this.pins[this.pins.length - 1];
    if (before && !before.node.hidden) before.button.focus({ preventScroll: true });
    else this.host.focus();
  }

  destroy(): void {
    for (const { node } of this.pins) node.remove();
    this.pins.length = 0;
  }
}
