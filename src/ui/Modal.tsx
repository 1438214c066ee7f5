import { type ReactElement, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './Button';
import './modal.css';

interface ModalProps {
  readonly className: string;
  /** Its heading, and its name. */
  readonly title: ReactNode;
  /** Called by Escape, the gesture back and the button: takes the dialog from the page at once. */
  readonly onClose: () => void;
  /** Selector of what has the focus first; the browser's choice by default. */
  readonly first?: string;
  readonly children: ReactNode;
}

/**
 * A dialog that is open as long as it is there; the focus goes back to where it was. What it shows is closed by `onClose` alone: the
 * browser's own event of a closed dialog comes a frame late, when something else may be open.
 */
export function Modal({ className, title, onClose, first, children }: ModalProps): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    if (first) dialog?.querySelector<HTMLElement>(first)?.focus();
    // React runs this before it takes the dialog from the page: one that is only removed gives no focus back.
    return () => dialog?.close();
  }, [first]);
  return (
    <dialog
      ref={ref}
      className={`modal ${className}`}
      aria-labelledby={id}
      onCancel={(event) => {
        // Those of a file field within it come by, too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className="modal-head">
        <h2 id={id}>{title}</h2>
        <IconButton icon="close" label="Close" onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
