import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { Button, IconButton } from '../ui/Button';
import { copyText } from '../ui/clipboard';
import { Popover } from '../ui/Popover';
import type { LensStoreApi } from '../views/live';
import type { ShellServices } from './services';

type Said =
  | { readonly kind: 'copied' }
  | { readonly kind: 'problem'; readonly text: string; readonly url: string | null };

const LinkProblem = lazy(async () => ({ default: (await import('./LinkProblem')).LinkProblem }));
const SharePanel = lazy(async () => ({ default: (await import('./share/SharePanel')).SharePanel }));

interface ShareProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
}

/** More ways to share, loaded when a person comes near. Closed, it forgets what was chosen. */
function ShareMenu({ store, services }: ShareProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="Share"
      className="share-box"
      onOpen={setOpen}
      button={(props) => <IconButton icon="chevron" label="More ways to share" {...props} />}
    >
      <Suspense fallback={<p className="soft">Loading …</p>}>
        {open && <SharePanel store={store} services={services} />}
      </Suspense>
    </Popover>
  );
}

/** Copies the link and confirms it; where it cannot be written or copied, says why and offers the file. */
export function CopyLink({ store, services }: ShareProps): ReactElement {
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
      <ShareMenu store={store} services={services} />
      <span className="visually-hidden" role="status">
        {said?.kind === 'copied' ? 'Link copied' : ''}
      </span>
      <Suspense fallback={null}>
        {said?.kind === 'problem' && (
          <LinkProblem store={store} text={said.text} url={said.url} onClose={() => setSaid(null)} />
        )}
      </Suspense>
    </div>
  );
}
