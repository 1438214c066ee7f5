import type { ReactElement } from 'react';

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly full?: string;
}

/** A name and a number. */
export function SoftFact({ name, value, full }: FactProps): ReactElement {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className="num" title={full}>
        {value}
      </dd>
    </div>
  );
}
