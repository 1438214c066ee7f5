import { type ReactElement, useMemo, useState } from 'react';
import { layerEntries } from '../../../core/network/entries';
import { gatedCount, type Network } from '../../../core/network/network';
import { element, setText } from '../../../ui/dom';
import { formatNumber } from '../../../ui/format';
import { Segmented } from '../../../ui/Segmented';
import { makeHeatCanvas } from '../../inspector/heatCanvas';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { layoutOf, sourceLabel } from '../../names';
import { shortcutFor } from '../../shortcuts';
import { mosaicOf } from './mosaic';

type Shown = 'values' | 'pieces';

const OPTIONS = [
  { value: 'values', text: 'z', title: 'Pre-activations at the selected point' },
  { value: 'pieces', text: 'on / off', title: 'Which piece each unit is on' },
] as const;

/** Draws the units of a layer of the whole network; `shown` decides what of them. */
function unitsDrawing(network: Network, number: number, shown: Shown) {
  return (host: HTMLElement, store: LensStoreApi): Drawing => {
    const layer = network.layers[number - 1];
    const { source } = layer ?? {};
    if (!layer || !source) return { update: () => undefined };
    const mosaic = mosaicOf(source, gatedCount(layer));
    const readout = element('p', 'readout num soft', 'Point at a unit; click selects it.');
    let values: ArrayLike<number> = [];
    let chosen = -1;
    const heat = makeHeatCanvas({ ...mosaic, label: `Units of ${source.node}` }, (cell) => {
      chosen = cell ? (mosaic.units[cell[0] * mosaic.cols + cell[1]] ?? -1) : -1;
      const words = chosen < 0 ? '–' : `${sourceLabel(source, chosen)}: ${formatNumber(values[chosen] ?? 0)}`;
      setText(readout, words);
      return words;
    });
    const choose = (): void => {
      if (chosen >= 0) store.getState().actions.selectUnit({ layer: number, unit: chosen });
    };
    heat.canvas.addEventListener('click', choose);
    heat.canvas.addEventListener('keydown', (event) => shortcutFor('code', event) === 'choose' && choose());
    host.append(heat.canvas, readout);
    return {
      update({ session: { inspection, network: part } }) {
        const at = number - (part.layersBefore ?? 0);
        if (!inspection || at < 1) {
          setText(readout, 'Before the layer that is sliced.');
          return;
        }
        const layout = layoutOf(part);
        const index = layout.gated.findIndex((gated) => gated.layer === at);
        const z = inspection.preActivations[at - 1] ?? [];
        const own = layout.gated[index];
        const entries = own ? layerEntries(own, inspection.code) : new Uint8Array(0);
        values = shown === 'values' ? z : entries;
        let limit = shown === 'values' ? 0 : 1;
        if (shown === 'values') for (const unit of mosaic.units) limit = Math.max(limit, Math.abs(z[unit] ?? 0));
        const valueAt = (unit: number): number =>
          shown === 'values' ? (z[unit] ?? 0) : (entries[unit] ?? 0) > 0 ? 1 : -1;
        heat.paint(
          Float64Array.from(mosaic.units, (unit) => (unit < 0 ? 0 : valueAt(unit))),
          0,
          limit,
        );
      },
    };
  };
}

const watched = ({ session }: Parameters<Drawing['update']>[0]): readonly unknown[] => [
  session.inspection,
  session.network,
];

function Picture({ store, network, number, shown }: NodeUnitsProps & { readonly shown: Shown }): ReactElement {
  const mount = useMemo(() => unitsDrawing(network, number, shown), [network, number, shown]);
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return <div ref={ref} className="node-picture" />;
}

interface NodeUnitsProps {
  readonly store: LensStoreApi;
  readonly network: Network;
  /** The layer, from 1 in the whole network. */
  readonly number: number;
}

/** The units of a gated node at the selected point: a picture a channel. */
export function NodeUnits(props: NodeUnitsProps): ReactElement {
  const [shown, setShown] = useState<Shown>('values');
  return (
    <div className="node-units">
      <Segmented label="Units show" hideLabel value={shown} options={OPTIONS} onChange={setShown} />
      <Picture key={`${props.number} ${shown}`} {...props} shown={shown} />
    </div>
  );
}
