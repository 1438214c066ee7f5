import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult } from '../../state/types';
import { IconButton } from '../../ui/Button';
import { setText } from '../../ui/dom';
import { formatCount, formatNumber } from '../../ui/format';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { makeLineChart } from './lineChart';

const facesNow = (result: PartitionResult | null): number | null => {
  if (result?.complex) return faceCount(result.complex);
  return result?.interval ? result.interval.vertices.length - 1 : null;
};

function mountCharts(host: HTMLElement): Drawing {
  const loss = makeLineChart(host, {
    title: 'Loss',
    tone: 'orange',
    format: (value) => formatNumber(value),
    empty: 'Press play to train',
  });
  const faces = makeLineChart(host, {
    title: 'Polytopes',
    tone: 'accent',
    format: formatCount,
    empty: 'Counted while training',
  });
  return {
    update({ session: { training, result } }: LensStore) {
      const { history } = training;
      const losses = history.map(({ step, loss: value }) => ({ step, value }));
      const counts = history.filter((entry) => entry.faces > 0).map(({ step, faces: value }) => ({ step, value }));
      loss.update(losses, history[history.length - 1]?.loss ?? null);
      faces.update(counts, facesNow(result));
    },
    dispose() {
      loss.dispose();
      faces.dispose();
    },
  };
}

const chartsWatched = ({ session }: LensStore): readonly unknown[] => [session.training.history, session.result];

function mountStep(host: HTMLElement): Drawing {
  return {
    update({ session: { training } }) {
      const last = training.history[training.history.length - 1];
      const right = last?.accuracy;
      setText(
        host,
        `step ${formatCount(training.step)}${right == null ? '' : ` · ${(right * 100).toFixed(1)}% right`}`,
      );
    },
  };
}

const stepWatched = ({ session }: LensStore): readonly unknown[] => [session.training.step, session.training.history];

/** Play, step and reset, with loss and polytopes over the steps. */
export function TrainingStrip({ store }: { store: LensStoreApi }): ReactElement {
  const running = useStore(store, ({ session }) => session.training.running);
  const clamped = useStore(store, ({ lens }) => lens.clamps.length > 0);
  const trainable = useStore(store, ({ session }) => session.data !== null) && !clamped;
  const charts = useDrawing<HTMLDivElement>(store, mountCharts, chartsWatched);
  const step = useDrawing<HTMLParagraphElement>(store, mountStep, stepWatched);
  const { play, pause, stepOnce, resetWeights } = store.getState().actions;
  return (
    <section className="training-strip" aria-label="Training controls and charts">
      <div className="transport">
        <div className="transport-buttons">
          <IconButton
            kind="round"
            icon={running ? 'pause' : 'play'}
            label={running ? 'Pause training' : clamped ? 'Train (off while units are clamped)' : 'Train'}
            disabled={!trainable && !running}
            onClick={running ? pause : play}
          />
          <IconButton icon="step" label="One training step" disabled={running || !trainable} onClick={stepOnce} />
          <IconButton icon="reset" label="Back to the first weights" onClick={resetWeights} />
        </div>
        <p ref={step} className="transport-step num soft" />
      </div>
      <div ref={charts} className="charts" />
    </section>
  );
}
