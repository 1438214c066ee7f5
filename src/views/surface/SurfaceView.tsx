import { type ReactElement, useCallback, useContext, useEffect, useId, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { LensState, LensStore } from '../../state/types';
import { IconButton } from '../../ui/Button';
import { isCommonKey } from '../../ui/commonKeys';
import { escapeIsTaken, FullSizeButton, FullSizeContext } from '../../ui/FullSize';
import { useFocusPassedOn, usePassedFocus } from '../../ui/passFocus';
import type { LensStoreApi } from '../live';
import { CertificateChip } from '../slice/CertificateChip';
import { EmptyState } from '../slice/EmptyState';
import { Legend } from '../slice/Legend';
import { RegionTable } from '../slice/RegionTable';
import { Summary } from '../slice/Summary';
import { useScale } from '../slice/useScale';
import { useSlowly } from '../slice/useSlowly';
import { useThemeOf } from '../slice/useTheme';
import { SurfaceStage, tilted, wrapped } from './surfaceStage';
import { facetColumns, surfaceText } from './surfaceText';
import './surface.css';

type Surface = NonNullable<LensState['surface']>;

const dataOf = ({ session }: LensStore) => session.data;

const DEGREE = Math.PI / 180;
const degrees = (angle: number): number => Math.round(angle / DEGREE);

interface AngleProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (angle: number) => void;
}

function Angle({ label, value, least, most, onChange }: AngleProps): ReactElement {
  return (
    <label className="surface-angle">
      <span className="soft">{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={1}
        value={degrees(value)}
        aria-valuetext={`${degrees(value)} degrees`}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber * DEGREE)}
      />
    </label>
  );
}

function OutputChoice({ store, surface }: { store: LensStoreApi; surface: Surface }): ReactElement | null {
  const outputs = useStore(store, ({ session }) => session.network.outputSize);
  const data = useStore(store, ({ session }) => session.data);
  if (outputs === 1) return null;
  return (
    <label className="surface-angle">
      <span className="soft">output</span>
      <select
        value={surface.output}
        onChange={(event) =>
          store.getState().actions.setSurface({ ...surface, output: Number(event.currentTarget.value) })
        }
      >
        {Array.from({ length: outputs }, (_, output) => (
          <option key={data?.classNames[output] ?? output} value={output}>
            {data?.classNames[output] ?? output}
          </option>
        ))}
      </select>
    </label>
  );
}

/** The way back to the plane, by a button or by Escape; a full size is left before. */
function BackButton({ store, turning }: { store: LensStoreApi; turning: () => boolean }): ReactElement {
  const ref = usePassedFocus<HTMLButtonElement>('plane');
  const { part } = useContext(FullSizeContext);
  const back = useCallback((): void => store.getState().actions.setSurface(null), [store]);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isCommonKey('leave', event) && part === null && !turning() && !escapeIsTaken(event)) back();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [part, turning, back]);
  return <IconButton ref={ref} icon="close" label="Back to the plane (Escape)" onClick={back} />;
}

interface ControlsProps {
  readonly store: LensStoreApi;
  readonly surface: Surface;
  readonly turning: () => boolean;
}

/** Which output, from where it is seen, and the way back. */
function Controls({ store, surface, turning }: ControlsProps): ReactElement {
  const { setSurface } = store.getState().actions;
  return (
    <div className="slice-corner top left">
      <div className="slice-chip surface-chip">
        <OutputChoice store={store} surface={surface} />
        <Angle
          label="turn"
          value={surface.azimuth}
          least={-180}
          most={180}
          onChange={(azimuth) => setSurface({ ...surface, azimuth: wrapped(azimuth) })}
        />
        <Angle
          label="tilt"
          value={surface.elevation}
          least={0}
          most={90}
          onChange={(elevation) => setSurface({ ...surface, elevation: tilted(elevation) })}
        />
        <FullSizeButton part="slice" name="the 3-D view" />
        <BackButton store={store} turning={turning} />
      </div>
    </div>
  );
}

/** The chosen output over the slice: every polytope is a flat facet of its graph. */
export function SurfaceView({ store }: { store: LensStoreApi }): ReactElement | null {
  const surface = useStore(store, ({ lens }) => lens.surface);
  const view = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<SurfaceStage | null>(null);
  const turning = useCallback(() => stage.current?.turning ?? false, []);
  const summaryId = useId();
  const [scale, onScale] = useScale();
  const theme = useThemeOf(host);
  const data = useSlowly(store, dataOf);
  useEffect(() => {
    if (!host.current) return;
    const made = new SurfaceStage(host.current, store, onScale);
    stage.current = made;
    return () => made.destroy();
  }, [store, onScale]);
  useFocusPassedOn(view, 'surface');
  const output = surface?.output ?? 0;
  const outputs = useStore(store, ({ session }) => session.network.outputSize);
  const more = useMemo(() => facetColumns(output, outputs), [output, outputs]);
  return (
    <section ref={view} className="slice-view surface-view" aria-label="Graph of the output over the slice">
      <div
        ref={host}
        className="surface-stage"
        role="img"
        aria-label="The output as a height over the slice"
        aria-describedby={summaryId}
      />
      <Summary store={store} id={summaryId} text={surfaceText} />
      <EmptyState store={store} />
      {surface && <Controls store={store} surface={surface} turning={turning} />}
      <div className="slice-corner bottom left">
        <CertificateChip store={store} />
        <RegionTable store={store} more={more} />
      </div>
      <div className="slice-corner bottom right">
        {scale && theme && <Legend store={store} scale={scale} palette={theme.palette} data={data} />}
      </div>
    </section>
  );
}
