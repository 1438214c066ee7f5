import { type ReactElement, type ReactNode, type Ref, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { LensStore } from '../../state/types';
import { FullSizeButton } from '../../ui/FullSize';
import { usePassedFocus } from '../../ui/passFocus';
import { withKey } from '../shortcuts';
import { fitDomain, zoomStep } from './moves';
import { corners, type Pane, visibleRectangle } from './viewport';

interface GlyphButtonProps {
  readonly label: string;
  readonly path: string;
  readonly onClick: () => void;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly children?: ReactNode;
  readonly 'aria-expanded'?: boolean;
  readonly 'aria-controls'?: string;
}

/** A square button with a drawn sign; its label is its name and its tooltip. */
export function GlyphButton({ label, path, children, ...rest }: GlyphButtonProps): ReactElement {
  return (
    <button type="button" className="slice-glyph" aria-label={label} title={label} {...rest}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} />
      </svg>
      {children}
    </button>
  );
}

const GLYPHS = {
  in: 'M8 3.5v9M3.5 8h9',
  out: 'M3.5 8h9',
  fit: 'M9.5 6.5 13 3M10 3h3v3M6.5 9.5 3 13M3 10v3h3',
  surface: 'M2.5 10.5 6 4l3 4.5L11 6l2.5 4.5L8 13.5z',
  cut: 'M5 1.5V11h9.5M1.5 5H11v9.5',
  more: 'M3 8h1M7.5 8h1M12 8h1',
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3.2 3v2.6h2.6',
} as const;

/** From the front right, half from above. */
const FIRST_LOOK = { output: 0, azimuth: -0.6, elevation: 0.75 } as const;

/** To the 3-D view, and where the focus is after it. */
function SurfaceButton({ store }: { store: StoreApi<LensStore> }): ReactElement {
  const ref = usePassedFocus<HTMLButtonElement>('surface');
  const open = (): void => store.getState().actions.setSurface(FIRST_LOOK);
  return (
    <GlyphButton ref={ref} label="3-D: an output as a height over the slice" path={GLYPHS.surface} onClick={open} />
  );
}

interface ZoomChipProps {
  readonly store: StoreApi<LensStore>;
  readonly pane: () => Pane;
}

/** What also pinching and other keys do, or is seldom wanted: on a narrow pane it unfolds below the rest. */
function FoldedTools({ store, pane }: ZoomChipProps): ReactElement {
  const zoom = (closer: boolean): void => {
    const state = store.getState();
    state.actions.setViewport(zoomStep(state, state.lens.viewport, pane(), closer));
  };
  const cutHere = (): void => {
    const { lens, session, actions } = store.getState();
    const seen = visibleRectangle(lens.viewport, pane());
    const { p0, p1 } = seen;
    const ends = [
      [p0, 0],
      [p1, 0],
    ] as const;
    actions.setDomain(session.network.inputSize === 1 ? ends : corners(seen));
  };
  return (
    <>
      <GlyphButton label={withKey('Zoom in', 'slice', 'in')} path={GLYPHS.in} onClick={() => zoom(true)} />
      <GlyphButton label={withKey('Zoom out', 'slice', 'out')} path={GLYPHS.out} onClick={() => zoom(false)} />
      <hr />
      <GlyphButton label="Cut here: make the visible part the domain" path={GLYPHS.cut} onClick={cutHere} />
      <GlyphButton
        label="Reset domain and view"
        path={GLYPHS.reset}
        onClick={() => store.getState().actions.resetView()}
      />
      <hr />
    </>
  );
}

/** Zoom, fit, and the two ways to change what is cut: the visible rectangle, or the scene's own domain. */
export function ZoomChip({ store, pane }: ZoomChipProps): ReactElement {
  const one = useStore(store, ({ session }) => session.network.inputSize === 1);
  const [open, setOpen] = useState(false);
  const id = useId();
  const fit = (): void => {
    const state = store.getState();
    state.actions.setViewport(fitDomain(state, pane()));
  };
  return (
    <div className="slice-chip slice-zoom" data-open={open}>
      <div id={id} className="slice-zoom-rest">
        <FoldedTools store={store} pane={pane} />
      </div>
      <div className="slice-zoom-main">
        <GlyphButton label={withKey('Fit the domain', 'slice', 'fitDomain')} path={GLYPHS.fit} onClick={fit} />
        {!one && <SurfaceButton store={store} />}
        <FullSizeButton part="slice" name="the slice" />
        <span className="slice-zoom-more">
          <GlyphButton
            label={open ? 'Fewer tools' : 'More tools: zoom, cut here, reset'}
            path={GLYPHS.more}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          />
        </span>
      </div>
    </div>
  );
}
