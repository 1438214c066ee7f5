import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { GENERATED_SETS } from '../../core/data/generate';
import { Help } from '../../ui/Help';
import { Section } from '../../ui/Section';
import type { LensStoreApi } from '../live';
import { FormulaControls } from './FormulaControls';
import { PointsControls } from './PointsControls';
import { SampleControls } from './SampleControls';
import { dataText, formulaSpec, generatedSpec, SET_NAMES, type Source, sourceOf } from './sources';
import './data.css';

const DATA_HELP = (
  <Help term="Data">
    <p>
      What the network is trained on: a generated set, a formula over random inputs in [−1, 1], or points of your own.
      All values are float32, and the same seed gives the same points on every machine.
    </p>
    <p>
      A formula may use <code>+ − * / ^</code>, <code>&lt; &gt; &lt;= &gt;=</code> (1 or 0), <code>pi</code>,{' '}
      <code>e</code> and sin cos tan exp log sqrt abs min max sign step relu floor round. Of two inputs they are x and
      y.
    </p>
    <p>Where the new data have other inputs or classes, the network is drawn anew from its seed to fit them.</p>
  </Help>
);

/** What the network learns from. */
export function DataPanel({ store }: { store: LensStoreApi }): ReactElement {
  const made = useStore(store, ({ session }) => session.madeBy);
  const data = useStore(store, ({ session }) => session.data);
  const ownName = useStore(store, ({ lens, session }) =>
    lens.dataSpec === null ? (session.data?.name ?? null) : null,
  );
  const [opening, setOpening] = useState(false);
  // Whatever comes into force is what is shown.
  useEffect(() => {
    if (made !== undefined) setOpening(false);
  }, [made]);
  const { setData } = store.getState().actions;
  const source: Source = opening ? 'points' : sourceOf(made);
  const choose = (next: Source): void => {
    setOpening(next === 'points');
    if (next === 'own') void setData(null);
    else if (next === 'formula') void setData(formulaSpec(made));
    else if (next !== 'points') void setData(generatedSpec(next, made));
  };
  return (
    <Section title="Data" aside={DATA_HELP}>
      <label className="choice-row">
        <span className="soft">Source</span>
        <select className="select" value={source} onChange={(event) => choose(event.currentTarget.value as Source)}>
          {GENERATED_SETS.map((set) => (
            <option key={set} value={set}>
              {SET_NAMES[set]}
            </option>
          ))}
          <option value="formula">A formula</option>
          <option value="points">Your points</option>
          <option value="own">{made === null && ownName ? ownName : 'The scene’s own'}</option>
        </select>
      </label>
      {source === 'points' && <PointsControls store={store} spec={made} />}
      {source !== 'points' && made?.kind === 'formula' && <FormulaControls store={store} spec={made} />}
      {source !== 'points' && made?.kind === 'generated' && <SampleControls store={store} spec={made} />}
      <p className="soft data-line">{data ? dataText(data) : 'No data that fit the network in force.'}</p>
    </Section>
  );
}
