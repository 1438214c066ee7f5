import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { FoldButton } from './FoldButton';
import { recallWords, rememberWord } from './remembered';

interface SectionProps {
  /** Also names the fold where it is remembered. */
  readonly title: string;
  /** Beside the title: a help button, a number. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
  /** Mounted only while it is open: for what works as long as it is there. */
  readonly onlyOpen?: boolean;
  /** Where something else than the fold that is remembered says whether it is open. */
  readonly fold?: { readonly open: boolean; readonly onFold: () => void };
}

/** Titles whose fold differs from how their sections first are. */
const KEY = 'folds';

/**
 * A part of a panel under a small heading that folds it away; the fold is remembered. Folded parts stay mounted, so that
 * they keep their state, unless they are asked not to.
 */
export function Section({
  title,
  aside,
  children,
  open: initially = true,
  onlyOpen = false,
  fold: governed,
}: SectionProps): ReactElement {
  const [remembered, setOpen] = useState(() => recallWords(KEY).includes(title) !== initially);
  const open = governed?.open ?? remembered;
  const id = useId();
  const fold = (): void => {
    if (governed) {
      governed.onFold();
      return;
    }
    setOpen(!open);
    rememberWord(KEY, title, !open !== initially);
  };
  return (
    <section className="section" aria-labelledby={`${id}-title`}>
      <div className="section-head">
        <h2 id={`${id}-title`}>
          <FoldButton open={open} controls={id} onFold={fold}>
            {title}
          </FoldButton>
        </h2>
        {aside}
      </div>
      <div id={id} className="section-body" hidden={!open}>
        {(open || !onlyOpen) && children}
      </div>
    </section>
  );
}
