/** Start-up: the store begins to work before React draws, so that the first partition is under way at once. */
import './styles';
import { createRoot } from 'react-dom/client';
import { createApi } from '../state/api';
import type { PolytopeLensApi } from '../state/apiTypes';
import { startLinkSync } from '../state/linkSync';
import { scenes } from '../state/scenes';
import { exactLink, wholePageLink } from '../state/services';
import { createLensController } from '../state/store';
import { browserLinkHost, pageSurroundings } from '../state/surroundings';
import { wantedPainter } from '../views/slice';
import { App } from './App';
import { startTheme } from './theme';

declare global {
  interface Window {
    polytopeLens: PolytopeLensApi;
  }
}

/** The page's address without its fragment. */
const base = (): string => window.location.href.split('#')[0] ?? '';

function start(root: HTMLElement): void {
  startTheme();
  const controller = createLensController(pageSurroundings());
  const sync = startLinkSync(controller, browserLinkHost(window));
  window.addEventListener('pagehide', () => sync.flush());
  void controller.start(window.location.href);
  window.polytopeLens = createApi(controller, base);
  createRoot(root).render(
    <App
      store={controller.store}
      services={{
        link: (layout) => exactLink(controller, base(), layout),
        wholePage: () => wholePageLink(controller, base()),
      }}
      scenes={scenes}
      painter={wantedPainter(window.location.search)}
    />,
  );
}

const root = document.getElementById('root');
if (root) start(root);
