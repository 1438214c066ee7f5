import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { LARGEST_SCALE } from '../../core/path';
import { isLarge } from '../../state/large';
import { SCALE_STEPS, scaledInput } from '../../state/scaling';
import type { LensStore } from '../../state/types';
import { boundedText, DataTable } from '../../ui/DataTable';
import { formatNumber } from '../../ui/format';
import { RangeInput } from '../../ui/RangeInput';
import { Select } from '../../ui/Select';
import { TableDetails } from '../../ui/TableDetails';
import type { LensStoreApi } from '../live';
import { layerNumber } from '../names';
import { useSlowly } from '../slice/useSlowly';
import { ScalingRunBar } from './ScalingRunBar';
import {
  angleNear,
  angleText,
  countText,
  crossingsUpTo,
  isLookedAt,
  MOST_CROSSINGS,
  type Scaled,
  scalableLayers,
  scaleColumns,
  scaleCrossingRows,
  scaled,
  scaledBy,
  scaleRows,
  scalingWords,
} from './scaling';
import { laterColour, ScalingCharts } from './scalingCharts';
import { useDark } from './useDark';
import './classes.css';
import './scaling.css';

const INTERVAL = 200;

/** Network and input change together: the inspection is of the network that is sliced. */
const inspectionOf = ({ session }: LensStore) => session.inspection;

const scalingOf = ({ session }: LensStore) => session.scaling;

const experimentsOf = ({ lens }: LensStore) => lens.experiments;

const settersOf = (store: LensStoreApi) => {
  const { setExperiments } = store.getState().actions;
  return {
    setLayer: (layer: number) => setExperiments({ layer }),
    setK: (scale: number) => setExperiments({ scale }),
  };
};

const CROSSING_COLUMNS = [
  { name: 'no.' },
  { name: 'k' },
  { name: 'unit', words: true },
  { name: 'change', words: true },
];

interface AtScale {
  readonly result: Scaled;
  readonly k: number;
  readonly dark: boolean;
}

function Figures({ result, k, dark, onPoint }: AtScale & { onPoint: (k: number | null) => void }): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const charts = useRef<ScalingCharts | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = new ScalingCharts(host.current, onPoint);
    charts.current = made;
    return () => made.dispose();
  }, [onPoint]);
  useEffect(() => charts.current?.update(result, dark), [result, dark]);
  useEffect(() => charts.current?.point(k), [k]);
  return <div ref={host} className="scaling-charts" />;
}

/** The angles at k: what the lines of the figure are called. */
function Angles({ result, k, dark }: AtScale): ReactElement {
  const { angles } = result;
  return (
    <ul className="scaling-key num">
      <li>{isLookedAt(result, k) ? countText(result, crossingsUpTo(result, k)) : '…'} crossings</li>
      {angles.map((angle, i) => (
        <li key={angle.name}>
          <svg width="14" height="8" aria-hidden="true">
            <line x1="0" x2="14" y1="4" y2="4" strokeWidth="2" stroke={laterColour(i, angles.length, dark)} />
          </svg>
          {angle.name} {isLookedAt(result, k) ? angleText(angleNear(angle, k)) : '…'}
        </li>
      ))}
    </ul>
  );
}

function Tables({ result }: { result: Scaled }): ReactElement {
  const { walk } = result;
  return (
    <div className="scaling-tables">
      <TableDetails name="Table of the scales">
        <DataTable caption="By k, angles in degrees" columns={scaleColumns(result)} rows={scaleRows(result)} />
      </TableDetails>
      {walk && (
        <TableDetails name="Table of the scales of crossings">
          <DataTable
            caption={boundedText(
              'first',
              Math.min(walk.scales.length, MOST_CROSSINGS),
              walk.scales.length,
              'crossings',
            )}
            columns={CROSSING_COLUMNS}
            rows={scaleCrossingRows({ walk })}
          />
        </TableDetails>
      )}
    </div>
  );
}

function ScaleSlider({ store, result, k }: { store: LensStoreApi; result: Scaled; k: number }): ReactElement {
  const { setK } = useMemo(() => settersOf(store), [store]);
  return (
    <div className="scaling-k">
      <span className="num">k = {formatNumber(k, 3)}</span>
      <RangeInput
        label="Scale k"
        value={k}
        min={0}
        max={LARGEST_SCALE}
        step={0.05}
        valueText={`k = ${formatNumber(k, 3)}, ${countText(result, crossingsUpTo(result, k))} crossings so far`}
        onDraft={setK}
        onCommit={setK}
      />
    </div>
  );
}

/** What is scaled now, and what is known of it: of a large network what a worker has seen when it was last asked. */
function useScaled(store: LensStoreApi) {
  const inspection = useSlowly(store, inspectionOf, INTERVAL);
  const { layer } = useStore(store, experimentsOf);
  const run = useStore(store, scalingOf);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the input is of the state that has this inspection and layer
  const input = useMemo(() => scaledInput(store.getState()), [store, inspection, layer]);
  const large = isLarge(store.getState().session.network);
  const here = useMemo(() => (input && !large ? scaled(input) : null), [input, large]);
  const aside = useMemo(() => (run?.look ? scaledBy(run, run.look, null) : null), [run]);
  return { input, large, run, result: large ? aside : here };
}

/** The activation of a layer at the selected input, multiplied by k: what the layers after it make of that. */
export function ScalingBody({ store }: { store: LensStoreApi }): ReactElement {
  const { input, large, run, result } = useScaled(store);
  const { scale } = useStore(store, experimentsOf);
  // What the pointer shows in passing is no setting.
  const [pointed, setPointed] = useState<number | null>(null);
  const k = pointed ?? scale;
  const { setLayer } = useMemo(() => settersOf(store), [store]);
  const dark = useDark();
  const { network } = store.getState().session;
  const options = scalableLayers(network);
  if (options.length === 0) return <p className="soft">The network has no gated units: nothing can be crossed.</p>;
  if (!input) return <p className="soft">There is no selected input yet.</p>;
  return (
    <div className="classes-body">
      <div className="scaling-controls">
        <Select
          label="Scale"
          value={input.layer}
          options={options}
          onChange={(value) => setLayer(layerNumber(network, 0) + value)}
        />
        {large && <ScalingRunBar store={store} run={run} input={input} />}
        {result && <ScaleSlider store={store} result={result} k={k} />}
        {result && <Angles result={result} k={k} dark={dark} />}
      </div>
      {large && !result && (
        <p className="soft">
          A network as large as this one is asked by a worker: a forward pass for each of {SCALE_STEPS + 1} values of k.
          They tell angles, and crossings at least; each crossing by itself would take hours.
        </p>
      )}
      {result && <Figures result={result} k={k} dark={dark} onPoint={setPointed} />}
      {result && <p className="scaling-words">{scalingWords(result)}</p>}
      {result && <Tables result={result} />}
    </div>
  );
}
