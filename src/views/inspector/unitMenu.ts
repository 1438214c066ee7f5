/** The menu of one unit in the code bar: clamp it on or off, ablate it, free it. */
import type { Clamp } from '../../core/network/held';
import { element } from '../../ui/dom';
import { shortcutFor } from '../shortcuts';

export interface UnitChoice {
  readonly text: string;
  /** Null frees the unit. */
  readonly clamp: Clamp | null;
  readonly chosen: boolean;
}

export interface UnitMenu {
  /** Opens below a cell; `choose` gets what is pressed. The focus goes back to `opener` when it closes. */
  open(name: string, cell: HTMLElement, opener: HTMLElement, choices: readonly UnitChoice[]): void;
}

const MARGIN = 8;

function place(box: HTMLElement, cell: HTMLElement): void {
  const from = cell.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const left = Math.max(MARGIN, Math.min(from.left, window.innerWidth - width - MARGIN));
  const below = from.bottom + 4;
  box.style.left = `${left}px`;
  box.style.top = `${below + height + MARGIN > window.innerHeight ? Math.max(MARGIN, from.top - height - 4) : below}px`;
}

/** Arrow keys go round the items. */
function moveFocus(box: HTMLElement, event: KeyboardEvent): void {
  const key = shortcutFor('cursor', event);
  const step = key === 'down' ? 1 : key === 'up' ? -1 : 0;
  if (step === 0) return;
  const items = [...box.querySelectorAll<HTMLButtonElement>('.menu-item')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  items[(at + step + items.length) % items.length]?.focus();
  event.preventDefault();
}

/** Appends the menu's box to `host`. */
export function makeUnitMenu(host: HTMLElement, choose: (clamp: Clamp | null) => void): UnitMenu {
  const box = element('div', 'popover menu unit-menu');
  box.popover = 'auto';
  box.setAttribute('role', 'menu');
  host.append(box);
  let back: HTMLElement | null = null;
  box.addEventListener('keydown', (event) => moveFocus(box, event));
  box.addEventListener('toggle', (event) => {
    if (
      event.newState === 'closed' &&
      (document.activeElement === document.body || box.contains(document.activeElement))
    )
      back?.focus();
  });
  return {
    open(name, cell, opener, choices) {
      back = opener;
      box.setAttribute('aria-label', `Unit ${name}`);
      const items = choices.map(({ text, clamp, chosen }) => {
        const item = element('button', 'menu-item', text);
        item.type = 'button';
        item.setAttribute('role', 'menuitemradio');
        item.setAttribute('aria-checked', String(chosen));
        item.addEventListener('click', () => {
          box.hidePopover();
          choose(clamp);
        });
        return item;
      });
      box.replaceChildren(element('p', 'unit-menu-name num soft', name), ...items);
      box.showPopover();
      place(box, cell);
      (items.find((_, i) => choices[i]?.chosen) ?? items[0])?.focus();
    },
  };
}
