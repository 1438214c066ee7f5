/** The pre-activations at the point, a row of bars a layer, and the margin of the unit that is lit. */
import { type Network, unitAt, unitMargin } from '../../../core/network';
import type { LensStore } from '../../../state/types';
import { element, setText } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import type { Drawing, LensStoreApi } from '../../live';
import { layoutOf, unitName } from '../../names';
import { type MarginRow, makeMarginRow } from './marginRow';

const HINT = 'Point at a bar to read z and how far its boundary is.';

const shapeOf = (network: Network): string =>
  layoutOf(network)
    .gated.map(({ layer, size, activation }) => `${layer}:${size}:${activation.thresholds.join()}`)
    .join(';');

/** Two lines, “L2·3: z = 0.0514…” and “0.01076 to z = 0”, with both distances where the slice is not all there is. */
export function marginText({ network, slice, inspection, litUnit }: LensStore['session']): string {
  const layout = layoutOf(network);
  if (!inspection || litUnit === null || litUnit >= layout.units) return HINT;
  const unit = unitAt(layout, litUnit);
  const z = inspection.preActivations[unit.layer - 1]?.[unit.unit];
  if (z === undefined) return HINT;
  const { threshold, distance, distanceInSlice } = unitMargin(network, inspection.preActivations, unit, slice);
  const named = `${unitName(unit.layer, unit.unit)}: z = ${formatFull(z)}`;
  if (distance === Infinity) return `${named}\nthe same all around`;
  const where = `z = ${formatNumber(threshold)}`;
  if (network.inputSize <= 2) return `${named}\n${formatNumber(distance)} to ${where}`;
  const along = distanceInSlice === Infinity ? 'never in the slice' : `${formatNumber(distanceInSlice)} in the slice`;
  return `${named}\n${formatNumber(distance)} to ${where}, ${along}`;
}

/** `sorted`: bars from the largest z to the smallest, instead of in the order of the units. */
export const drawMargins =
  (sorted: boolean) =>
  (host: HTMLElement, store: LensStoreApi): Drawing => {
    const list = element('div', 'code-bars');
    const readout = element('p', 'readout num soft margin-readout', HINT);
    host.append(list, readout);
    let shape = '';
    let rows: readonly MarginRow[] = [];
    const light = (unit: number | null): void => {
      const { session, actions } = store.getState();
      if (session.litUnit !== unit) actions.lightUnit(unit);
    };
    return {
      update({ session }: LensStore): void {
        const { inspection, network, litUnit } = session;
        if (!inspection) return;
        const { gated } = layoutOf(network);
        if (shape !== shapeOf(network)) {
          shape = shapeOf(network);
          rows = gated.map((layer) => makeMarginRow(layer, light));
          list.replaceChildren(...rows.map(({ row }) => row));
        }
        rows.forEach((row, i) => {
          row.update(inspection.preActivations[(gated[i]?.layer ?? 1) - 1] ?? [], sorted, litUnit);
        });
        setText(readout, marginText(session));
      },
    };
  };
