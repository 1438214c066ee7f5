import { lazy, type ReactElement, Suspense, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { FoldButton } from '../../ui/FoldButton';
import { Segmented } from '../../ui/Segmented';
import { TermHelp } from '../help/TermHelp';
import type { TermId } from '../help/terms';
import type { LensStoreApi } from '../live';
import { classGist } from './classText';
import '../statistics/statistics.css';
import './experiment.css';

// Each comes when it is first unfolded.
const ClassesBody = lazy(async () => ({ default: (await import('./ClassesBody')).ClassesBody }));
const ScalingBody = lazy(async () => ({ default: (await import('./ScalingBody')).ScalingBody }));

type Experiment = 'classes' | 'scaling';

const OPTIONS = [
  { value: 'classes', text: 'Classes', title: 'Do boundaries follow meaning?' },
  { value: 'scaling', text: 'Scaling', title: 'What does a scaled activation cross?' },
] as const;

const HELP: Readonly<Record<Experiment, { readonly title: string; readonly terms: readonly TermId[] }>> = {
  classes: { title: 'Boundaries and classes', terms: ['classDensity', 'bootstrap', 'permutedWeights'] },
  scaling: { title: 'Scaling an activation', terms: ['scaling'] },
};

function gistOf({ session: { classes } }: LensStore): string {
  if (classes.running) return 'computing …';
  return classes.result ? classGist(classes.result) : 'do boundaries follow meaning?';
}

/** Two experiments below the slice, in a line that unfolds; nothing is computed before that. */
export function ExperimentsPanel({ store }: { store: LensStoreApi }): ReactElement {
  const gist = useStore(store, gistOf);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Experiment>('classes');
  const id = useId();
  const Body = chosen === 'classes' ? ClassesBody : ScalingBody;
  return (
    <section className="experiment" aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
            Experiments
          </FoldButton>
        </h2>
        <p className="statistics-gist num soft">{open && chosen === 'scaling' ? '' : gist}</p>
        {open && <Segmented label="Experiment" hideLabel value={chosen} options={OPTIONS} onChange={setChosen} />}
        <TermHelp {...HELP[chosen]} />
      </div>
      <div id={id} className="statistics-body" hidden={!open}>
        {open && (
          <Suspense fallback={null}>
            <Body store={store} />
          </Suspense>
        )}
      </div>
    </section>
  );
}
