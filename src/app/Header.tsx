import { lazy, type ReactElement, Suspense, useState } from 'react';
import { useStore } from 'zustand';
import type { PagePart } from '../state/layout';
import { Button, IconButton } from '../ui/Button';
import { Popover } from '../ui/Popover';
import type { LensStoreApi } from '../views/live';
import { CopyLink } from './CopyLink';
import { HelpMenu } from './HelpMenu';
import { ImportMenu } from './import/ImportMenu';
import { LateOpenFull } from './LateOpenFull';
import type { ShellServices } from './services';
import { currentTheme, toggleTheme } from './theme';

interface HeaderProps {
  readonly store: LensStoreApi;
  readonly services: ShellServices;
  readonly panels: { readonly left: boolean; readonly right: boolean };
  readonly onPanels: (panels: { readonly left: boolean; readonly right: boolean }) => void;
  /** Brings a panel in sight, whatever the layout; null: the slice. */
  readonly onShow: (side: 'left' | 'right' | null) => void;
  /** Opens the list of keys. */
  readonly onKeys: () => void;
}

interface Hidden {
  readonly hide: readonly PagePart[];
}

function ThemeButton(): ReactElement {
  const [theme, setTheme] = useState(currentTheme);
  const next = theme === 'dark' ? 'light' : 'dark';
  return (
    <IconButton
      icon={theme === 'dark' ? 'sun' : 'moon'}
      label={`Use the ${next} theme`}
      onClick={() => setTheme(toggleTheme())}
    />
  );
}

const HistoryButtons = lazy(async () => ({ default: (await import('./HistoryButtons')).HistoryButtons }));
const ExportPanel = lazy(async () => ({ default: (await import('./export/ExportPanel')).ExportPanel }));

/** Its contents are loaded when a person comes near. */
function ExportMenu({ store }: Pick<HeaderProps, 'store'>): ReactElement {
  const [near, setNear] = useState(false);
  const come = (): void => setNear(true);
  return (
    <Popover
      label="Export"
      className="menu export"
      onOpen={(open) => open && come()}
      button={(props) => (
        <Button icon="download" {...props} onPointerEnter={come} onFocus={come}>
          Export
        </Button>
      )}
    >
      <Suspense fallback={<p className="soft menu-item">Loading …</p>}>
        {near && <ExportPanel store={store} />}
      </Suspense>
    </Popover>
  );
}

/** What folds the panels beside the slice away; none for a panel that is left out. */
function PanelSwitches({ panels, onPanels, hide }: Pick<HeaderProps, 'panels' | 'onPanels'> & Hidden): ReactElement {
  return (
    <span className="panel-switches">
      {!hide.includes('setup') && (
        <IconButton
          icon="panelLeft"
          label="Scenes and network panel"
          aria-pressed={panels.left}
          onClick={() => onPanels({ ...panels, left: !panels.left })}
        />
      )}
      {!hide.includes('inspector') && (
        <IconButton
          icon="panelRight"
          label="Inspector panel"
          aria-pressed={panels.right}
          onClick={() => onPanels({ ...panels, right: !panels.right })}
        />
      )}
    </span>
  );
}

/** Name, panels, theme, files in and out, and the link. */
export function Header({ store, services, panels, onPanels, onShow, onKeys }: HeaderProps): ReactElement {
  const hide = useStore(store, ({ lens }) => lens.layout.hide);
  return (
    <header className="header">
      <h1>Polytope lens</h1>
      <div className="header-tools">
        <PanelSwitches panels={panels} onPanels={onPanels} hide={hide} />
        {hide.length > 0 && <LateOpenFull store={store} services={services} />}
        <span className="history-buttons">
          <Suspense fallback={null}>
            <HistoryButtons store={store} />
          </Suspense>
        </span>
        <HelpMenu onShow={onShow} onKeys={onKeys} />
        <ThemeButton />
        <ImportMenu store={store} />
        <ExportMenu store={store} />
        <CopyLink store={store} services={services} />
      </div>
    </header>
  );
}
