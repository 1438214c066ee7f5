import { type ReactElement, useRef } from 'react';
import { useStore } from 'zustand';
import { lensBaseName } from '../../state/link/lensText';
import { pathCsv } from '../../state/pathCsv';
import { softPathCsv } from '../../state/softPathCsv';
import type { LensStore, WalkedPath } from '../../state/types';
import { Button } from '../../ui/Button';
import { boundedText, DataTable } from '../../ui/DataTable';
import { downloadText } from '../../ui/download';
import { formatPercent } from '../../ui/format';
import { TableDetails } from '../../ui/TableDetails';
import { type LensStoreApi, useDrawing } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { chartsWatched, mountAtRest, mountLive, mountSoft } from './mountCharts';
import { PathImages } from './PathImages';
import { PathVertices } from './PathVertices';
import { shareAt, timeAt, walkedOf } from './pathPlaces';
import { beyondWords, crossingRows, layerRows, MOST_ROWS, partWords, softLayerRows, softWords } from './pathText';
import { softPathNow } from './softSeries';

const LAYER_COLUMNS = [
  { name: 'layer', words: true },
  { name: 'units' },
  { name: 'crossings' },
  { name: 'Hamming' },
  { name: 'per length' },
];
const CROSSING_COLUMNS = [
  { name: 'no.' },
  { name: 't' },
  { name: 'share' },
  { name: 'unit', words: true },
  { name: 'change', words: true },
];

const walkedNow = ({ session }: LensStore) => session.path;
const INTERVAL = 150;

/** The place that all figures point at, by keyboard, too. */
function Place({ store }: { store: LensStoreApi }): ReactElement | null {
  const { path, old } = useLastWalked(store);
  const time = useStore(store, ({ session }) => session.pathTime);
  if (!path) return null;
  const share = time === null ? 0 : Math.min(1, shareAt(path, time));
  return (
    <label className="path-place">
      <span className="soft">Place</span>
      <input
        type="range"
        className="range"
        min={0}
        max={1}
        step={0.001}
        value={share}
        disabled={old}
        style={{ '--share': share } as React.CSSProperties}
        aria-valuetext={`${formatPercent(share)} of ${path.part ? 'what is walked of the path' : 'the path'}`}
        onChange={(event) => store.getState().actions.pointAtPath(timeAt(path, event.currentTarget.valueAsNumber))}
      />
    </label>
  );
}

const SOFT_COLUMNS = [
  { name: 'layer', words: true },
  { name: 'variation' },
  { name: 'crossings' },
  { name: 'nats at start' },
  { name: 'at end' },
];

const softNow = ({ session }: LensStore) => softPathNow(session);

/** Soft codes along the path in words, a table and a file; nothing where codes are hard. */
function SoftFacts({ store }: { store: LensStoreApi }): ReactElement | null {
  const softPath = useSlowly(store, softNow, INTERVAL);
  if (!softPath) return null;
  return (
    <div className="path-facts">
      <p>
        <span className="soft">Soft codes</span> {softWords(softPath)}.
      </p>
      <div className="path-tables">
        <TableDetails name="Table of the soft codes">
          <DataTable
            caption="Soft codes along the path, by layer"
            columns={SOFT_COLUMNS}
            rows={softLayerRows(softPath)}
          />
        </TableDetails>
        <Button
          kind="quiet"
          icon="download"
          title="Variation, entropy and soft outputs along the path, as CSV"
          onClick={() => {
            const { lens } = store.getState();
            downloadText(`${lensBaseName(lens)}-soft-path.csv`, softPathCsv(softPath), 'text/csv');
          }}
        >
          Soft CSV
        </Button>
      </div>
    </div>
  );
}

/** The walk that is there; while the next one is awaited the last one, so that nothing moves. */
function useLastWalked(store: LensStoreApi): { readonly path: WalkedPath | null; readonly old: boolean } {
  const newest = useSlowly(store, walkedNow, INTERVAL);
  const last = useRef<WalkedPath | null>(null);
  const path = walkedOf(newest);
  if (newest) last.current = path;
  return { path: last.current, old: newest === null };
}

/** What of the path is walked, what lies beyond its ends, and the way to what was left. */
function Beyond({ path, store }: { path: WalkedPath; store: LensStoreApi }): ReactElement {
  const { session } = store.getState();
  const { extension, again } = path;
  const part = partWords(path);
  const awaited = path.part !== 'walking' && again === null;
  return (
    <>
      {part !== '' && <p className="soft">{part}</p>}
      {extension ? (
        <p>
          <span className="soft">Before the start</span> {beyondWords(path, extension.before, 'before', session)}.{' '}
          <span className="soft">Beyond the end</span> {beyondWords(path, extension.after, 'after', session)}.
        </p>
      ) : (
        awaited && <p className="soft">What lies beyond its ends is being looked for.</p>
      )}
      {again && (
        <div className="path-again">
          <Button onClick={again}>Compute</Button>
          <span className="soft small" role="status">
            {'codes' in path.walk
              ? 'What lies beyond the ends was not found.'
              : 'What lies beyond the ends, soft codes, norms and angles: stopped.'}
          </span>
        </div>
      )}
    </>
  );
}

function Facts({ store }: { store: LensStoreApi }): ReactElement | null {
  const { path, old } = useLastWalked(store);
  if (!path) return null;
  const { crossings } = path.walk;
  const shown = Math.min(MOST_ROWS, crossings.t.length);
  return (
    <div className="path-facts" data-old={old ? '' : undefined}>
      <Beyond path={path} store={store} />
      <div className="path-tables">
        <TableDetails name="Table of the layers">
          <DataTable caption="Along the path, by layer" columns={LAYER_COLUMNS} rows={layerRows(path)} />
        </TableDetails>
        <TableDetails name="Table of the crossings">
          <DataTable
            caption={boundedText('first', shown, crossings.t.length, 'crossings')}
            columns={CROSSING_COLUMNS}
            rows={crossingRows(path)}
            action={{
              title: 'Point there',
              onChoose: (key) => store.getState().actions.pointAtPath(crossings.t[Number(key)] ?? null),
            }}
          />
        </TableDetails>
        <Button
          kind="quiet"
          icon="download"
          title="Every crossing, as CSV"
          onClick={() => {
            const { lens } = store.getState();
            downloadText(`${lensBaseName(lens)}-path${path.part ? '-part' : ''}.csv`, pathCsv(path), 'text/csv');
          }}
        >
          CSV
        </Button>
      </div>
    </div>
  );
}

/** The path in figures, words and a table. */
export function PathBody({ store }: { store: LensStoreApi }): ReactElement {
  const live = useDrawing<HTMLDivElement>(store, mountLive, chartsWatched);
  const rest = useDrawing<HTMLDivElement>(store, mountAtRest, chartsWatched);
  const soft = useDrawing<HTMLDivElement>(store, mountSoft, chartsWatched);
  return (
    <div className="path-body">
      <PathVertices store={store} />
      <div className="path-figures">
        <PathImages store={store} />
        <div className="path-charts">
          <div ref={live} className="path-chart-group" />
          <div ref={rest} className="path-chart-group at-rest" />
          <div ref={soft} className="path-chart-group of-soft" />
        </div>
        <Place store={store} />
      </div>
      <Facts store={store} />
      <SoftFacts store={store} />
    </div>
  );
}
