import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../ui/Button';
import { ariaKeys } from '../ui/keys';
import type { LensStoreApi } from '../views/live';
import { keysOf, withKey } from '../views/shortcuts';

interface StepButtonProps {
  readonly id: 'undo' | 'redo';
  readonly verb: string;
  /** What would be done, null when there is nothing. */
  readonly step: string | null;
  readonly onClick: () => void;
}

/** Stays in reach when there is nothing to do, so that the focus is not lost with the last step. */
function StepButton({ id, verb, step, onClick }: StepButtonProps): ReactElement {
  return (
    <IconButton
      icon={id}
      label={verb}
      title={step === null ? `Nothing to ${id}` : withKey(`${verb}: ${step}`, 'page', id)}
      aria-disabled={step === null}
      aria-keyshortcuts={ariaKeys(keysOf('page', id))}
      onClick={onClick}
    />
  );
}

/** Undo and redo; their tooltips say what they would do. */
export function HistoryButtons({ store }: { store: LensStoreApi }): ReactElement {
  const { undo, redo, said } = useStore(store, ({ session }) => session.history);
  const { actions } = store.getState();
  return (
    <>
      <StepButton id="undo" verb="Undo" step={undo} onClick={actions.undo} />
      <StepButton id="redo" verb="Redo" step={redo} onClick={actions.redo} />
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
