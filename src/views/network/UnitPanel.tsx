import { type ReactElement, useState } from 'react';
import { useStore } from 'zustand';
import type { Network, UnitRef } from '../../core/network';
import { GRAPH_WEIGHTS, hasFixedWeights } from '../../state/graphs/words';
import type { LensStore } from '../../state/types';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { unitLabel } from '../names';
import { useSlowly } from '../slice/useSlowly';
import { UnitClamp } from './UnitClamp';
import { sliderReach, sourceName, type UnitWeights, unitWeights } from './unitWeights';
import { WeightRow } from './WeightRow';

/** Weights that are shown at a time. */
const PAGE = 8;

const networkOf = ({ session }: LensStore): Network => session.whole.network;

const HELP = <TermHelp title="A unit’s weights" terms={['unitWeights']} />;

function UnitChoice({ store, network, unit }: { store: LensStoreApi; network: Network; unit: UnitRef | null }) {
  const { selectUnit } = store.getState().actions;
  const layerName = (i: number): string => (i + 1 === network.layers.length ? 'Outputs' : `Layer ${i + 1}`);
  const size = unit ? (network.layers[unit.layer - 1]?.outputSize ?? 1) : 1;
  const check = (value: number): string | null =>
    Number.isInteger(value) && value >= 0 && value < size ? null : `0 … ${size - 1}`;
  return (
    <div className="unit-choice">
      <select
        className="select"
        aria-label="Layer of the unit"
        value={unit?.layer ?? 0}
        onChange={(event) => {
          const layer = Number(event.currentTarget.value);
          selectUnit(layer > 0 ? { layer, unit: 0 } : null);
        }}
      >
        <option value={0}>None</option>
        {network.layers.map((layer, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name
          <option key={i} value={i + 1}>
            {layerName(i)} ({layer.outputSize})
          </option>
        ))}
      </select>
      {unit && (
        <>
          <NumberField
            label="Unit"
            hideLabel
            value={unit.unit}
            check={check}
            onCommit={(next) => selectUnit({ ...unit, unit: next })}
          />
          <IconButton
            icon="left"
            label="Unit before"
            disabled={unit.unit === 0}
            onClick={() => selectUnit({ ...unit, unit: unit.unit - 1 })}
          />
          <IconButton
            icon="right"
            label="Next unit"
            disabled={unit.unit + 1 >= size}
            onClick={() => selectUnit({ ...unit, unit: unit.unit + 1 })}
          />
        </>
      )}
    </div>
  );
}

interface TableProps {
  readonly unit: UnitRef;
  readonly values: UnitWeights;
  readonly reach: number;
  readonly onChange: (values: UnitWeights) => void;
}

function WeightTable({ unit, values, reach, onChange }: TableProps): ReactElement {
  const { weights, bias } = values;
  const [first, setFirst] = useState(0);
  const from = first < weights.length ? first : 0;
  const shown = weights.slice(from, from + PAGE);
  return (
    <>
      <ul className="weight-rows">
        {shown.map((value, k) => {
          const index = from + k;
          const short = sourceName(unit.layer, index);
          return (
            <WeightRow
              key={`${unit.layer}.${unit.unit}.${index}`}
              name={`Weight from ${short}`}
              short={short}
              value={value}
              reach={reach}
              onChange={(next) => onChange({ bias, weights: weights.map((w, i) => (i === index ? next : w)) })}
            />
          );
        })}
        <WeightRow
          key={`${unit.layer}.${unit.unit}.bias`}
          name="Bias"
          short="bias"
          value={bias}
          reach={reach}
          onChange={(next) => onChange({ weights, bias: next })}
        />
      </ul>
      {weights.length > PAGE && (
        <div className="weight-pages">
          <Button kind="quiet" disabled={from === 0} onClick={() => setFirst(Math.max(0, from - PAGE))}>
            Before
          </Button>
          <span className="soft num">
            {from + 1}–{from + shown.length} of {weights.length}
          </span>
          <Button kind="quiet" disabled={from + PAGE >= weights.length} onClick={() => setFirst(from + PAGE)}>
            Next
          </Button>
        </div>
      )}
    </>
  );
}

/** The weights of one unit, by slider or typed. */
export function UnitPanel({ store }: { store: LensStoreApi }): ReactElement {
  const unit = useStore(store, ({ session }) => session.selectedUnit);
  const network = useSlowly(store, networkOf);
  const values = unit && !hasFixedWeights(network) ? unitWeights(network, unit) : null;
  const { setUnitWeights } = store.getState().actions;
  return (
    <Section title="Unit" aside={HELP}>
      <UnitChoice store={store} network={network} unit={unit} />
      {unit && <UnitClamp store={store} network={network} unit={unit} />}
      {unit && values ? (
        <WeightTable
          unit={unit}
          values={values}
          reach={sliderReach(network, unit.layer)}
          onChange={({ weights, bias }) => setUnitWeights(unit, weights, bias)}
        />
      ) : (
        <p className="soft">
          {hasFixedWeights(network)
            ? unit
              ? `${unitLabel(network, unit.layer, unit.unit)}. ${GRAPH_WEIGHTS}`
              : 'Choose a unit here or in the spline code, to name it and to clamp it.'
            : 'Choose a unit here, or click one in the spline code, to change its weights.'}
        </p>
      )}
    </Section>
  );
}
