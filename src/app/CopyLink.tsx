import { type ReactElement, useEffect, useState } from 'react';
import { Button } from '../ui/Button';
import { copyText } from '../ui/clipboard';
import type { LensStoreApi } from '../views/live';
import { saveLensFile } from './files';
import type { ShellServices } from './services';

type Said =
  | { readonly kind: 'copied' }
  | { readonly kind: 'problem'; readonly text: string; readonly url: string | null };

/** Copies the link and confirms it; where it cannot be written or copied, says why and offers the file. */
export function CopyLink({ store, services }: { store: LensStoreApi; services: ShellServices }): ReactElement {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    if (said?.kind !== 'copied') return;
    const timer = setTimeout(() => setSaid(null), 2500);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async (): Promise<void> => {
    const link = services.link();
    if (!link.ok) return setSaid({ kind: 'problem', text: link.message, url: null });
    if (await copyText(link.url)) return setSaid({ kind: 'copied' });
    setSaid({ kind: 'problem', text: 'The browser does not allow the clipboard here. The link:', url: link.url });
  };
  return (
    <div className="copy-link">
      <Button kind="primary" icon={said?.kind === 'copied' ? 'check' : 'link'} onClick={() => void copy()}>
        {said?.kind === 'copied' ? 'Link copied' : 'Copy link'}
      </Button>
      <span className="visually-hidden" role="status">
        {said?.kind === 'copied' ? 'Link copied' : ''}
      </span>
      {said?.kind === 'problem' && (
        <div className="link-problem" role="alert">
          <p>{said.text}</p>
          {said.url && (
            <input
              className="num"
              readOnly
              aria-label="Link"
              value={said.url}
              onFocus={(event) => event.currentTarget.select()}
            />
          )}
          <div className="row">
            <Button icon="download" onClick={() => saveLensFile(store.getState().lens)}>
              Save lens file
            </Button>
            <Button kind="quiet" onClick={() => setSaid(null)}>
              Close
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
