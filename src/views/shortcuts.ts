/** The keys of the page, in one table: handlers, tooltips and the list that “?” opens are made from it. */
import { COMMON_KEYS } from '../ui/commonKeys';
import { keyText, matchesKey } from '../ui/keys';
import type { STEP_FACTORS } from './keySteps';

/**
 * Where a key works: anywhere on the page, or on what has the focus: the slice, a handle, the picture to paint on, the cells
 * of the spline code, what else has a cursor (bars, matrices, lists, menus), the time slider, a field; or while something
 * is open over the page.
 */
export type KeyPlace = 'page' | 'slice' | 'handle' | 'paint' | 'code' | 'cursor' | 'time' | 'field' | 'open';

/** Keys that belong together, shown in one line: by the name of what each does, any of its keys, the first of them shown. */
export interface ShortcutRow {
  readonly what: string;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

const ARROWS = { left: ['ArrowLeft'], right: ['ArrowRight'], up: ['ArrowUp'], down: ['ArrowDown'] };

const ENDS = { first: ['Home'], last: ['End'] };

const arrows = (modifier: keyof typeof STEP_FACTORS): ShortcutRow['keys'] =>
  Object.fromEntries(
    Object.entries(ARROWS).map(([id, keys]) => [`${id}${modifier}`, keys.map((key) => `${modifier}+${key}`)]),
  );

export const SHORTCUTS: Readonly<Record<KeyPlace, readonly ShortcutRow[]>> = {
  page: [
    { what: 'Undo the last step', keys: { undo: ['Mod+z'] } },
    { what: 'Redo what was undone', keys: { redo: ['Mod+Shift+z', 'Mod+y'] } },
    { what: 'This list', keys: { help: ['?'] } },
  ],
  open: [{ what: 'Leave it', keys: { leave: COMMON_KEYS.leave } }],
  slice: [
    { what: 'Zoom in or out', keys: { in: ['+', '='], out: ['-', '\u2212', '_'] } },
    { what: 'Fit the domain', keys: { fitDomain: ['0'] } },
    { what: 'Fit the selected polytope', keys: { fitFace: ['f'] } },
    { what: 'Move the view', keys: ARROWS },
    { what: 'Pin the values under the pointer, or of the selected point', keys: { pin: ['p'] } },
    { what: 'Take the newest pin away', keys: { unpin: COMMON_KEYS.leave } },
  ],
  handle: [
    { what: 'Move by 1/100 of the view; turn by 1°', keys: ARROWS },
    { what: 'Move by 1/10', keys: arrows('Shift') },
    { what: 'Move by 1/1,000', keys: arrows('Alt') },
    { what: 'Move by 1/10,000', keys: arrows('Mod') },
    { what: 'Bring it into sight', keys: { reveal: ['Enter'] } },
    { what: 'Take a drag back', keys: { restore: ['Escape'] } },
  ],
  paint: [
    { what: 'Move by a cell', keys: ARROWS },
    { what: 'Move and paint', keys: arrows('Shift') },
    { what: 'Paint the cell', keys: { dab: [' ', 'Enter'] } },
    { what: 'Erase the cell', keys: { erase: ['Delete', 'Backspace'] } },
    { what: 'Take a stroke back', keys: { restore: ['Escape'] } },
  ],
  code: [
    { what: 'Move to another unit, lighting its boundary', keys: ARROWS },
    { what: 'First or last unit', keys: ENDS },
    { what: 'Select the unit, for its weights and the colours by it', keys: { choose: ['Enter'] } },
    { what: 'Clamp the unit on or off, or ablate it', keys: { menu: ['c'] } },
  ],
  cursor: [
    { what: 'Move by one, as far as it goes that way', keys: ARROWS },
    { what: 'First or last', keys: ENDS },
  ],
  time: [
    {
      what: 'One recorded step back or ahead',
      keys: { back: ['ArrowLeft', 'ArrowDown'], ahead: ['ArrowRight', 'ArrowUp'] },
    },
    { what: 'Ten recorded steps', keys: { farBack: ['PageDown'], farAhead: ['PageUp'] } },
    { what: 'First or last recorded step', keys: ENDS },
  ],
  field: [
    { what: 'Use what is typed', keys: { apply: COMMON_KEYS.apply } },
    { what: 'Use a table that is typed', keys: { use: ['Mod+Enter'] } },
    { what: 'Take back what is typed, or a slider that is held', keys: { restore: COMMON_KEYS.restore } },
  ],
};

/** The name of what a press does in a place; null when nothing. */
export function shortcutFor(place: KeyPlace, event: KeyboardEvent): string | null {
  for (const { keys } of SHORTCUTS[place])
    for (const [id, texts] of Object.entries(keys)) if (texts.some((text) => matchesKey(text, event))) return id;
  return null;
}

/** All keys of what is called `id`. Throws for a name that the table does not have. */
export function keysOf(place: KeyPlace, id: string): readonly string[] {
  const keys = SHORTCUTS[place].find((row) => id in row.keys)?.keys[id];
  if (!keys) throw new Error(`no shortcut ${id} in ${place}`);
  return keys;
}

/** “Undo (Ctrl+Z)”. */
export const withKey = (label: string, place: KeyPlace, id: string): string =>
  `${label} (${keyText(keysOf(place, id)[0] ?? '')})`;
