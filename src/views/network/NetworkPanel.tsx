import { lazy, type ReactElement, Suspense, useEffect, useId, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { hasFixedWeights } from '../../state/graphs/words';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { useSlowly } from '../slice/useSlowly';
import { costOf, presentText, warningText } from './costText';
import { LayerList } from './LayerList';
import { SeedControls } from './SeedControls';
import { useRecipe } from './useRecipe';
import './network.css';

const GraphPanel = lazy(async () => ({ default: (await import('./graph/GraphPanel')).GraphPanel }));

const resultOf = ({ session }: LensStore) => session.result;

const HELP = <TermHelp title="Network" terms={['layers', 'firstWeights', 'expectedPolytopes']} />;

/** Above this the page does not build a network without an answer. */
function Question({ text, onAnswer }: { text: string | null; onAnswer: (yes: boolean) => void }): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    box.current?.scrollIntoView({ block: 'nearest', behavior: still ? 'instant' : 'smooth' });
  }, []);
  return (
    <div ref={box} className="cost-question" role="alert">
      <p>{text}</p>
      <div className="row">
        <Button onClick={() => onAnswer(true)}>Build it</Button>
        <Button kind="quiet" onClick={() => onAnswer(false)}>
          Keep the present one
        </Button>
      </div>
    </div>
  );
}

/** Layers with widths and activations, and what the weights are drawn from; the cost of a change is said before it. */
function LayersPanel({ store }: { store: LensStoreApi }): ReactElement {
  const editing = useRecipe(store);
  const [considered, setConsidered] = useState<string | null>(null);
  const costId = useId();
  // The estimates start from the partition on the page.
  useSlowly(store, resultOf);
  const { recipe, shown, asked, change, answer } = editing;
  const state = store.getState();
  const warning = shown === recipe ? null : warningText(costOf(shown, state));
  return (
    <Section title="Network" aside={HELP}>
      <LayerList store={store} editing={editing} costId={costId} onConsider={setConsidered} />
      {asked ? (
        <Question text={warning} onAnswer={answer} />
      ) : (
        <p id={costId} className={`cost-line${warning ? ' warns' : ''}`}>
          {warning ?? considered ?? presentText(state)}
        </p>
      )}
      <SeedControls store={store} recipe={recipe} onChange={change} />
    </Section>
  );
}

/** The network in force: layers that are edited here, or the nodes of a graph. */
export function NetworkPanel({ store }: { store: LensStoreApi }): ReactElement {
  const fixed = useStore(store, ({ session }) => hasFixedWeights(session.whole.network));
  return fixed ? (
    <Suspense fallback={null}>
      <GraphPanel store={store} />
    </Suspense>
  ) : (
    <LayersPanel store={store} />
  );
}
