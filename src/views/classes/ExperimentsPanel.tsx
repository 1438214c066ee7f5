import { type ComponentType, lazy, type ReactElement, type ReactNode, Suspense, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { FoldButton } from '../../ui/FoldButton';
import { TermHelp } from '../help/TermHelp';
import type { TermId } from '../help/terms';
import type { LensStoreApi } from '../live';
import { classGist } from './classText';
import '../statistics/statistics.css';
import './experiment.css';

interface BodyProps {
  readonly store: LensStoreApi;
}

// What a line unfolds comes with its first unfolding.
const ClassesBody = lazy(async () => ({ default: (await import('./ClassesBody')).ClassesBody }));
const ScalingBody = lazy(async () => ({ default: (await import('./ScalingBody')).ScalingBody }));

interface ExperimentProps extends BodyProps {
  readonly title: string;
  readonly gist: ReactNode;
  readonly help: string;
  readonly terms: readonly TermId[];
  readonly Body: ComponentType<BodyProps>;
}

/** A line below the slice that unfolds; nothing is computed before that. */
function Experiment({ store, title, gist, help, terms, Body }: ExperimentProps): ReactElement {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <section className="experiment" aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
            {title}
          </FoldButton>
        </h2>
        <p className="statistics-gist num soft">{gist}</p>
        <TermHelp title={help} terms={terms} />
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

function classesGist({ session: { classes } }: LensStore): string {
  if (classes.running) return 'computing …';
  return classes.result ? classGist(classes.result) : 'do boundaries follow meaning?';
}

/** Two experiments: densities within and between classes, and a scaled activation. */
export function ExperimentsPanel({ store }: BodyProps): ReactElement {
  const gist = useStore(store, classesGist);
  return (
    <>
      <Experiment
        store={store}
        title="Classes"
        gist={gist}
        help="Boundaries and classes"
        terms={['classDensity', 'bootstrap', 'permutedWeights']}
        Body={ClassesBody}
      />
      <Experiment
        store={store}
        title="Scaling"
        gist="what a scaled activation crosses"
        help="Scaling an activation"
        terms={['scaling']}
        Body={ScalingBody}
      />
    </>
  );
}
