/** A layer of very many units in the code: how many are on each piece, in place of a cell a unit. */
import type { GatedLayer } from '../../core/network';
import { element, setText } from '../../ui/dom';
import { formatCount, formatNumber, formatPercent } from '../../ui/format';
import { pieceName, sourceLabel, unitName } from '../names';
import type { CodeBar, CodeBarState } from './codeBar';

/** Units of a layer up to which each has a cell. */
export const MOST_CELLS = 512;

/** Builds the line of one gated layer; `number` is what the layer is called. */
export function makeCodeSummary(gated: GatedLayer, number = gated.layer): CodeBar {
  const row = element('div', 'code-row code-summary');
  const name = gated.source?.node ?? `layer ${number}`;
  const text = element('span', 'num');
  const track = element('span', 'code-share');
  const fill = element('span');
  track.append(fill);
  const body = element('div', 'code-summary-body');
  body.append(text, track);
  row.append(element('span', 'code-label num soft', `L${number}`), body);
  row.title = name;
  let state: CodeBarState | null = null;
  return {
    row,
    describe(unit) {
      const label = gated.source ? sourceLabel(gated.source, unit) : unitName(number, unit);
      const piece = pieceName(gated, state?.entries[unit] ?? 0);
      return `${label}, ${piece}, z = ${formatNumber(state?.values[unit] ?? 0)}`;
    },
    update(next) {
      state = next;
      let on = 0;
      for (const piece of next.entries) if (piece > 0) on++;
      const what = gated.activation.thresholds.length === 1 ? pieceName(gated, 1) : 'above the lowest piece';
      setText(text, `${name}: ${formatCount(on)} ${what} of ${formatCount(gated.size)}`);
      text.title = formatPercent(on / gated.size);
      fill.style.transform = `scaleX(${on / gated.size})`;
    },
  };
}
