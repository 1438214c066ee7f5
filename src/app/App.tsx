import { lazy, type ReactElement, Suspense, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { FullSizeContext, useFullSize } from '../ui/FullSize';
import type { PainterKind } from '../views/slice';
import { DropTarget } from './DropTarget';
import type { PanelProps } from './panels';
import type { ShellServices } from './services';
import { Toasts } from './Toasts';
import { WholePage } from './WholePage';

const PicturesDialog = lazy(async () => ({
  default: (await import('../views/pictures/PicturesDialog')).PicturesDialog,
}));
const ModelDialog = lazy(async () => ({ default: (await import('../views/models/ModelDialog')).ModelDialog }));
/** One part alone in another page's frame: a page that is whole does without. */
const LonePage = lazy(async () => ({ default: (await import('./LonePage')).LonePage }));
const KeysDialog = lazy(async () => ({ default: (await import('./KeysDialog')).KeysDialog }));

interface AppProps extends PanelProps {
  readonly services: ShellServices;
  /** The painter that the page's query asks for. */
  readonly painter: PainterKind | null;
}

/** The page: all of it, without some parts, or one part alone, as the state's layout says. */
export function App({ store, services, scenes, painter }: AppProps): ReactElement {
  const { hide, only } = useStore(store, ({ lens }) => lens.layout);
  const pictures = useStore(store, ({ session }) => session.pictures !== null);
  const model = useStore(store, ({ session }) => session.openModel !== null);
  const [keys, setKeys] = useState(false);
  const full = useFullSize();
  useEffect(() => {
    let stop: (() => void) | null = null;
    let ended = false;
    void import('./listeners').then(({ listenOnPage }) => {
      if (!ended) stop = listenOnPage(store, () => setKeys(true));
    });
    return () => {
      ended = true;
      stop?.();
    };
  }, [store]);
  const props = { store, services, scenes, painter };
  return (
    <FullSizeContext value={full}>
      {only ? (
        <div className="app" data-only={only} data-hide={hide.join(' ')}>
          <Suspense fallback={null}>
            <LonePage {...props} part={only} />
          </Suspense>
        </div>
      ) : (
        <WholePage {...props} hide={hide} onKeys={() => setKeys(true)} />
      )}
      <Toasts store={store} />
      <DropTarget store={store} />
      <Suspense fallback={null}>{pictures && <PicturesDialog store={store} />}</Suspense>
      <Suspense fallback={null}>{model && <ModelDialog store={store} />}</Suspense>
      <Suspense fallback={null}>{keys && <KeysDialog onClose={() => setKeys(false)} />}</Suspense>
    </FullSizeContext>
  );
}
