/** One layer's soft code as bars on SVG: the taller, the likelier the unit is off its first piece; below each its hard piece. */
import type { GatedLayer } from '../../../core/network';
import type { SoftLayer } from '../../../core/soft';
import { element, setAttribute, setText } from '../../../ui/dom';
import { shortcutFor } from '../../shortcuts';
import {
  BELOW,
  barsPath,
  groundPath,
  likeliestPiece,
  marksPath,
  ROW,
  STEP,
  softColumns,
  unitPath,
} from './softBarPaths';

const SVG = 'http://www.w3.org/2000/svg';

export interface SoftBarsState {
  readonly code: SoftLayer;
  /** Pieces of the hard code. */
  readonly hard: ArrayLike<number>;
  /** Expected number of active units. */
  readonly expected: number;
  /** Index among all gated units; null: none is lit. */
  readonly lit: number | null;
  readonly active: string;
}

export interface SoftBarsHost {
  /** `L1`, and how its units are softened. */
  readonly name: string;
  readonly title: string;
  readonly light: (unit: number | null) => void;
  readonly choose: (unit: number) => void;
  /** Words for a unit, by its index among all gated ones. */
  readonly describe: (unit: number) => string;
}

export interface SoftBars {
  readonly row: HTMLElement;
  update(state: SoftBarsState): void;
}

function makePath(svg: SVGElement, className: string): SVGPathElement {
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('class', className);
  svg.append(path);
  return path;
}

/** The drawing of a layer, and what fills it. */
function makePicture(grid: Grid, pieces: number) {
  const { size, columns, rows, firstUnit } = grid;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${columns * STEP} ${rows * ROW - BELOW}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  makePath(svg, 'soft-ground').setAttribute('d', groundPath(size, columns));
  const lit = makePath(svg, 'soft-lit');
  const levels = Array.from({ length: pieces - 1 }, (_, i) => makePath(svg, `soft-bar piece-${Math.min(2, i + 1)}`));
  const off = makePath(svg, 'soft-hard off');
  const on = makePath(svg, 'soft-hard on');
  const other = makePath(svg, 'soft-hard other');
  const update = ({ code, hard, lit: at }: SoftBarsState): void => {
    for (const [i, path] of levels.entries()) setAttribute(path, 'd', barsPath(code, i + 1, columns));
    const differs = (j: number): boolean => likeliestPiece(code, j) !== hard[j];
    setAttribute(
      off,
      'd',
      marksPath(size, columns, (j) => hard[j] === 0 && !differs(j)),
    );
    setAttribute(
      on,
      'd',
      marksPath(size, columns, (j) => hard[j] !== 0 && !differs(j)),
    );
    setAttribute(other, 'd', marksPath(size, columns, differs));
    const unit = at === null ? -1 : at - firstUnit;
    setAttribute(lit, 'd', unit >= 0 && unit < size ? unitPath(unit, columns) : '');
  };
  return { svg, update };
}

/** Builds the bars of one gated layer. */
export function makeSoftBars({ size, firstUnit }: GatedLayer, pieces: number, host: SoftBarsHost): SoftBars {
  const columns = softColumns(size);
  const grid: Grid = { size, firstUnit, columns, rows: Math.ceil(size / columns) };
  const row = element('div', 'code-row soft-row');
  const label = element('span', 'code-label num soft', host.name);
  label.title = host.title;
  const bars = element('div', 'soft-bars');
  bars.style.height = `${grid.rows * ROW - BELOW}px`;
  const picture = makePicture(grid, pieces);
  bars.append(picture.svg);
  const count = element('span', 'code-count num');
  row.append(label, bars, count);
  addCursor(bars, grid, host);
  return {
    row,
    update(state) {
      picture.update(state);
      setText(count, state.active);
    },
  };
}

interface Grid {
  readonly size: number;
  readonly firstUnit: number;
  readonly columns: number;
  readonly rows: number;
}

/** One cursor for pointer and arrow keys, as the spline code's bar has it. */
function addCursor(bars: HTMLElement, { size, firstUnit, columns, rows }: Grid, host: SoftBarsHost): void {
  let cursor = 0;
  const move = (to: number): void => {
    cursor = Math.min(size - 1, Math.max(0, to));
    bars.setAttribute('aria-valuenow', String(cursor));
    bars.setAttribute('aria-valuetext', host.describe(firstUnit + cursor));
    host.light(firstUnit + cursor);
  };
  const fixed = {
    role: 'slider',
    tabindex: '0',
    'aria-valuemin': '0',
    'aria-valuemax': String(size - 1),
    'aria-valuenow': '0',
  };
  for (const [name, value] of Object.entries(fixed)) bars.setAttribute(name, value);
  bars.setAttribute('aria-label', `Soft code of ${host.name}`);
  const steps: Record<string, number> = { right: 1, left: -1, down: columns, up: -columns };
  const jumps: Record<string, number> = { first: 0, last: size - 1 };
  bars.addEventListener('keydown', (event) => {
    const key = shortcutFor('code', event) ?? '';
    if (key === 'choose') host.choose(firstUnit + cursor);
    const step = steps[key];
    const to = jumps[key] ?? (step === undefined ? null : cursor + step);
    if (to === null) return;
    event.preventDefault();
    move(to);
  });
  const point = (event: PointerEvent): void => {
    const { left, top, width, height } = bars.getBoundingClientRect();
    const column = Math.min(columns - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * columns)));
    const line = Math.min(rows - 1, Math.max(0, Math.floor(((event.clientY - top) / height) * rows)));
    const unit = line * columns + column;
    if (unit < size && (unit !== cursor || event.type === 'pointerdown' || document.activeElement !== bars)) move(unit);
  };
  bars.addEventListener('pointermove', point);
  bars.addEventListener('pointerdown', point);
  bars.addEventListener('click', () => host.choose(firstUnit + cursor));
  bars.addEventListener('focus', () => move(cursor));
  bars.addEventListener('blur', () => host.light(null));
  bars.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch' && document.activeElement !== bars) host.light(null);
  });
}
