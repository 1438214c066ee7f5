import { type ReactElement, useId } from 'react';
import type { ActivationName } from '../../core/network';
import type { Architecture, ArchitectureEditing } from '../../state/modelTypes';
import { Select } from '../../ui/Select';
import { ACTIVATION_NAMES } from '../activationNames';
import type { LensStoreApi } from '../live';
import { Steps } from './Steps';
import { ACTIVATIONS, activationOf, activationsIn, withActivation } from './stepEdits';
import './architecture.css';

function Choices({ editing, onChange }: { editing: ArchitectureEditing; onChange: (to: Architecture) => void }) {
  const id = useId();
  const { choices, architecture } = editing;
  if (choices.length < 2) return null;
  const chosen = choices.findIndex((choice) => choice.architecture === architecture);
  return (
    <div className="select-field">
      <label htmlFor={id}>What fits the weights</label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => {
          const next = choices[Number(event.currentTarget.value)];
          if (next) onChange(next.architecture);
        }}
      >
        {chosen < 0 && <option value={-1}>edited</option>}
        {choices.map(({ label }, i) => (
          <option key={label} value={i}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One function for all activations at once: weights do not say which it was. */
function Activations({ editing, onChange }: { editing: ArchitectureEditing; onChange: (to: Architecture) => void }) {
  const { architecture } = editing;
  const given = activationsIn(architecture.steps);
  if (given.length < 2) return null;
  const [first] = given;
  const alike = given.every(({ name }) => name === first?.name);
  const options = ACTIVATIONS.map((name): { value: ActivationName | ''; text: string } => ({
    value: name,
    text: ACTIVATION_NAMES[name],
  }));
  return (
    <Select
      label="All activations"
      value={alike && first ? first.name : ''}
      options={alike ? options : [{ value: '', text: 'several' }, ...options]}
      onChange={(name) => {
        if (name) onChange({ ...architecture, steps: withActivation(architecture.steps, activationOf(name)) });
      }}
    />
  );
}

/** What stands around weights that came alone: a guess to begin with, a step a line. Every change is tried at once. */
export function ArchitectureEditor({
  store,
  editing,
}: {
  store: LensStoreApi;
  editing: ArchitectureEditing;
}): ReactElement {
  const { architecture } = editing;
  const { setArchitecture } = store.getState().actions;
  const change = (next: Architecture): void => void setArchitecture(next);
  return (
    <section className="architecture" aria-label="Architecture">
      <p className="soft">
        The file holds weights alone. This is what they may be of, guessed from names and shapes; check it against the
        code that made them.
      </p>
      <Choices editing={editing} onChange={change} />
      <Activations editing={editing} onChange={change} />
      <Steps
        editing={editing}
        steps={architecture.steps}
        from="input"
        onChange={(steps) => change({ ...architecture, steps })}
      />
    </section>
  );
}
