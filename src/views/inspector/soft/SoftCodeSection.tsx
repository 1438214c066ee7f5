import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { type Network, unitAt } from '../../../core/network';
import { layerEntries } from '../../../core/network/entries';
import { isInspectedAside } from '../../../state/large';
import { type SoftPoint, softHamming, softPoint } from '../../../state/softInspection';
import type { LensStore } from '../../../state/types';
import { CopyButton } from '../../../ui/CopyButton';
import { boundedText, DataTable } from '../../../ui/DataTable';
import { element, setText, setValue } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import { Section } from '../../../ui/Section';
import { TableDetails } from '../../../ui/TableDetails';
import { TermHelp } from '../../help/TermHelp';
import { type Drawing, type LensStoreApi, READ_AT_REST, useDrawing } from '../../live';
import { layerNumber, layoutOf } from '../../names';
import { type FilledRow, makeFilledRow } from '../barRow';
import { MOST_CELLS } from '../codeSummary';
import { makeFact } from '../facts';
import { softWatched, useResting } from './resting';
import { makeSoftBars, type SoftBars } from './softBars';
import { makeSoftSummary } from './softSummary';
import { gateWords, layerName, softUnitRows, unitWords } from './softWords';

const HINT = 't, the probability of being on, over the hard code; orange: they disagree.';
const HINT_PIECES = 'Probability of each piece but the first, over the hard code; orange: they disagree.';

/** Outputs of the soft network that a line holds. */
const LINE = 4;

/** The shape that decides which bars there are, and what they are called. */
const shapeOf = ({ network, pass, gates }: SoftPoint): string =>
  pass.codes
    .map(
      ({ layer, size, pieces }) => `${layerName(network, layer)}:${size}:${pieces}:${JSON.stringify(gates[layer - 1])}`,
    )
    .join(';');

/** Units that are not on their first piece. */
function hardOn(network: Network, code: Uint32Array): number {
  let on = 0;
  for (const gated of layoutOf(network).gated) for (const piece of layerEntries(gated, code)) on += Number(piece > 0);
  return on;
}

function makeFacts() {
  const list = element('dl', 'facts');
  const facts = {
    entropy: makeFact('Entropy of the code'),
    active: makeFact('Expected active units'),
    hamming: makeFact('A to B, Σ |t − t′|'),
    // The section above has the hard network's.
    output: makeFact('Output of the soft network'),
  };
  list.append(facts.output.row, facts.entropy.row, facts.active.row, facts.hamming.row);
  const update = (point: SoftPoint, state: LensStore): void => {
    const { entropy, most, active, network, hard, pass } = point;
    facts.entropy.set(
      `${formatNumber(entropy.total)} of ${formatNumber(most.total)} nats`,
      `${formatFull(entropy.total)} nats; all codes alike would have ${formatFull(most.total)}`,
    );
    const on = hardOn(network, hard.code);
    facts.active.set(`${formatNumber(active.total)}, hard ${on}`, formatFull(active.total));
    const outputs = Array.from(pass.output);
    const shown = outputs.slice(0, LINE).map((value) => formatNumber(value));
    facts.output.set(`${shown.join(', ')}${outputs.length > LINE ? ', …' : ''}`, outputs.map(formatFull).join(', '));
    const distance = softHamming(state);
    facts.hamming.show(distance !== null);
    if (distance !== null) facts.hamming.set(formatNumber(distance), formatFull(distance));
  };
  return { list, update };
}

function drawEntropies(rows: readonly FilledRow[], { network, pass, entropy, most }: SoftPoint): void {
  rows.forEach(({ name, value, fill }, l) => {
    const [own, top] = [entropy.layers[l] ?? 0, most.layers[l] ?? 0];
    setText(name, layerName(network, pass.codes[l]?.layer ?? 1));
    fill(top > 0 ? own / top : 0);
    setValue(
      value,
      `${formatNumber(own, 3)} / ${formatNumber(top, 3)}`,
      `${formatFull(own)} of at most ${formatFull(top)} nats`,
    );
  });
}

function makeBars(point: SoftPoint, store: LensStoreApi): SoftBars[] {
  const { network, pass, gates } = point;
  const describe = (unit: number): string => {
    const now = softPoint(store.getState());
    return now ? unitWords(now, unit) : '';
  };
  const light = (unit: number | null): void => {
    const { session, actions } = store.getState();
    if (session.litUnit !== unit) actions.lightUnit(unit);
  };
  const choose = (unit: number): void => {
    const { session, actions } = store.getState();
    const { layer, unit: place } = unitAt(layoutOf(session.network), unit);
    actions.selectUnit({ layer: layerNumber(session.network, layer), unit: place });
  };
  return layoutOf(network).gated.map((gated, l) => {
    const gate = gates[gated.layer - 1];
    const title = gate ? gateWords(network, gated.layer, gate) : '';
    const name = layerName(network, gated.layer);
    if (gated.size > MOST_CELLS && isInspectedAside(network)) return makeSoftSummary(gated, { name, title });
    return makeSoftBars(gated, pass.codes[l]?.pieces ?? 2, { name, title, describe, light, choose });
  });
}

function mount(host: HTMLElement, store: LensStoreApi): Drawing {
  const bars = element('div', 'code-bars');
  const readout = element('p', 'readout num soft soft-readout');
  const facts = makeFacts();
  const heading = element('p', 'step-title soft', 'Entropy by layer, of at most (nats)');
  const entropies = element('ul', 'bar-rows soft-entropies');
  host.append(bars, readout, facts.list, heading, entropies);
  let shape = '';
  let rows: readonly SoftBars[] = [];
  let layers: readonly FilledRow[] = [];
  return {
    update(state: LensStore): void {
      const point = softPoint(state);
      if (!point) return;
      const { network, pass, hard, active } = point;
      if (shape !== shapeOf(point)) {
        shape = shapeOf(point);
        rows = makeBars(point, store);
        layers = pass.codes.map(() => makeFilledRow());
        bars.replaceChildren(...rows.map(({ row }) => row));
        entropies.replaceChildren(...layers.map(({ row }) => row));
      }
      const { litUnit } = state.session;
      const { gated } = layoutOf(network);
      const hint = pass.codes.some(({ pieces }) => pieces > 2) ? HINT_PIECES : HINT;
      rows.forEach((row, l) => {
        const code = pass.codes[l];
        const own = gated[l];
        if (!code || !own) return;
        const expected = active.layers[l] ?? 0;
        const count = `${formatNumber(expected, 3)}/${code.size}`;
        const summed = isInspectedAside(network) && code.size > MOST_CELLS;
        row.update({ code, hard: summed ? [] : layerEntries(own, hard.code), lit: litUnit, active: count, expected });
      });
      facts.update(point, state);
      drawEntropies(layers, point);
      setText(readout, litUnit === null || litUnit >= layoutOf(network).units ? hint : unitWords(point, litUnit));
    },
  };
}

const watched = (state: LensStore): readonly unknown[] => [...softWatched(state), state.session.litUnit];

function SoftUnits({ store }: { store: LensStoreApi }): ReactElement | null {
  const point = useResting(store, softPoint);
  if (!point) return null;
  const rows = softUnitRows(point);
  const { lightUnit } = store.getState().actions;
  return (
    <DataTable
      caption={`${boundedText('first', rows.length, layoutOf(point.network).units, 'units')}; t: probability of being on, or of each piece`}
      columns={['unit', 't', 'hard', 'z', 'hard z', 'entropy'].map((name) => ({
        name,
        words: name === 'unit' || name === 'hard',
      }))}
      rows={rows}
      action={{
        title: 'Light the unit’s boundary',
        onChoose: (key) => lightUnit(Number(key)),
        onPoint: (key) => lightUnit(key === null ? null : Number(key)),
      }}
    />
  );
}

/** The soft code at the point as bars beside the hard one, its entropy, and the expected number of active units. */
export function SoftCodeSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched, READ_AT_REST);
  const large = useStore(store, ({ session }) => isInspectedAside(session.network));
  const json = (): string | null => {
    const point = softPoint(store.getState());
    return (
      point &&
      JSON.stringify(
        point.pass.codes.map(({ size, pieces, probabilities }) =>
          Array.from({ length: size }, (_, j) => {
            const p = Array.from(probabilities.subarray(j * pieces, (j + 1) * pieces));
            return pieces === 2 ? p[1] : p;
          }),
        ),
      )
    );
  };
  return (
    <Section
      title="Soft code"
      aside={
        <>
          {!large && (
            <CopyButton text={json} label="Copy the soft code as JSON">
              JSON
            </CopyButton>
          )}
          <TermHelp title="Soft code" terms={['softCode', 'codeEntropy']} />
        </>
      }
    >
      <div ref={ref} className="code-host" />
      <TableDetails name="Table of the soft code">
        <SoftUnits store={store} />
      </TableDetails>
    </Section>
  );
}
