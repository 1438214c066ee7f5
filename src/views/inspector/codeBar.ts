/** One layer's units as a bar of cells: what each unit's piece is, and a cursor that lights its boundary. */
import type { GatedLayer } from '../../core/network';
import type { Clamp } from '../../core/network/held';
import { element, setAttribute, setText } from '../../ui/dom';
import { formatNumber } from '../../ui/format';
import { unitName } from '../names';

const MOST_COLUMNS = 32;
const LEVELS = 12;

export interface CodeBar {
  readonly row: HTMLElement;
  /** `entries` and `values` have one entry a unit: its piece and its pre-activation. `clamped`: by index among all. */
  update(
    entries: readonly number[],
    values: ArrayLike<number>,
    boundary: ReadonlySet<number>,
    lit: number | null,
    clamped: ReadonlyMap<number, Clamp>,
  ): void;
  /** Words for one unit: L2·3, on, z = 0.3100. */
  describe(unit: number): string;
}

/** Cells a row: as even as can be, at most 32. */
export const barColumns = (size: number): number => Math.ceil(size / Math.ceil(size / MOST_COLUMNS));

/** What a piece is called: on and off for two pieces that open at a threshold, a sign for |z|, else its number. */
export function pieceName({ activation }: Pick<GatedLayer, 'activation'>, piece: number): string {
  // A layer with ablated units has one piece more, which no pre-activation leads to.
  const pieces = activation.thresholds.length + 1;
  if (piece >= pieces) return 'ablated';
  if (pieces > 2) return `piece ${piece} of 0…${pieces - 1}`;
  if (activation.slopes[0] === -1) return piece ? 'positive' : 'negative';
  return piece ? 'on' : 'off';
}

export interface BarActions {
  readonly light: (unit: number | null) => void;
  /** A unit was pressed, or Enter on it: its cell, and the bar that has the focus. */
  readonly press: (unit: number, cell: HTMLElement, bar: HTMLElement) => void;
}

/**
 * Builds the bar of one gated layer. `light` gets the unit's index among all gated units, null when none is meant; `number`
 * is what the layer is called.
 */
export function makeCodeBar(gated: GatedLayer, { light, press }: BarActions, number = gated.layer): CodeBar {
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
  let pieces: readonly number[] = [];
  let z: ArrayLike<number> = [];
  let clamps: ReadonlyMap<number, Clamp> = new Map();
  const describe = (unit: number): string => {
    const clamp = clamps.get(gated.firstUnit + unit);
    const state = clamp === 'ablated' ? clamp : pieceName(gated, pieces[unit] ?? 0);
    return `${unitName(number, unit)}, ${clamp && clamp !== 'ablated' ? 'clamped ' : ''}${state}, z = ${formatNumber(z[unit] ?? 0)}`;
  };
  const cursor = addCursor(bar, gated, describe, light);
  addPress(bar, cells, gated.firstUnit, cursor, press);
  bar.setAttribute('aria-label', `Units of layer ${number}`);
  return {
    row,
    describe,
    update(entries, values, boundary, lit, clamped) {
      pieces = entries;
      z = values;
      clamps = clamped;
      paintCells(cells, gated, entries, values, boundary, lit);
      cells.forEach((cell, i) => {
        setAttribute(cell, 'data-clamp', clamped.get(gated.firstUnit + i) ?? null);
      });
      const on = entries.reduce((sum, piece) => sum + Number(piece === 1), 0);
      setText(count, gated.activation.thresholds.length === 1 ? `${on}/${gated.size}` : `${gated.size}`);
    },
  };
}

function paintCells(
  cells: readonly HTMLElement[],
  gated: GatedLayer,
  entries: readonly number[],
  values: ArrayLike<number>,
  boundary: ReadonlySet<number>,
  lit: number | null,
): void {
  let top = 0;
  for (let i = 0; i < cells.length; i++) top = Math.max(top, Math.abs(values[i] ?? 0));
  cells.forEach((cell, i) => {
    const level = top > 0 ? Math.ceil((Math.abs(values[i] ?? 0) / top) * LEVELS) : 0;
    setAttribute(cell, 'data-piece', String(entries[i] ?? 0));
    const share = `${40 + Math.round((60 * level) / LEVELS)}%`;
    if (cell.style.getPropertyValue('--level') !== share) cell.style.setProperty('--level', share);
    setAttribute(cell, 'data-boundary', boundary.has(gated.firstUnit + i) ? '' : null);
    setAttribute(cell, 'data-lit', lit === gated.firstUnit + i ? '' : null);
  });
}

/** Arrow keys and pointer move one cursor over the cells; a slider is what carries such a cursor for every reader. */
function addCursor(
  bar: HTMLElement,
  gated: GatedLayer,
  describe: (unit: number) => string,
  light: (unit: number | null) => void,
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
  const columns = barColumns(gated.size);
  const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
  const jumps: Record<string, number> = { Home: 0, End: gated.size - 1 };
  bar.addEventListener('keydown', (event) => {
    const to = jumps[event.key] ?? (event.key in steps ? cursor + (steps[event.key] as number) : null);
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

/** A click presses the unit under it, Enter the one under the cursor. */
function addPress(
  bar: HTMLElement,
  cells: readonly HTMLElement[],
  firstUnit: number,
  cursor: () => number,
  press: BarActions['press'],
): void {
  const pressUnit = (unit: number): void => {
    const cell = cells[unit];
    if (cell) press(firstUnit + unit, cell, bar);
  };
  bar.addEventListener('click', (event) => {
    const unit = (event.target as HTMLElement).dataset.unit;
    if (unit !== undefined) pressUnit(Number(unit));
  });
  bar.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    pressUnit(cursor());
  });
}
