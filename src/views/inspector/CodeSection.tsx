import type { ReactElement } from 'react';
import { codeEntries, type Network, unitAt } from '../../core/network';
import type { Clamp } from '../../core/network/held';
import { wholeUnit } from '../../state/clamps';
import type { LensState, LensStore, SessionState } from '../../state/types';
import { element, setText } from '../../ui/dom';
import { Help } from '../../ui/Help';
import { Section } from '../../ui/Section';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { gatedIndex, gatedUnitName, layerNumber, layoutOf, unitOf } from '../names';
import { type BarActions, type CodeBar, makeCodeBar, pieceName } from './codeBar';
import { makeUnitMenu } from './unitMenu';

const HINT = 'Point to light a unit, press to clamp.';

/** The shape that decides which bars there are: bars stay while only weights change. */
const shapeOf = (network: Network): string =>
  layoutOf(network)
    .gated.map(
      ({ layer, size, activation }) =>
        `${layerNumber(network, layer)}:${size}:${activation.slopes[0]}:${activation.thresholds.join()}`,
    )
    .join(';');

function mount(host: HTMLElement, store: LensStoreApi): Drawing {
  const bars = element('div', 'code-bars');
  const readout = element('p', 'readout num soft', HINT);
  const warning = element('p', 'on-boundary');
  host.append(warning, bars, readout);
  let shape = '';
  let rows: readonly CodeBar[] = [];
  const light = (unit: number | null): void => {
    const { session, actions } = store.getState();
    if (session.litUnit !== unit) actions.lightUnit(unit);
  };
  const menu = makeClampMenu(host, store);
  return {
    update({ lens, session }: LensStore): void {
      const { inspection, network, litUnit } = session;
      if (!inspection) return;
      const layout = layoutOf(network);
      if (shape !== shapeOf(network)) {
        shape = shapeOf(network);
        rows = layout.gated.map((gated) =>
          makeCodeBar(gated, { light, press: menu }, layerNumber(network, gated.layer)),
        );
        bars.replaceChildren(...rows.map(({ row }) => row));
      }
      const boundary = new Set(inspection.onBoundary.map(({ layer, unit }) => gatedIndex(layout, layer, unit) ?? -1));
      const entries = codeEntries(layout, inspection.code);
      const clamped = clampsOfPart(lens, session);
      rows.forEach((bar, i) => {
        const layer = layout.gated[i]?.layer ?? 1;
        bar.update(entries[i] ?? [], inspection.preActivations[layer - 1] ?? [], boundary, litUnit, clamped);
      });
      const names = inspection.onBoundary.map((unit) => unitOf(network, unit)).join(', ');
      warning.hidden = names === '';
      setText(warning, names && `On a boundary of ${names}: no code of its own. Shown is one of its sides.`);
      const lit = litUnit === null || litUnit >= layout.units ? null : unitAt(layout, litUnit);
      const bar = lit && rows[layout.gated.findIndex(({ layer }) => layer === lit.layer)];
      setText(readout, lit && bar ? bar.describe(lit.unit) : HINT);
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.network, session.litUnit];

/** Clamps of the units that are shown, by index among those of the part that is sliced. */
function clampsOfPart(lens: LensState, session: SessionState): ReadonlyMap<number, Clamp> {
  if (lens.clamps.length === 0) return NO_CLAMPS;
  const first = wholeUnit(session.whole.network, lens.space, 0);
  return new Map(lens.clamps.map(([unit, clamp]) => [unit - first, clamp]));
}

const NO_CLAMPS: ReadonlyMap<number, Clamp> = new Map();

/** Opens the menu of a unit given by its index among those of the part that is sliced. */
function makeClampMenu(host: HTMLElement, store: LensStoreApi): BarActions['press'] {
  let chosen = 0;
  const menu = makeUnitMenu(host, (clamp) => store.getState().actions.setClamp(chosen, clamp));
  return (unit, cell, bar) => {
    const { lens, session } = store.getState();
    const layout = layoutOf(session.network);
    const gated = layout.gated.find((each) => unit < each.firstUnit + each.size);
    if (!gated) return;
    chosen = wholeUnit(session.whole.network, lens.space, unit);
    const now = lens.clamps.find(([known]) => known === chosen)?.[1] ?? null;
    menu.open(gatedUnitName(layout, unit), cell, bar, [
      { text: `Clamp: ${pieceName(gated, 1)}`, clamp: 'on', chosen: now === 'on' },
      { text: `Clamp: ${pieceName(gated, 0)}`, clamp: 'off', chosen: now === 'off' },
      { text: 'Ablate: 0 for the next layer', clamp: 'ablated', chosen: now === 'ablated' },
      { text: 'Free', clamp: null, chosen: now === null },
    ]);
  };
}

/** The spline code at the point: a cell a unit, layer by layer. */
export function CodeSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section
      title="Spline code"
      aside={
        <Help term="Spline code">
          <p>
            For each unit, the piece of its activation that its pre-activation z falls in: for ReLU, 1 where z &gt; 0.
            All inputs with one code form one convex polytope, on which the network is affine.
          </p>
          <p>
            <code>s(x) = (1[z₁ &gt; 0], 1[z₂ &gt; 0], …)</code>
          </p>
          <p>Press a unit to clamp it: it then keeps one piece whatever z is and cuts nothing, or gives 0 (ablated).</p>
          <p>Filled cells are on, deeper where |z| is larger in its layer. Layers count from 1, units from 0.</p>
        </Help>
      }
    >
      <div ref={ref} className="code-host" />
    </Section>
  );
}
