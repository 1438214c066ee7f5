import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { GENERATED_SETS } from '../../core/data/generate';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import type { LensStoreApi } from '../live';
import { FormulaControls } from './FormulaControls';
import { PointsControls } from './PointsControls';
import { SampleControls } from './SampleControls';
import { dataText, formulaSpec, generatedSpec, SET_NAMES, type Source, sourceOf } from './sources';
import './data.css';

const HELP = <TermHelp title="Data" terms={['data', 'formulaTarget']} />;

/** What the network learns from. */
export function DataPanel({ store }: { store: LensStoreApi }): ReactElement {
  const made = useStore(store, ({ session }) => session.madeBy);
  const data = useStore(store, ({ session }) => session.whole.data);
  const ownName = useStore(store, ({ lens, session }) =>
    lens.dataSpec === null ? (session.whole.data?.name ?? null) : null,
  );
  const refused = useStore(store, ({ session }) => session.table?.problem != null);
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
    <Section title="Data" aside={HELP}>
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
      <p className="soft data-line">
        {source === 'points' && refused ? 'In use: ' : ''}
        {data ? dataText(data) : 'No data that fit the network in force.'}
      </p>
    </Section>
  );
}
