/** A list of polytopes to step into: one stop of the Tab key, arrow keys inside, Enter or a press steps. */
import { element, setAttribute, setText, setValue } from '../../../ui/dom';
import { shortcutFor } from '../../shortcuts';

export interface StepRow {
  readonly name: string;
  /** In full, read out and as the tooltip. */
  readonly title: string;
  /** Share of the bar's length in [0, 1]; null: no bar. */
  readonly bar: number | null;
  readonly value: string;
  readonly fullValue: string;
  readonly extra: string;
  readonly fullExtra: string;
}

export interface StepList {
  readonly node: HTMLElement;
  /** Shows other rows in nodes that stay, so that the focus does, too. */
  update(rows: readonly StepRow[]): void;
  /** Moves the focus to the first row, if it is in the list. */
  focusFirst(): void;
}

export interface StepListHost {
  readonly label: string;
  /** The row under the pointer or with the focus; null when there is none. */
  readonly onPoint: (row: number | null) => void;
  readonly onStep: (row: number) => void;
}

interface Parts {
  readonly item: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly name: HTMLElement;
  readonly bar: HTMLElement;
  readonly value: HTMLElement;
  readonly extra: HTMLElement;
}

function makeParts(): Parts {
  const item = element('li');
  const button = element('button', 'step-row');
  button.type = 'button';
  const name = element('span', 'num step-name');
  const track = element('span', 'bar-track');
  const bar = element('span', 'bar-fill');
  const value = element('span', 'num bar-value');
  const extra = element('span', 'num soft bar-value');
  track.append(bar);
  // Spaces are not drawn in a grid, but part the words for who is read them.
  button.append(name, ' ', track, value, ' ', extra);
  item.append(button);
  return { item, button, name, bar, value, extra };
}

function show({ button, name, bar, value, extra }: Parts, row: StepRow): void {
  setText(name, row.name);
  // What is seen is part of the name, so that the row can be asked for by it.
  const seen = [row.name, row.value, row.extra].filter((text) => text !== '').join(' ');
  setAttribute(button, 'aria-label', `${row.title}; ${seen}`);
  if (button.title !== row.title) button.title = row.title;
  bar.style.transform = `scaleX(${row.bar ?? 0})`;
  setAttribute(bar.parentElement as HTMLElement, 'data-empty', row.bar === null ? '' : null);
  setValue(value, row.value, row.fullValue);
  setValue(extra, row.extra, row.fullExtra);
}

/** Where a key leads from row `at` of `count`; null for other keys. `key`: its name in the table of shortcuts. */
export function nextRow(key: string | null, at: number, count: number): number | null {
  if (key === 'down') return Math.min(count - 1, at + 1);
  if (key === 'up') return Math.max(0, at - 1);
  if (key === 'first') return 0;
  return key === 'last' ? count - 1 : null;
}

class List implements StepList {
  readonly node = element('ul', 'step-list');
  private readonly parts: Parts[] = [];
  private count = 0;
  private current = 0;

  constructor(private readonly host: StepListHost) {
    this.node.setAttribute('aria-label', host.label);
    this.node.addEventListener('keydown', (event) => {
      const to = nextRow(shortcutFor('cursor', event), this.current, this.count);
      if (to === null) return;
      event.preventDefault();
      this.focus(to);
    });
    this.node.addEventListener('pointerleave', () => host.onPoint(this.focused() ? this.current : null));
  }

  update(rows: readonly StepRow[]): void {
    const had = this.focused();
    this.count = rows.length;
    while (this.parts.length < rows.length) this.add();
    this.parts.forEach((parts, i) => {
      const row = rows[i];
      parts.item.hidden = !row;
      if (row) show(parts, row);
    });
    this.mark(Math.max(0, Math.min(this.current, rows.length - 1)));
    if (had && rows.length > 0) this.focus(this.current);
    else if (had) this.host.onPoint(null);
  }

  focusFirst(): void {
    if (this.focused() && this.count > 0) this.focus(0);
  }

  private add(): void {
    const index = this.parts.length;
    const parts = makeParts();
    parts.button.addEventListener('pointerenter', () => this.host.onPoint(index));
    parts.button.addEventListener('focus', () => {
      this.mark(index);
      this.host.onPoint(index);
    });
    parts.button.addEventListener('blur', () => this.host.onPoint(null));
    parts.button.addEventListener('click', () => this.host.onStep(index));
    this.parts.push(parts);
    this.node.append(parts.item);
  }

  private focused(): boolean {
    return this.node.contains(document.activeElement);
  }

  /** The row that the Tab key comes to. */
  private mark(index: number): void {
    this.current = index;
    this.parts.forEach(({ button }, i) => {
      setAttribute(button, 'tabindex', i === index ? '0' : '-1');
    });
  }

  private focus(index: number): void {
    this.mark(index);
    const button = this.parts[index]?.button;
    if (document.activeElement === button) this.host.onPoint(index);
    else button?.focus();
  }
}

export const makeStepList = (host: StepListHost): StepList => new List(host);
