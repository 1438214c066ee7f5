/** A matrix as a small picture with a cursor: colour for the eye, the value in words under pointer and arrow keys. */
import { element, pixelContext } from '../../ui/dom';
import { isDark } from '../live';
import { palette } from '../palette';
import { shortcutFor } from '../shortcuts';

export interface HeatCanvas {
  readonly canvas: HTMLCanvasElement;
  /** Paints `values` (rows × cols, row-major from `offset`), full colour at ±`limit`. */
  paint(values: ArrayLike<number>, offset: number, limit: number): void;
}

export interface HeatShape {
  readonly rows: number;
  readonly cols: number;
  readonly label: string;
}

const STEPS = 127;
const tables = new Map<boolean, Uint32Array>();

/** 2·127 + 1 colours of the theme's diverging scale, as the four bytes of a pixel. */
function colourTable(): Uint32Array {
  const dark = isDark();
  const known = tables.get(dark);
  if (known) return known;
  const { diverging } = palette({ dark });
  const bytes = new Uint8Array(4 * (2 * STEPS + 1)).fill(255);
  for (let i = 0; i <= 2 * STEPS; i++) bytes.set(diverging((i - STEPS) / STEPS), 4 * i);
  const fresh = new Uint32Array(bytes.buffer);
  tables.set(dark, fresh);
  return fresh;
}

/** `onCell` gets the cell under pointer or cursor (row, column), null when it leaves. It returns the words for it. */
export function makeHeatCanvas(
  shape: HeatShape,
  onCell: (cell: readonly [number, number] | null) => string,
): HeatCanvas {
  const { rows, cols } = shape;
  const canvas = element('canvas', 'heat');
  canvas.width = cols;
  canvas.height = rows;
  addHeatCursor(canvas, shape, onCell);
  const context = pixelContext(canvas);
  const image = context?.createImageData(cols, rows);
  const pixels = image ? new Uint32Array(image.data.buffer) : new Uint32Array();
  return {
    canvas,
    paint(values, offset, limit) {
      if (!context || !image) return;
      const table = colourTable();
      const scale = limit > 0 ? STEPS / limit : 0;
      for (let i = 0; i < pixels.length; i++) {
        const t = Math.round(Math.min(STEPS, Math.max(-STEPS, (values[offset + i] as number) * scale))) || 0;
        pixels[i] = table[STEPS + t] as number;
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/** Where an arrow key leads from cell `at`; null for other keys. `key`: its name in the table of shortcuts. */
export function nextCell(key: string | null, at: number, rows: number, cols: number): number | null {
  const row = Math.floor(at / cols);
  const col = at % cols;
  if (key === 'right') return row * cols + Math.min(cols - 1, col + 1);
  if (key === 'left') return row * cols + Math.max(0, col - 1);
  if (key === 'down') return Math.min(rows - 1, row + 1) * cols + col;
  if (key === 'up') return Math.max(0, row - 1) * cols + col;
  if (key === 'first') return 0;
  return key === 'last' ? rows * cols - 1 : null;
}

function addHeatCursor(
  canvas: HTMLCanvasElement,
  { rows, cols, label }: HeatShape,
  onCell: (cell: readonly [number, number] | null) => string,
): void {
  let at = 0;
  const set = (name: string, value: string): void => canvas.setAttribute(name, value);
  set('role', 'slider');
  set('tabindex', '0');
  set('aria-label', label);
  set('aria-valuemin', '0');
  set('aria-valuemax', String(rows * cols - 1));
  set('aria-valuenow', '0');
  const move = (to: number): void => {
    at = to;
    const words = onCell([Math.floor(at / cols), at % cols]);
    set('aria-valuenow', String(at));
    set('aria-valuetext', words);
  };
  canvas.addEventListener('keydown', (event) => {
    const to = nextCell(shortcutFor('cursor', event), at, rows, cols);
    if (to === null) return;
    event.preventDefault();
    move(to);
  });
  canvas.addEventListener('pointermove', (event) => {
    const box = canvas.getBoundingClientRect();
    const col = Math.floor(((event.clientX - box.left) / box.width) * cols);
    const row = Math.floor(((event.clientY - box.top) / box.height) * rows);
    if (col >= 0 && row >= 0 && col < cols && row < rows) move(row * cols + col);
  });
  canvas.addEventListener('focus', () => move(at));
  canvas.addEventListener('blur', () => onCell(null));
  canvas.addEventListener('pointerleave', () => onCell(null));
}
