import { type ReactElement, useEffect, useState } from 'react';
import { Button } from './Button';
import { copyText } from './clipboard';

interface CopyButtonProps {
  /** Called at the press, so that nothing is written out before. Null: there is nothing to copy. */
  readonly text: () => string | null;
  readonly children: string;
}

/** Copies a text and says whether that worked, in its own label, for two seconds. */
export function CopyButton({ text, children }: CopyButtonProps): ReactElement {
  const [said, setSaid] = useState<string | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), 2000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    const value = text();
    if (value === null) return setSaid('Nothing yet');
    setSaid((await copyText(value)) ? 'Copied' : 'Not allowed');
  };
  return (
    <>
      <Button kind="quiet" icon={said === 'Copied' ? 'check' : 'copy'} onClick={() => void copy()}>
        {said ?? children}
      </Button>
      <span className="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
