/** A layer of a large network in the soft code: the expected number of its active units, in place of a bar a unit. */
import type { GatedLayer } from '../../../core/network';
import { element, setText } from '../../../ui/dom';
import { formatCount, formatPercent } from '../../../ui/format';
import type { SoftBars } from './softBars';

/** Builds the line of one gated layer; `name` and `title` as `makeSoftBars` has them. */
export function makeSoftSummary(gated: GatedLayer, { name, title }: { name: string; title: string }): SoftBars {
  const row = element('div', 'code-row code-summary');
  const text = element('span', 'num');
  const track = element('span', 'code-share');
  const fill = element('span');
  track.append(fill);
  const body = element('div', 'code-summary-body');
  body.append(text, track);
  const label = element('span', 'code-label num soft', name);
  label.title = title;
  row.append(label, body);
  return {
    row,
    update({ expected }) {
      const share = expected / gated.size;
      const count = `${formatCount(Math.round(expected))} of ${formatCount(gated.size)}`;
      setText(text, `${gated.source?.node ?? 'units'}: ${count} expected on`);
      text.title = formatPercent(share);
      fill.style.transform = `scaleX(${Math.min(1, share)})`;
    },
  };
}
