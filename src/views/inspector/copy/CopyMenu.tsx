import { type ReactElement, useId, useState } from 'react';
import { loadWriters, type TextWriters } from '../../../state/copyText';
import type { LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { CopyButton } from '../../../ui/CopyButton';
import { formatCount } from '../../../ui/format';
import { Popover } from '../../../ui/Popover';
import { recallJson, remember } from '../../../ui/remembered';
import { Segmented } from '../../../ui/Segmented';
import type { LensStoreApi } from '../../live';
import { beginning, type CopyChoice, choiceFrom, FORMS, PRECISIONS } from './choice';
import type { CopySource } from './sources';
import './copy.css';

const MEMORY = 'copy';

interface CopyMenuProps {
  readonly store: LensStoreApi;
  /** What is copied: “the local affine map”. */
  readonly what: string;
  /** Read whenever the menu opens and at the press. Must not change between renders. */
  readonly sources: (store: LensStore) => readonly CopySource[];
  /** What the sources differ in: `As a map of` by default. */
  readonly choiceLabel?: string;
}

interface OpenProps extends CopyMenuProps {
  readonly writers: TextWriters | null;
}

function Digits({ choice, set }: { choice: CopyChoice; set: (change: Partial<CopyChoice>) => void }): ReactElement {
  const id = useId();
  return (
    <div className="copy-digits">
      <label htmlFor={id} className="soft">
        Significant digits
      </label>
      <select
        id={id}
        className="num"
        value={String(choice.precision)}
        onChange={({ currentTarget: { value } }) => set({ precision: value === 'exact' ? 'exact' : Number(value) })}
      >
        {PRECISIONS.map((precision) => (
          <option key={precision} value={precision}>
            {precision === 'exact' ? 'exact (float64)' : precision}
          </option>
        ))}
      </select>
    </div>
  );
}

function Choices({ store, what, sources, writers, choiceLabel = 'As a map of' }: OpenProps): ReactElement {
  const [choice, setChoice] = useState(() => choiceFrom(recallJson(MEMORY)));
  const set = (change: Partial<CopyChoice>): void => {
    const next = { ...choice, ...change };
    setChoice(next);
    remember(MEMORY, JSON.stringify(next));
  };
  const all = sources(store.getState());
  const pick = (from: readonly CopySource[]): CopySource | undefined =>
    from.find(({ key }) => key === choice.source) ?? from[from.length - 1];
  const write = (): string | null => {
    const source = pick(sources(store.getState()));
    return writers && source ? source.write(writers, choice.form, choice.precision) : null;
  };
  const text = write();
  return (
    <>
      <h3>Copy {what}</h3>
      {all.length > 1 && (
        <Segmented
          label={choiceLabel}
          value={pick(all)?.key ?? ''}
          options={all.map(({ key, text: name, title }) => ({ value: key, text: name, title }))}
          onChange={(source) => set({ source })}
        />
      )}
      <Segmented label="Form" hideLabel value={choice.form} options={FORMS} onChange={(form) => set({ form })} />
      <Digits choice={choice} set={set} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className="copy-preview num" tabIndex={0} aria-label="What will be copied">
        {text === null ? 'Loading …' : beginning(text)}
      </section>
      <div className="copy-end">
        <CopyButton text={write} kind="primary">
          Copy
        </CopyButton>
        {text !== null && <span className="soft num">{formatCount(text.length)} characters</span>}
      </div>
    </>
  );
}

/** A button that opens a choice of form and digits, shows the text and copies it. The choice is remembered. */
export function CopyMenu(props: CopyMenuProps): ReactElement {
  const [open, setOpen] = useState(false);
  const [writers, setWriters] = useState<TextWriters | null>(null);
  const opened = (now: boolean): void => {
    setOpen(now);
    if (!now || writers) return;
    loadWriters().then(setWriters, (error: unknown) =>
      props.store.getState().actions.notify('error', `Nothing can be copied: ${String(error)}`),
    );
  };
  return (
    <Popover
      label={`Copy ${props.what}`}
      className="copy-menu"
      onOpen={opened}
      button={(attributes) => (
        <Button kind="quiet" icon="copy" aria-label={`Copy ${props.what} …`} {...attributes}>
          Copy
        </Button>
      )}
    >
      {open ? <Choices {...props} writers={writers} /> : null}
    </Popover>
  );
}
