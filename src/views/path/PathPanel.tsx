import { lazy, type ReactElement, Suspense, useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { FoldButton } from '../../ui/FoldButton';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { walkedOf } from './pathPlaces';
import { pathGist, progressWords } from './pathText';
import './path.css';

/** Figures and tables come when there is a path. */
const PathBody = lazy(async () => ({ default: (await import('./PathBody')).PathBody }));

const INTERVAL = 120;

function gistOf({ lens, session }: LensStore): string {
  if (!lens.path) return 'which boundaries lie between two inputs';
  const { path, pathProgress } = session;
  const walked = walkedOf(path);
  if (pathProgress && walked && pathProgress.phase !== 'walk')
    return `${pathGist(walked)} · ${progressWords(pathProgress)}`;
  if (pathProgress) return progressWords(pathProgress);
  if (!path) return 'being walked';
  return walked ? pathGist(walked) : 'fault' in path ? path.fault : '';
}

/** The path between inputs: a line, or unfolded as figures along its length. */
export function PathPanel({ store }: { store: LensStoreApi }): ReactElement {
  const there = useStore(store, ({ lens }) => lens.path !== null);
  const gist = useSlowly(store, gistOf, INTERVAL);
  const [open, setOpen] = useState(true);
  const id = useId();
  const walking = useStore(store, ({ session }) => session.pathProgress !== null);
  const awaited = useStore(store, ({ session }) => session.pathProgress !== null && !session.path);
  const { startPath, setPath, stopPath } = store.getState().actions;
  // A path that is put in force is to be seen.
  useEffect(() => {
    if (there) setOpen(true);
  }, [there]);
  return (
    <section className="path-panel" data-old={awaited ? '' : undefined} aria-labelledby={`${id}-title`}>
      <div className="statistics-head">
        <h2 id={`${id}-title`}>
          {there ? (
            <FoldButton open={open} controls={id} onFold={() => setOpen(!open)}>
              Path
            </FoldButton>
          ) : (
            <span className="path-title">Path</span>
          )}
        </h2>
        <p className="statistics-gist num soft">{gist}</p>
        <TermHelp title="Path and boundary density" terms={['path', 'density', 'hamming', 'softVariation']} />
        {there && walking && (
          <Button kind="quiet" title="What is there so far stays" onClick={stopPath}>
            Stop
          </Button>
        )}
        {there ? (
          <Button kind="quiet" onClick={() => setPath(null)}>
            Remove
          </Button>
        ) : (
          <Button kind="quiet" onClick={startPath}>
            Add a path
          </Button>
        )}
      </div>
      {there && (
        <div id={id} className="statistics-body" hidden={!open}>
          {open && (
            <Suspense fallback={null}>
              <PathBody store={store} />
            </Suspense>
          )}
        </div>
      )}
    </section>
  );
}
