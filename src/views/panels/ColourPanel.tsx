import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Toggle } from '../../ui/Toggle';
import type { LensStoreApi } from '../live';

/** What colours the polytopes, and what is drawn with them. */
export function ColourPanel({ store }: { store: LensStoreApi }): ReactElement {
  const colour = useStore(store, ({ lens }) => lens.colour);
  const decision = useStore(store, ({ lens }) => lens.decision);
  const showData = useStore(store, ({ lens }) => lens.showData);
  const showField = useStore(store, ({ lens }) => lens.showField);
  const dataInPlane = useStore(store, ({ session }) => session.data !== null && session.data.inputSize <= 2);
  const hasField = useStore(store, ({ session: { network } }) => network.outputSize === 1 && network.inputSize > 1);
  const clamped = useStore(store, ({ lens }) => lens.clamps.length > 0);
  const { actions } = store.getState();
  return (
    <Section title="Colour">
      <Segmented
        label="Colour polytopes by"
        hideLabel
        value={colour}
        options={[
          { value: 'output', text: 'output', title: 'The output at the polytope’s centroid' },
          { value: 'code', text: 'code', title: 'The spline code: one code, one colour' },
          { value: 'class', text: 'class', title: 'The winning class' },
        ]}
        onChange={actions.setColour}
      />
      <div className="toggles">
        <Toggle checked={decision} onChange={actions.setDecision}>
          Decision boundary
        </Toggle>
        {dataInPlane && (
          <Toggle checked={showData} onChange={actions.setShowData}>
            Data points
          </Toggle>
        )}
        {hasField && (
          <Toggle checked={showField} disabled={colour !== 'output' || clamped} onChange={actions.setShowField}>
            Output field (tfjs{clamped ? ', without clamps' : ''})
          </Toggle>
        )}
      </div>
    </Section>
  );
}
