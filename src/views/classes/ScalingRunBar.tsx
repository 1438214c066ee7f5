import type { ReactElement } from 'react';
import { type ScaledInput, type ScalingRun, sameInput } from '../../state/scaling';
import { Button } from '../../ui/Button';
import { formatPercent } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { leftWords } from './classText';

interface ScalingRunBarProps {
  readonly store: LensStoreApi;
  readonly run: ScalingRun | null;
  /** What is asked for now; null: nothing that could be scaled. */
  readonly input: ScaledInput | null;
}

/** Of a large network: begins and stops what a worker looks at, says how far it is, and whether it is old. */
export function ScalingRunBar({ store, run, input }: ScalingRunBarProps): ReactElement {
  const { scaleActivation, stopScaling } = store.getState().actions;
  const progress = run?.progress ?? null;
  const old = run?.look && !(input && sameInput(run, input));
  const stopped = run?.look && !progress && !run.fault && run.look.done < run.look.scales.length;
  return (
    <div className="classes-running">
      {/* One button, so that the focus stays on it. */}
      <Button
        kind={progress ? 'plain' : 'primary'}
        disabled={!progress && !input}
        onClick={progress ? stopScaling : scaleActivation}
      >
        {progress ? 'Stop' : 'Compute'}
      </Button>
      {progress && <progress aria-label="Values of k" value={progress.share} />}
      <span className="soft" role="status">
        {progress && `${formatPercent(progress.share)}${leftWords(progress.left)}`}
        {!progress && old && <strong className="classes-old">Old: network, point or layer are others now.</strong>}
        {!progress && !old && stopped && 'Stopped: the figures end where it was.'}
        {run?.fault && ` ${run.fault}`}
      </span>
    </div>
  );
}
