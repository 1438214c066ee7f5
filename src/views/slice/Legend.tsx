import { lazy, type ReactElement, Suspense } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import { sketchInForce } from '../../state/sketch';
import type { LensStore, SessionState } from '../../state/types';
import { formatNumber } from '../../ui/format';
import { css, type Palette } from '../palette';
import type { Scale } from './colours';
import { className } from './describe';

/** The legend of colours by values comes with their code. */
const FieldLegend = lazy(async () => ({ default: (await import('./FieldLegend')).FieldLegend }));

const STOPS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
const MOST_CLASSES = 10;

const short = (value: number): string => formatNumber(value, 2).replace(/\.0(?=e|$)/, '');

const fieldShown = ({ lens }: LensStore): boolean => lens.showField;

type OutputProps = Pick<LegendProps, 'store' | 'palette'> & Omit<Extract<Scale, { kind: 'output' }>, 'kind'>;

/** Samples are drawn in place of polytopes. */
const isSampled = ({ session }: LensStore): boolean => sketchInForce(session) !== null;

const softShown = ({ lens }: LensStore): boolean => lens.soft !== null && lens.showField;

function OutputLegend({ store, limit, beyond, name, palette }: OutputProps): ReactElement {
  const field = useStore(store, fieldShown);
  const soft = useStore(store, softShown);
  const sampled = useStore(store, isSampled);
  const ofWhat = sampled ? ', sampled' : soft ? ' of the soft network' : field ? '' : ' at the centroid';
  const stops = STOPS.map((t) => css(palette.diverging(t))).join(', ');
  return (
    <div className="slice-chip slice-legend num">
      <span className="visually-hidden">Legend: </span>
      <span className="slice-legend-note">
        output{name ? ` ${name}` : ''}
        {ofWhat}
      </span>
      <span>{`${beyond[0] ? '≤ ' : ''}${short(-limit)}`}</span>
      <span className="slice-bar" style={{ background: `linear-gradient(to right, ${stops})` }} />
      <span>{`${beyond[1] ? '≥ ' : ''}${short(limit)}`}</span>
      <span className="visually-hidden">colour of the output, from blue below zero to orange above</span>
    </div>
  );
}

interface LegendProps {
  /** What a legend with parts of its own is called. */
  readonly name?: string;
  readonly store: StoreApi<LensStore>;
  readonly scale: Scale;
  readonly palette: Palette;
  readonly data: SessionState['data'];
}

type ClassProps = Pick<LegendProps, 'store' | 'data' | 'palette'> & {
  readonly scale: Extract<Scale, { kind: 'class' }>;
};

function ClassLegend({ store, data, scale, palette }: ClassProps): ReactElement {
  const sampled = useStore(store, isSampled);
  const place = sampled ? 'sampled' : scale.exact ? 'exact' : 'at the centroid';
  const note = `winning class${sampled ? ', sampled' : scale.exact ? '' : ' at the centroid of each polytope'}`;
  return (
    <div className="slice-chip slice-legend" title={scale.shaded ? `${note}, paler where it is less certain` : note}>
      <span className="visually-hidden">Legend, {note}: </span>
      {scale.classes.slice(0, MOST_CLASSES).map((index) => (
        <span key={index} className="slice-class">
          <span className="slice-swatch" style={{ background: css(palette.classFill(index)) }} />
          {className({ data }, index)}
        </span>
      ))}
      {scale.classes.length > MOST_CLASSES && <span>…</span>}
      <span className="slice-legend-note">{place}</span>
    </div>
  );
}

/** What the fills mean. */
export function Legend({ name = 'Legend', store, scale, palette, data }: LegendProps): ReactElement | null {
  if (scale.kind === 'waiting') return null;
  if (scale.kind === 'field') {
    const { computeColouring, cancelPartition, setSoft } = store.getState().actions;
    return (
      <Suspense fallback={null}>
        <FieldLegend
          name={name}
          scale={scale}
          palette={palette}
          onCompute={computeColouring}
          onCancel={cancelPartition}
          onSoften={() => setSoft({})}
        />
      </Suspense>
    );
  }
  if (scale.kind === 'output') return <OutputLegend store={store} {...scale} palette={palette} />;
  if (scale.kind === 'code')
    return (
      <div
        className="slice-chip slice-legend"
        title="A stable hash of the spline code: one code, one colour, on every machine"
      >
        <span className="visually-hidden">Legend: </span>
        one colour a code
      </div>
    );
  return <ClassLegend store={store} data={data} scale={scale} palette={palette} />;
}
