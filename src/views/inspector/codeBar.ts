/** One layer's units as a bar of cells: what each unit's piece is, and a cursor that lights its boundary. */
import type { GatedLayer } from '../../core/network';
import type { Clamp } from '../../core/network/held';
import { element, setAttribute, setText } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { pieceName, sourceLabel, unitName } from '../names';
import { shortcutFor } from '../shortcuts';
import { watchHold } from './hold';

const MOST_COLUMNS = 32;
const LEVELS = 12;

/** `entries` and `values` have one entry a unit: its piece and its pre-activation. */
export interface CodeBarState {
  readonly entries: Uint8Array;
  readonly values: ArrayLike<number>;
  /** Units that the point is on the boundary of, by their index among all gated units; `lit` likewise. */
  readonly boundary: ReadonlySet<number>;
  readonly lit: number | null;
  /** Clamped units, by the same index. */
  readonly clamped: ReadonlyMap<number, Clamp>;
}

export interface CodeBar {
  readonly row: HTMLElement;
  update(state: CodeBarState): void;
  /** Words for one unit: L2·3, on, z = 0.3100. */
  describe(unit: number): string;
}

/** Cells a row: as even as can be, at most 32. */
export const barColumns = (size: number): number => Math.ceil(size / Math.ceil(size / MOST_COLUMNS));

/**
 * What a person does with units: points at one (null: at none), chooses one by a click or Enter, or asks for its menu (the
 * right button, a long press, or the key c).
 */
export interface UnitHandlers {
  readonly light: (unit: number | null) => void;
  readonly choose: (unit: number) => void;
  readonly menu: (unit: number, cell: HTMLElement, bar: HTMLElement) => void;
}

/**
 * Builds the bar of one gated layer. Handlers get the unit's index among all gated units; `number` is what the layer is
 * called.
 */
export function makeCodeBar(gated: GatedLayer, handlers: UnitHandlers, number = gated.layer): CodeBar {
  const row = element('div', 'code-row');
  const cells = Array.from({ length: gated.size }, (_, i) => {
    const cell = element('i', 'cell');
    cell.dataset.unit = String(i);
    return cell;
  });
  const bar = element('div', 'code-bar');
  bar.style.setProperty('--columns', String(barColumns(gated.size)));
  bar.append(...cells);
  const count = element('span', 'code-count num');
  row.append(element('span', 'code-label num soft', `L${number}`), bar, count);
  const states = new Int32Array(gated.size).fill(-1);
  let pieces: ArrayLike<number> = [];
  let z: ArrayLike<number> = [];
  let clamps: ReadonlyMap<number, Clamp> = new Map();
  const describe = (unit: number): string => {
    const clamp = clamps.get(gated.firstUnit + unit);
    const piece = clamp === 'ablated' ? clamp : pieceName(gated, pieces[unit] ?? 0);
    const held = clamp && clamp !== 'ablated' ? 'clamped ' : '';
    const name = gated.source ? sourceLabel(gated.source, unit) : unitName(number, unit);
    return `${name}, ${held}${piece}, z = ${formatNumber(z[unit] ?? 0)}`;
  };
  const cursor = addCursor(bar, gated, describe, handlers);
  addMenu(bar, cursor, (unit) => {
    const cell = cells[unit];
    if (cell) handlers.menu(gated.firstUnit + unit, cell, bar);
  });
  if (gated.source) row.title = gated.source.node;
  bar.setAttribute('aria-label', `Units of ${gated.source ? gated.source.node : `layer ${number}`}`);
  return {
    row,
    describe,
    update(state) {
      const { entries } = state;
      pieces = entries;
      z = state.values;
      if (clamps !== state.clamped) markClamps(cells, gated.firstUnit, state.clamped);
      clamps = state.clamped;
      paintCells(cells, states, gated.firstUnit, state);
      const on = entries.reduce((sum, piece) => sum + Number(piece === 1), 0);
      setText(count, gated.activation.thresholds.length === 1 ? `${on}/${gated.size}` : `${gated.size}`);
    },
  };
}

/**
 * `states` says what each cell shows in one number, 4 · ((LEVELS + 1) · piece + level) + 2 · boundary + lit, so that only
 * cells that change are touched; −1 before the first painting.
 */
function paintCells(
  cells: readonly HTMLElement[],
  states: Int32Array,
  firstUnit: number,
  { entries, values, boundary, lit }: CodeBarState,
): void {
  let top = 0;
  for (let i = 0; i < cells.length; i++) top = Math.max(top, Math.abs(values[i] ?? 0));
  cells.forEach((cell, i) => {
    const piece = entries[i] ?? 0;
    // The lowest piece is not filled: its level is not seen.
    const level = top > 0 && piece > 0 ? Math.ceil((Math.abs(values[i] ?? 0) / top) * LEVELS) : 0;
    const marks = 2 * Number(boundary.has(firstUnit + i)) + Number(lit === firstUnit + i);
    const state = 4 * ((LEVELS + 1) * piece + level) + marks;
    if (state === states[i]) return;
    states[i] = state;
    setAttribute(cell, 'data-piece', String(piece));
    cell.style.setProperty('--level', `${40 + Math.round((60 * level) / LEVELS)}%`);
    setAttribute(cell, 'data-boundary', marks & 2 ? '' : null);
    setAttribute(cell, 'data-lit', marks & 1 ? '' : null);
  });
}

/** Cells in the first line: under a finger there are fewer than `barColumns`. */
function shownColumns(bar: HTMLElement): number {
  const tops = Array.from(bar.children, (cell) => (cell as HTMLElement).offsetTop);
  return tops.filter((top) => top === tops[0]).length;
}

/** Arrow keys and pointer move one cursor over the cells; a slider is what carries such a cursor for every reader. */
function addCursor(
  bar: HTMLElement,
  gated: GatedLayer,
  describe: (unit: number) => string,
  { light, choose }: UnitHandlers,
): () => number {
  let cursor = 0;
  const move = (to: number): void => {
    cursor = Math.min(gated.size - 1, Math.max(0, to));
    bar.setAttribute('aria-valuenow', String(cursor));
    bar.setAttribute('aria-valuetext', describe(cursor));
    light(gated.firstUnit + cursor);
  };
  const fixed = { role: 'slider', tabindex: '0', 'aria-valuemin': '0' };
  for (const [name, value] of Object.entries(fixed)) bar.setAttribute(name, value);
  bar.setAttribute('aria-valuemax', String(gated.size - 1));
  bar.setAttribute('aria-valuenow', '0');
  const steps: Record<string, number> = { right: 1, left: -1 };
  const rows: Record<string, number> = { down: 1, up: -1 };
  const jumps: Record<string, number> = { first: 0, last: gated.size - 1 };
  bar.addEventListener('click', (event) => {
    if ((event.target as HTMLElement).dataset.unit !== undefined) choose(gated.firstUnit + cursor);
  });
  bar.addEventListener('keydown', (event) => {
    const key = shortcutFor('code', event) ?? '';
    if (key === 'choose') choose(gated.firstUnit + cursor);
    const step = steps[key] ?? (key in rows ? (rows[key] as number) * shownColumns(bar) : null);
    const to = jumps[key] ?? (step === null ? null : cursor + step);
    if (to === null) return;
    event.preventDefault();
    move(to);
  });
  const overCell = (event: PointerEvent): void => {
    const unit = (event.target as HTMLElement).dataset.unit;
    if (unit !== undefined) move(Number(unit));
  };
  bar.addEventListener('pointerover', overCell);
  bar.addEventListener('pointerdown', overCell);
  bar.addEventListener('focus', () => move(cursor));
  bar.addEventListener('blur', () => light(null));
  bar.addEventListener('pointerleave', (event) => {
    // A finger that lifts leaves at once; what it lit stays until the next touch.
    if (event.pointerType !== 'touch' && document.activeElement !== bar) light(null);
  });
  return () => cursor;
}

function markClamps(cells: readonly HTMLElement[], firstUnit: number, clamped: ReadonlyMap<number, Clamp>): void {
  cells.forEach((cell, i) => {
    setAttribute(cell, 'data-clamp', clamped.get(firstUnit + i) ?? null);
  });
}

/** The menu of the unit under the pointer or the finger, or at the cursor for the key c and the keyboard's menu key. */
function addMenu(bar: HTMLElement, cursor: () => number, open: (unit: number) => void): void {
  const openAt = (target: EventTarget | null): void => {
    const { unit } = (target as HTMLElement).dataset;
    open(unit === undefined ? cursor() : Number(unit));
  };
  const holds = watchHold(bar, openAt);
  bar.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    if (!holds()) openAt(event.target);
  });
  bar.addEventListener('keydown', (event) => {
    if (shortcutFor('code', event) !== 'menu') return;
    event.preventDefault();
    open(cursor());
  });
}
