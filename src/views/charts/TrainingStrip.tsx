import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import { faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult } from '../../state/types';
import { IconButton } from '../../ui/Button';
import { setText } from '../../ui/dom';
import { formatCount, formatNumber } from '../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { remember } from '../slice/remember';
import { type ChartPoint, makeLineChart } from './lineChart';
import { lossHint, stepText } from './statusText';
import { TimeSlider } from './TimeSlider';

const facesNow = (result: PartitionResult | null): number | null => {
  if (result?.complex) return faceCount(result.complex);
  return result?.interval ? result.interval.vertices.length - 1 : null;
};

type History = LensStore['session']['training']['history'];
type Entry = History[number];

const pointsOf = (history: History, value: (entry: Entry) => number | null): readonly ChartPoint[] =>
  history.flatMap((entry) => {
    const at = value(entry);
    return at === null ? [] : [{ step: entry.step, value: at }];
  });

const facesOf = ({ faces }: Entry): number | null => (faces > 0 ? faces : null);
const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

function mountCharts(host: HTMLElement, store: LensStoreApi): Drawing {
  const onPick = (step: number): void => store.getState().actions.goToStep(step);
  const loss = makeLineChart(host, {
    title: 'Loss',
    tone: 'orange',
    format: formatNumber,
    empty: 'Press play to train',
    onPick,
  });
  const right = makeLineChart(host, {
    title: 'Right',
    tone: 'blue',
    format: percent,
    empty: 'Share of the data',
    onPick,
  });
  const faces = makeLineChart(host, {
    title: 'Polytopes',
    tone: 'accent',
    format: formatCount,
    empty: 'Counted while training',
    onPick,
  });
  const pick = (value: (entry: Entry) => number | null) => {
    const kept = remember<readonly ChartPoint[]>();
    return (history: History): readonly ChartPoint[] => kept([history], () => pointsOf(history, value));
  };
  const series = { loss: pick((entry) => entry.loss), right: pick((entry) => entry.accuracy), faces: pick(facesOf) };
  return {
    update(state: LensStore) {
      const { step } = state.lens;
      const { training, result, data } = state.session;
      const { history } = training;
      const here = history.find((entry) => entry.step === step);
      loss.hint(lossHint(state));
      loss.update(series.loss(history), here?.loss ?? null, step);
      right.show(data !== null && data.task !== 'regression');
      right.update(series.right(history), here?.accuracy ?? null, step);
      faces.update(series.faces(history), facesNow(result), step);
    },
    dispose() {
      for (const chart of [loss, right, faces]) chart.dispose();
    },
  };
}

const chartsWatched = ({ lens, session }: LensStore): readonly unknown[] => [
  lens.step,
  session.training.history,
  session.recipe.origin,
  session.data,
  facesNow(session.result),
];

function mountStep(host: HTMLElement): Drawing {
  return {
    update(state) {
      setText(host, stepText(state));
    },
  };
}

const stepWatched = ({ session }: LensStore): readonly unknown[] => [
  session.training.step,
  session.training.history,
  session.recipe.origin,
];

/** The table comes when it is asked for. */
const TrainingTable = lazy(async () => ({ default: (await import('./TrainingTable')).TrainingTable }));

function Charts({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mountCharts, chartsWatched);
  return <div ref={ref} className="charts" />;
}

/** Play, step and reset, with loss and polytopes over the steps. */
export function TrainingStrip({ store }: { store: LensStoreApi }): ReactElement {
  const running = useStore(store, ({ session }) => session.training.running);
  const clamped = useStore(store, ({ lens }) => lens.clamps.length > 0);
  const data = useStore(store, ({ session }) => session.data !== null);
  const trainable = data && !clamped;
  const train = `Train${!data ? ' (no data to train on)' : clamped ? ' (off while units are clamped)' : ''}`;
  const [table, setTable] = useState(false);
  const step = useDrawing<HTMLParagraphElement>(store, mountStep, stepWatched);
  const { play, pause, stepOnce, resetWeights } = store.getState().actions;
  return (
    <section className="training-strip" aria-label="Training controls and charts">
      <div className="transport">
        <div className="transport-buttons">
          <IconButton
            kind="round"
            icon={running ? 'pause' : 'play'}
            label={running ? 'Pause training' : train}
            disabled={!trainable && !running}
            onClick={running ? pause : play}
          />
          <IconButton icon="step" label="One training step" disabled={running || !trainable} onClick={stepOnce} />
          <IconButton icon="reset" label="Back to the first weights" onClick={() => resetWeights()} />
          <IconButton icon="table" label="Training as a table" aria-pressed={table} onClick={() => setTable(!table)} />
        </div>
        <p ref={step} className="transport-step num soft" />
      </div>
      <div className="strip-body">
        {table ? (
          <Suspense fallback={null}>
            <TrainingTable store={store} />
          </Suspense>
        ) : (
          <Charts store={store} />
        )}
        <TimeSlider store={store} />
      </div>
    </section>
  );
}
