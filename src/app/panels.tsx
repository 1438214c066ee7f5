/**
 * The panels around the slice, each a chunk of its own: the first picture waits for none of them. A new panel is a line
 * in one of the three lists.
 */
import { type ComponentType, lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import type { PagePart } from '../state/layout';
import type { Scene } from '../state/scenes';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import type { LensStoreApi } from '../views/live';

export interface PanelProps {
  readonly store: LensStoreApi;
  readonly scenes: readonly Scene[];
}

interface Panel {
  /** Names the panel where it fails, and in lists of panels. */
  readonly name: string;
  readonly Content: ComponentType<PanelProps>;
  /** What leaves it out in a link's `hide`. */
  readonly part?: PagePart;
  /** Class of what keeps its room until it is there, so that what stands above does not change its height. */
  readonly waiting?: string;
}

const panel = (
  name: string,
  load: () => Promise<ComponentType<PanelProps>>,
  part?: PagePart,
  waiting?: string,
): Panel => ({
  name,
  Content: lazy(async () => ({ default: await load() })),
  ...(part ? { part } : {}),
  ...(waiting ? { waiting } : {}),
});

/** Scene and network. */
export const setupPanels: readonly Panel[] = [
  panel('The list of scenes', async () => (await import('../views/scenes/ScenesPanel')).ScenesPanel, 'scenes'),
  panel('The network panel', async () => (await import('../views/network/NetworkPanel')).NetworkPanel, 'network'),
  panel('The unit panel', async () => (await import('../views/network/UnitPanel')).UnitPanel, 'network'),
  panel('The data panel', async () => (await import('../views/data/DataPanel')).DataPanel, 'data'),
  panel('The colour panel', async () => (await import('../views/panels/ColourPanel')).ColourPanel, 'colour'),
  panel('The training panel', async () => (await import('../views/panels/TrainingPanel')).TrainingPanel, 'training'),
];

/** The selected point and the plane it lies in. */
export const inspectorPanels: readonly Panel[] = [
  panel('The slice panel', async () => (await import('../views/planes/SlicePanel')).SlicePanel),
  panel('The inspector', async () => (await import('../views/inspector/Inspector')).Inspector),
];

/** Below the slice. */
export const stripPanels: readonly Panel[] = [
  panel(
    'The training charts',
    async () => (await import('../views/charts/TrainingStrip')).TrainingStrip,
    'training',
    'waiting-charts',
  ),
  panel('Hard to soft', async () => (await import('../views/soft/SoftPanel')).SoftPanel, undefined, 'waiting-line'),
  panel('The path', async () => (await import('../views/path/PathPanel')).PathPanel, 'path', 'waiting-line'),
  panel(
    'The experiments',
    async () => (await import('../views/classes/ExperimentsPanel')).ExperimentsPanel,
    'statistics',
    'waiting-line',
  ),
  panel(
    'The statistics',
    async () => (await import('../views/statistics/StatisticsPanel')).StatisticsPanel,
    'statistics',
    'waiting-line',
  ),
];

/** In place of the plane. */
export const surfacePanels: readonly Panel[] = [
  panel('The 3-D view', async () => (await import('../views/surface/SurfaceView')).SurfaceView),
];

/** Beside the slice, where another time is kept. */
export const comparePanels: readonly Panel[] = [
  panel('The other time', async () => (await import('../views/compare/CompareView')).CompareView),
];

/** What is left of panels where some parts are left out. */
export const shownPanels = (panels: readonly Panel[], hide: readonly PagePart[]): readonly Panel[] =>
  panels.filter(({ part }) => part === undefined || !hide.includes(part));

/** Panels one after the other; one that fails says so and leaves the others alone. */
export function PanelStack({ panels, ...props }: PanelProps & { readonly panels: readonly Panel[] }): ReactElement {
  const hide = useStore(props.store, ({ lens }) => lens.layout.hide);
  return (
    <>
      {shownPanels(panels, hide).map(({ name, Content, waiting }) => (
        <ErrorBoundary key={name} name={name}>
          <Suspense fallback={waiting ? <div className={waiting} /> : null}>
            <Content {...props} />
          </Suspense>
        </ErrorBoundary>
      ))}
    </>
  );
}
