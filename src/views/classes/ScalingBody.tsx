import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { LARGEST_SCALE } from '../../core/path';
import { refusal } from '../../state/refusal';
import type { LensStore } from '../../state/types';
import { boundedText, DataTable } from '../../ui/DataTable';
import { formatCount, formatNumber } from '../../ui/format';
import { RangeInput } from '../../ui/RangeInput';
import { Select } from '../../ui/Select';
import { TableDetails } from '../../ui/TableDetails';
import type { LensStoreApi } from '../live';
import { layerNumber } from '../names';
import { useSlowly } from '../slice/useSlowly';
import {
  angleNear,
  angleText,
  crossingsUpTo,
  MOST_CROSSINGS,
  type Scaled,
  scalableLayers,
  scaleColumns,
  scaleCrossingRows,
  scaled,
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
      <li>{formatCount(crossingsUpTo(result, k))} crossings</li>
      {angles.map((angle, i) => (
        <li key={angle.name}>
          <svg width="14" height="8" aria-hidden="true">
            <line x1="0" x2="14" y1="4" y2="4" strokeWidth="2" stroke={laterColour(i, angles.length, dark)} />
          </svg>
          {angle.name} {angleText(angleNear(angle, k))}
        </li>
      ))}
    </ul>
  );
}

function Tables({ result }: { result: Scaled }): ReactElement {
  const { length } = result.walk.scales;
  return (
    <div className="scaling-tables">
      <TableDetails name="Table of the scales">
        <DataTable caption="By k, angles in degrees" columns={scaleColumns(result)} rows={scaleRows(result)} />
      </TableDetails>
      <TableDetails name="Table of the scales of crossings">
        <DataTable
          caption={boundedText('first', Math.min(length, MOST_CROSSINGS), length, 'crossings')}
          columns={CROSSING_COLUMNS}
          rows={scaleCrossingRows(result)}
        />
      </TableDetails>
    </div>
  );
}

/** The activation of a layer at the selected input, multiplied by k: what the layers after it make of that. */
export function ScalingBody({ store }: { store: LensStoreApi }): ReactElement {
  const inspection = useSlowly(store, inspectionOf, INTERVAL);
  const { network } = store.getState().session;
  const options = scalableLayers(network);
  const { layer: wanted, scale } = useStore(store, experimentsOf);
  // What the pointer shows in passing is no setting.
  const [pointed, setPointed] = useState<number | null>(null);
  const k = pointed ?? scale;
  const { setLayer, setK } = useMemo(() => settersOf(store), [store]);
  const dark = useDark();
  // Layers count in the whole network; a slice of activations has the later ones alone.
  const first = layerNumber(network, 0);
  const layer = Math.min(Math.max(0, wanted - first), options.length - 1);
  const refused = refusal(network, 'Scaled activations are');
  const result = useMemo(
    () =>
      !refused && inspection && layer >= 0 && inspection.x.length === network.inputSize
        ? scaled(network, inspection.x, layer)
        : null,
    [network, inspection, layer, refused],
  );
  if (refused) return <p className="soft">{refused}</p>;
  if (options.length === 0) return <p className="soft">The network has no gated units: nothing can be crossed.</p>;
  if (!result) return <p className="soft">There is no selected input yet.</p>;
  return (
    <div className="classes-body">
      <div className="scaling-controls">
        <Select label="Scale" value={layer} options={options} onChange={(value) => setLayer(first + value)} />
        <div className="scaling-k">
          <span className="num">k = {formatNumber(k, 3)}</span>
          <RangeInput
            label="Scale k"
            value={k}
            min={0}
            max={LARGEST_SCALE}
            step={0.05}
            valueText={`k = ${formatNumber(k, 3)}, ${crossingsUpTo(result, k)} crossings so far`}
            onDraft={setK}
            onCommit={setK}
          />
        </div>
        <Angles result={result} k={k} dark={dark} />
      </div>
      <Figures result={result} k={k} dark={dark} onPoint={setPointed} />
      <p className="scaling-words">{scalingWords(result)}</p>
      <Tables result={result} />
    </div>
  );
}
