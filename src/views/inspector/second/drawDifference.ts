/** What of the comparison waits until a drag rests: the maps, and the units by name. */
import type { LensStore } from '../../../state/types';
import { element, setAttribute, setText } from '../../../ui/dom';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import type { Drawing, LensStoreApi } from '../../live';
import { shortcutFor } from '../../shortcuts';
import { makeFact } from '../facts';
import { type DifferingUnit, difference } from './comparison';

/** Where a key leads from item `at` of `count` in a row that wraps; null for other keys. `key`: its name in the table of shortcuts. */
export function nextItem(key: string | null, at: number, count: number): number | null {
  if (key === 'right' || key === 'down') return Math.min(count - 1, at + 1);
  if (key === 'left' || key === 'up') return Math.max(0, at - 1);
  if (key === 'first') return 0;
  return key === 'last' ? count - 1 : null;
}

/** Units as small buttons that light their boundaries: one stop of the Tab key, arrow keys inside. */
class UnitChips {
  readonly node = element('div', 'unit-chips');
  private readonly chips: HTMLButtonElement[] = [];
  private units: readonly DifferingUnit[] = [];
  private current = 0;

  constructor(private readonly light: (unit: number | null) => void) {
    this.node.setAttribute('role', 'group');
    this.node.setAttribute('aria-label', 'Units in which the codes differ');
    this.node.addEventListener('keydown', (event) => {
      const to = nextItem(shortcutFor('cursor', event), this.current, this.units.length);
      if (to === null) return;
      event.preventDefault();
      this.mark(to);
      this.chips[to]?.focus();
    });
    this.node.addEventListener('pointerleave', () => {
      if (!this.node.contains(document.activeElement)) light(null);
    });
  }

  update(units: readonly DifferingUnit[]): void {
    this.units = units;
    while (this.chips.length < units.length) this.add();
    this.chips.forEach((chip, i) => {
      const unit = units[i];
      chip.hidden = !unit;
      if (!unit) return;
      setText(chip, unit.name);
      if (chip.title !== unit.title) chip.title = unit.title;
      setAttribute(chip, 'aria-label', `${unit.name}: ${unit.title}`);
    });
    this.mark(Math.max(0, Math.min(this.current, units.length - 1)));
  }

  private add(): void {
    const index = this.chips.length;
    const chip = element('button', 'unit-link num');
    chip.type = 'button';
    const light = (): void => this.light(this.units[index]?.unit ?? null);
    chip.addEventListener('pointerenter', light);
    chip.addEventListener('click', light);
    chip.addEventListener('focus', () => {
      this.mark(index);
      light();
    });
    chip.addEventListener('blur', () => this.light(null));
    this.chips.push(chip);
    this.node.append(chip);
  }

  private mark(index: number): void {
    this.current = index;
    this.chips.forEach((chip, i) => {
      setAttribute(chip, 'tabindex', i === index ? '0' : '-1');
    });
  }
}

/** ‖A − A′‖_F and the units in which the codes of A and B differ. */
export function drawDifference(host: HTMLElement, store: LensStoreApi): Drawing {
  const facts = element('dl', 'facts');
  const maps = makeFact('Maps ‖A − A′‖');
  maps.row.firstElementChild?.append(element('sub', '', 'F'));
  facts.append(maps.row);
  const which = element('p', 'soft small');
  const warning = element('p', 'on-boundary');
  const chips = new UnitChips((unit) => {
    const { session, actions } = store.getState();
    if (session.litUnit !== unit) actions.lightUnit(unit);
  });
  const more = element('p', 'soft small');
  host.append(facts, which, warning, chips.node, more);
  return {
    update(state: LensStore): void {
      const found = difference(state);
      host.hidden = !found;
      if (!found) return;
      const { maps: distance, rows } = found;
      if (distance === null) maps.set('…', 'the rows of the maps are being computed');
      else maps.set(formatNumber(distance), formatFull(distance));
      // Of a large network a few rows of the map are computed, not all of them.
      which.hidden = rows.length === 0;
      setText(which, `of the ${rows.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}, the largest outputs at A`);
      warning.hidden = found.onBoundary === '';
      setText(warning, found.onBoundary);
      chips.update(found.units);
      const rest = found.moreUnits > 0 ? `and ${formatCount(found.moreUnits)} more units` : '';
      setText(more, found.units.length === 0 ? 'A and B lie in one polytope.' : rest);
    },
  };
}
