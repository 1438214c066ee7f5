import type { ReactElement } from 'react';
import { WHOLE_PAGE } from '../state/layout';
import { IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import type { LensStoreApi } from '../views/live';
import type { ShellServices } from './services';

interface OpenFullProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
}

/**
 * The way out of a page of which parts are left out: shows the rest, or, where the page stands inside another, opens the
 * whole of it in a tab of its own with what is on it now.
 */
export function OpenFull({ store, services }: OpenFullProps): ReactElement {
  if (window.parent === window)
    return (
      <IconButton
        icon="full"
        label="Show the whole page"
        onClick={() => store.getState().actions.setLayout(WHOLE_PAGE)}
      />
    );
  // The state may have changed since the last look at the address.
  const refresh = (event: { currentTarget: HTMLAnchorElement }): void => {
    event.currentTarget.href = services.wholePage();
  };
  const label = 'Open the whole page in a new tab';
  return (
    <a
      className="icon-button quiet"
      href={services.wholePage()}
      target="_blank"
      rel="noopener"
      aria-label={label}
      title={label}
      onPointerDown={refresh}
      onFocus={refresh}
      onClick={refresh}
    >
      <Icon name="full" />
    </a>
  );
}
