import { lazy, type ReactElement, Suspense } from 'react';
import { Help } from '../../ui/Help';
import type { TermId } from './terms';

const TermText = lazy(async () => ({ default: (await import('./TermText')).TermText }));

interface TermHelpProps {
  /** Names the button and heads the box. */
  readonly title: string;
  readonly terms: readonly TermId[];
}

/** A round “?” that explains one or several terms; their texts are a chunk of their own. */
export function TermHelp({ title, terms }: TermHelpProps): ReactElement {
  return (
    <Help term={title}>
      <Suspense fallback={null}>
        <TermText terms={terms} />
      </Suspense>
    </Help>
  );
}
