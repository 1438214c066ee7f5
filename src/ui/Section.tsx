import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { Icon } from './Icon';

interface SectionProps {
  readonly title: string;
  /** Beside the title: a help button, a number. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly open?: boolean;
}

/** A part of a panel under a small heading that folds it away. Folded parts stay mounted, so that they keep their state. */
export function Section({ title, aside, children, open: initially = true }: SectionProps): ReactElement {
  const [open, setOpen] = useState(initially);
  const id = useId();
  return (
    <section className="section" aria-labelledby={`${id}-title`}>
      <div className="section-head">
        <h2 id={`${id}-title`}>
          <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {title}
            <Icon name="chevron" size={12} />
          </button>
        </h2>
        {aside}
      </div>
      <div id={id} className="section-body" hidden={!open}>
        {children}
      </div>
    </section>
  );
}
