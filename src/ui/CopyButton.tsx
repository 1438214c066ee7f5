import { type ReactElement, useEffect, useState } from 'react';
import { Button } from './Button';
import { copyText } from './clipboard';

interface CopyButtonProps {
  /** Called at the press, so that nothing is written out before. Null: there is nothing to copy. */
  readonly text: () => string | null;
  readonly kind?: 'quiet' | 'primary';
  /** Its name where the words on it do not say what is copied. */
  readonly label?: string;
  readonly children: string;
}

/** Copies a text and says whether that worked, in its own label, for four seconds. */
export function CopyButton({ text, kind = 'quiet', label, children }: CopyButtonProps): ReactElement {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    const value = text();
    if (value === null) return setSaid('Nothing yet');
    setSaid((await copyText(value)) ? 'Copied' : 'Not allowed');
  };
  return (
    <>
      <Button kind={kind} icon={said === 'Copied' ? 'check' : 'copy'} aria-label={label} onClick={() => void copy()}>
        {said ?? children}
      </Button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
