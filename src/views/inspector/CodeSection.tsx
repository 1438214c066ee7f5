import type { ReactElement } from 'react';
import { codeEntries, type GatedLayer, type Network, unitAt } from '../../core/network';
import { layerEntries } from '../../core/network/entries';
import type { LensStore } from '../../state/types';
import { CopyButton } from '../../ui/CopyButton';
import { element, setText } from '../../ui/dom';
import { Section } from '../../ui/Section';
import { TableDetails } from '../../ui/TableDetails';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { gatedIndex, layerNumber, layoutOf, namesOf } from '../names';
import { clampsOfPart, makeClampMenu } from './clampMenu';
import { type CodeBar, makeCodeBar, type UnitHandlers } from './codeBar';
import { MOST_CELLS, makeCodeSummary } from './codeSummary';
import { Margins } from './margins/Margins';
import { UnitTable } from './tables/late';
import './codeSummary.css';
import './codeTouch.css';

/** What a press on a cell does, in the words of the pointer at hand. */
function hint(colours: boolean): string {
  const touch = matchMedia('(pointer: coarse)').matches;
  return `${touch ? 'Tap' : 'Click'}: edit${colours ? ', colour by it' : ''}. ${touch ? 'Hold' : 'Right click or c'}: clamp.`;
}

/** Whether a chosen unit becomes the one that colours, too. */
const coloursByUnit = ({ lens }: LensStore): boolean => lens.colour === 'unitState' || lens.colour === 'preActivation';

/** The shape that decides which bars there are: bars stay while only weights change. */
const shapeOf = (network: Network): string =>
  layoutOf(network)
    .gated.map(
      ({ layer, size, activation, source }) =>
        `${layerNumber(network, layer)}:${source?.node ?? ''}:${size}:${activation.slopes[0]}:${activation.thresholds.join()}`,
    )
    .join(';');

const barFor = (gated: GatedLayer, handlers: UnitHandlers, number: number): CodeBar =>
  gated.size > MOST_CELLS ? makeCodeSummary(gated, number) : makeCodeBar(gated, handlers, number);

function mount(host: HTMLElement, store: LensStoreApi): Drawing {
  const bars = element('div', 'code-bars');
  const readout = element('p', 'readout num soft', hint(false));
  const warning = element('p', 'on-boundary');
  host.append(warning, bars, readout);
  let shape = '';
  let rows: readonly CodeBar[] = [];
  const light = (unit: number | null): void => {
    const { session, actions } = store.getState();
    if (session.litUnit !== unit) actions.lightUnit(unit);
  };
  const choose = (unit: number): void => {
    const state = store.getState();
    const { network } = state.session;
    const { layer, unit: place } = unitAt(layoutOf(network), unit);
    const chosen = { layer: layerNumber(network, layer), unit: place };
    state.actions.selectUnit(chosen);
    if (coloursByUnit(state)) state.actions.setColourUnit(chosen);
  };
  const handlers = { light, choose, menu: makeClampMenu(host, store) };
  return {
    update(state: LensStore): void {
      const { session } = state;
      const { inspection, network, litUnit } = session;
      if (!inspection) return;
      const layout = layoutOf(network);
      if (shape !== shapeOf(network)) {
        shape = shapeOf(network);
        rows = layout.gated.map((gated) => barFor(gated, handlers, layerNumber(network, gated.layer)));
        bars.replaceChildren(...rows.map(({ row }) => row));
      }
      const boundary = new Set(inspection.onBoundary.map(({ layer, unit }) => gatedIndex(layout, layer, unit) ?? -1));
      const clamped = clampsOfPart(state);
      rows.forEach((bar, i) => {
        const gated = layout.gated[i] as GatedLayer;
        const values = inspection.preActivations[gated.layer - 1] ?? [];
        bar.update({ entries: layerEntries(gated, inspection.code), values, boundary, lit: litUnit, clamped });
      });
      const names = namesOf(network, inspection.onBoundary);
      warning.hidden = names === '';
      setText(warning, names && `On a boundary of ${names}: no code of its own. Shown is one of its sides.`);
      const lit = litUnit === null || litUnit >= layout.units ? null : unitAt(layout, litUnit);
      const bar = lit && rows[layout.gated.findIndex(({ layer }) => layer === lit.layer)];
      setText(readout, lit && bar ? bar.describe(lit.unit) : hint(coloursByUnit(state)));
    },
  };
}

const watched = ({ session, lens }: LensStore): readonly unknown[] => [
  session.inspection,
  session.network,
  session.litUnit,
  lens.colour,
];

/** The spline code at the point: a cell a unit, layer by layer. */
export function CodeSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  const json = (): string | null => {
    const { inspection, network } = store.getState().session;
    return inspection && JSON.stringify(codeEntries(layoutOf(network), inspection.code));
  };
  return (
    <Section
      title="Spline code"
      aside={
        <>
          <CopyButton text={json} label="Copy the spline code as JSON">
            JSON
          </CopyButton>
          <TermHelp title="Spline code" terms={['splineCode', 'unit']} />
        </>
      }
    >
      <div ref={ref} className="code-host" />
      <Margins store={store} />
      <TableDetails name="Table of the units">
        <UnitTable store={store} />
      </TableDetails>
    </Section>
  );
}
