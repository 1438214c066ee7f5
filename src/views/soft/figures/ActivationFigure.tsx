import { type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { piecewiseLinear } from '../../../core/network';
import { betaOf } from '../../../core/soft';
import type { LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { DataTable } from '../../../ui/DataTable';
import { GroupedSelect } from '../../../ui/GroupedSelect';
import { TableDetails } from '../../../ui/TableDetails';
import { TermHelp } from '../../help/TermHelp';
import { ACCOMPANIES, type Drawing, type LensStoreApi, READ_AT_REST, useDrawing } from '../../live';
import { LiveSlider, type SliderSpec } from '../../planes/LiveSlider';
import { useSlowly } from '../../slice/useSlowly';
import {
  betaChange,
  betaName,
  type Choice,
  choiceGroups,
  curveColumns,
  curveRows,
  factsOf,
  shownOf,
  specText,
  validChoice,
} from './activation';
import { ActivationChart } from './activationChart';
import { createFacts } from './facts';
import '../../charts/charts.css';
import '../../planes/planes.css';
import './figures.css';

const watched = ({ lens, session }: LensStore): readonly unknown[] => [lens.soft, session.network];

const networkOf = ({ session }: LensStore) => session.network;
const softOf = ({ lens }: LensStore) => lens.soft;

const mountCurve =
  (choice: Choice) =>
  (host: HTMLElement): Drawing => {
    const chart = new ActivationChart(host, 'Pieces and spline');
    return {
      update: (state) => chart.update(shownOf(state, choice)),
      dispose: () => chart.dispose(),
    };
  };

const mountFacts =
  (choice: Choice) =>
  (host: HTMLElement): Drawing => {
    const facts = createFacts(host);
    return { update: (state) => facts(factsOf(shownOf(state, choice))) };
  };

function sliderOf(store: LensStoreApi, choice: Choice): SliderSpec {
  return {
    label: 'β',
    name: 'β of the activation’s gate',
    unit: '',
    steps: 200,
    range: () => [0, 1],
    read: (state) => betaOf(shownOf(state, choice).gate.eta),
    write: (beta) => writeBeta(store, choice, beta),
    watched,
  };
}

function writeBeta(store: LensStoreApi, choice: Choice, beta: number): void {
  const state = store.getState();
  state.actions.setSoft(betaChange(state.lens.soft, shownOf(state, choice).layer, beta));
}

const NAMED = [
  { beta: 0, text: '0 uniform' },
  { beta: 0.5, text: '½ posterior' },
  { beta: 1, text: '1 hard' },
] as const;

function Key({ pieces, gelu }: { pieces: number; gelu: boolean }): ReactElement {
  const rows = [
    { name: 'pieces', line: 'soft-piece' },
    { name: 'spline (hard)', line: 'soft-hard' },
    { name: 'soft', line: 'soft-soft' },
    ...(gelu ? [{ name: 'GELU', line: 'soft-gelu' }] : []),
    { name: pieces === 2 ? 't, the second piece’s' : 't of each piece', line: 'soft-gate' },
    { name: 'entropy of its most', line: 'soft-entropy' },
  ];
  return (
    <ul className="soft-key">
      {rows.map(({ name, line }) => (
        <li key={name}>
          <svg width="18" height="8" aria-hidden="true">
            <path className={line} d={line === 'soft-entropy' ? 'M0,8V2H18V8Z' : 'M0,4H18'} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** One activation: its max-affine pieces, the spline that is their largest, and what a gate of slope η makes of them. */
export function ActivationFigure({ store }: { store: LensStoreApi }): ReactElement {
  const network = useSlowly(store, networkOf, 250);
  const [wanted, setChoice] = useState<Choice>('layer:0');
  const choice = validChoice(network, wanted);
  const { curve, facts, slider } = useMemo(
    () => ({ curve: mountCurve(choice), facts: mountFacts(choice), slider: sliderOf(store, choice) }),
    [store, choice],
  );
  const curveRef = useDrawing<HTMLDivElement>(store, curve, watched, ACCOMPANIES);
  const factsRef = useDrawing<HTMLDivElement>(store, facts, watched, READ_AT_REST);
  // Only what changes with the choice: the gate is drawn without React.
  const { spec } = shownOf(store.getState(), choice);
  const isRelu = ['relu', 'gelu', 'swish', 'softplus'].includes(spec.name);
  const pieces = piecewiseLinear(spec).slopes.length;
  return (
    <section className="soft-figure" aria-label="Pieces of an activation">
      <div className="soft-figure-head">
        <GroupedSelect label="Activation" value={choice} groups={choiceGroups(network)} onChange={setChoice} />
        <TermHelp title="Pieces of an activation" terms={['activationPieces', 'softGap']} />
      </div>
      <div className="soft-beta">
        <LiveSlider store={store} spec={slider} />
        <NamedBetas store={store} choice={choice} />
      </div>
      <div ref={curveRef} className="soft-host" />
      <div ref={factsRef} />
      <Key pieces={pieces} gelu={isRelu} />
      <TableDetails name="Table of the activation">
        <CurveTable store={store} choice={choice} />
      </TableDetails>
    </section>
  );
}

function NamedBetas({ store, choice }: { store: LensStoreApi; choice: Choice }): ReactElement {
  const now = useStore(store, (state) =>
    NAMED.findIndex(({ beta }) => beta === betaOf(shownOf(state, choice).gate.eta)),
  );
  return (
    <div className="soft-named">
      {NAMED.map(({ beta, text }, i) => (
        <Button
          key={beta}
          kind="quiet"
          aria-pressed={i === now}
          title={`β = ${beta}: ${betaName(beta)}`}
          onClick={() => writeBeta(store, choice, beta)}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}

function CurveTable({ store, choice }: { store: LensStoreApi; choice: Choice }): ReactElement {
  useSlowly(store, softOf);
  const shown = shownOf(store.getState(), choice);
  return (
    <DataTable
      caption={`${specText(shown.spec)}, entropy in nats`}
      columns={curveColumns(shown.spec)}
      rows={curveRows(shown)}
    />
  );
}
