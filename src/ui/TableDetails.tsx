import { type ReactElement, type ReactNode, Suspense, useId, useState } from 'react';
import { TableRegion } from './DataTable';
import { Icon } from './Icon';

interface TableDetailsProps {
  /** Names the button: `Table of the units`. The region is called the same. */
  readonly name: string;
  /** The table; mounted only while it is open, so it may load its code then. */
  readonly children: ReactNode;
}

/** A quiet line below a figure that unfolds the figure's numbers as a table. */
export function TableDetails({ name, children }: TableDetailsProps): ReactElement {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="table-details">
      <button
        type="button"
        className="table-fold"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name="table" size={14} />
        {name}
      </button>
      {open && (
        <TableRegion id={id} label={name}>
          <Suspense fallback={null}>{children}</Suspense>
        </TableRegion>
      )}
    </div>
  );
}
