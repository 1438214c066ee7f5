import { lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import type { FacetsState, LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { BoxChoice } from './BoxChoice';
import { progressWords } from './progressWords';
import './facets.css';

const FacetsResult = lazy(async () => ({ default: (await import('./FacetsResult')).FacetsResult }));
const Trail = lazy(async () => ({ default: (await import('./Trail')).Trail }));

/** The bar of a search that knows how far it is; without a length before that. */
function Progress({ running }: { running: NonNullable<FacetsState['running']> }): ReactElement {
  const { progress } = running;
  const { done = progress?.decided, most = progress?.total } = progress?.passes ?? {};
  const counts = progress?.phase === 'facets' ? { value: done, max: most } : {};
  return (
    <>
      <progress aria-label="Search for facets" {...counts} />
      <p className="num soft small">{progressWords(progress)}</p>
    </>
  );
}

const facetsOf = ({ session }: LensStore): FacetsState | null => session.facets;

/** Facets, centre and volume of the polytope in all inputs: computed when somebody asks. */
export function FacetsSection({ store }: { store: LensStoreApi }): ReactElement {
  const facets = useStore(store, facetsOf);
  const { findFacets, cancelFacets, keepFacets } = store.getState().actions;
  const running = facets?.running ?? null;
  return (
    <Section
      title="Polytope in all inputs"
      aside={
        <TermHelp
          title="Polytope in all inputs"
          terms={['facet', 'redundant', 'chebyshev', 'box', 'recession', 'trail']}
        />
      }
    >
      <div className="facets-host">
        <BoxChoice store={store} />
        <div className="facets-run">
          {/* One button, so that the focus stays on it. */}
          <Button onClick={() => void (running ? cancelFacets() : findFacets())}>
            {running ? 'Cancel' : 'Compute the facets'}
          </Button>
          {running && <Progress running={running} />}
        </div>
        {running?.progress?.passes && running.progress.facets > 0 ? (
          <Button kind="quiet" title="Ends the search: what it has found is shown" onClick={() => void keepFacets()}>
            Stop and show these
          </Button>
        ) : null}
        {facets?.fault && (
          <p className="problem" role="alert">
            {`The facets were not found: ${facets.fault}`}
          </p>
        )}
        <Suspense fallback={null}>
          {facets && facets.trail.length > 0 && <Trail store={store} />}
          {facets?.found && <FacetsResult store={store} found={facets.found} />}
        </Suspense>
      </div>
    </Section>
  );
}
