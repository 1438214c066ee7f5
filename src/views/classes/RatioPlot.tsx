import { scaleLinear } from 'd3';
import type { ReactElement } from 'react';
import type { Interval } from '../../core/path';
import type { ClassDensities } from '../../state/types';
import {
  contrastOf,
  intervalText,
  layerName,
  layerOf,
  MEASURES,
  type Measure,
  SERIES,
  type SeriesKey,
} from './classText';

const ROW = 11;
const GAP = 9;
const BLOCK = SERIES.length * ROW + GAP;

interface Placed {
  readonly key: SeriesKey;
  readonly name: string;
  readonly layer: number;
  readonly ratio: Interval;
  /** Middle of its row in pixels. */
  readonly y: number;
}

/** The layers that have the measure. */
const layersOf = ({ own }: ClassDensities, measure: Measure) =>
  own.layers.filter((entry) => contrastOf(entry, measure) !== null);

function placed(result: ClassDensities, measure: Measure): readonly Placed[] {
  return layersOf(result, measure).flatMap(({ layer }, block) =>
    SERIES.flatMap(({ key, name }, row): Placed[] => {
      const entry = layerOf(result[key], layer);
      const ratio = entry && contrastOf(entry, measure)?.ratio;
      return ratio && Number.isFinite(ratio.mean)
        ? [{ key, name, layer, ratio, y: block * BLOCK + GAP / 2 + (row + 0.5) * ROW }]
        : [];
    }),
  );
}

/** One scale for both measures, so that they can be compared; 1 always lies on it. */
function scaleOf(result: ClassDensities) {
  const ends = MEASURES.flatMap(({ key }) => placed(result, key)).flatMap(({ ratio }) => [ratio.low, ratio.high]);
  const finite = [1, ...ends.filter(Number.isFinite)];
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const margin = 0.04 * (most - least || 1);
  return scaleLinear([least - margin, most + margin], [0, 100]);
}

/** The mark of a series: filled, hollow, and turned, so that colour is not needed to tell them. */
export function Mark({ series, x, y }: { series: SeriesKey; x: string; y: number }): ReactElement {
  if (series !== 'permuted') return <circle className={`ratio-mark ${series}`} cx={x} cy={y} r={3} />;
  // A nested picture carries the place, which may be a percentage; its path does not.
  return (
    <svg x={x} y={y} overflow="visible" role="presentation">
      <path className="ratio-mark permuted" d="M0,-3.6L3.6,0L0,3.6L-3.6,0Z" />
    </svg>
  );
}

const percent = (x: number): string => `${x.toFixed(2)}%`;

function Whiskers({ entries, place }: { entries: readonly Placed[]; place: (value: number) => string }): ReactElement {
  return (
    <g className="ratio-marks">
      {entries.map(({ key, layer, ratio, y }) => (
        <g key={`${layer} ${key}`}>
          {Number.isFinite(ratio.low + ratio.high) && (
            <line className={`ratio-whisker ${key}`} x1={place(ratio.low)} x2={place(ratio.high)} y1={y} y2={y} />
          )}
          <Mark series={key} x={place(ratio.mean)} y={y} />
        </g>
      ))}
    </g>
  );
}

/** Between / within by layer for the three networks, points with whiskers: what one measure says. */
export function RatioPlot({ result, measure }: { result: ClassDensities; measure: Measure }): ReactElement {
  const entries = placed(result, measure);
  const scale = scaleOf(result);
  const place = (value: number): string => percent(scale(value));
  const layers = layersOf(result, measure);
  const height = layers.length * BLOCK;
  const title = MEASURES.find(({ key }) => key === measure)?.name ?? '';
  const said = entries.map(({ layer, name, ratio }) => `${layerName(layer)} ${name} ${intervalText(ratio)}`);
  return (
    <figure className="ratio-figure">
      <figcaption>
        <span className="ratio-title">{title}</span>
      </figcaption>
      <div className="ratio-plot">
        <div className="ratio-layers num soft" aria-hidden="true">
          {layers.map(({ layer }) => (
            <span key={layer} style={{ height: BLOCK }}>
              {layerName(layer)}
            </span>
          ))}
        </div>
        <svg role="img" aria-label={`${title}, between / within: ${said.join('; ')}`} height={height + 16}>
          {layers.slice(1).map(({ layer }, i) => (
            <line key={layer} className="ratio-rule" x1="0" x2="100%" y1={(i + 1) * BLOCK} y2={(i + 1) * BLOCK} />
          ))}
          <line className="ratio-one" x1={place(1)} x2={place(1)} y1={0} y2={height} />
          <line className="ratio-axis" x1="0" x2="100%" y1={height} y2={height} />
          {scale.ticks(4).map((tick) => (
            <text key={tick} className="ratio-tick" x={place(tick)} y={height + 12}>
              {tick}
            </text>
          ))}
          <Whiskers entries={entries} place={place} />
        </svg>
      </div>
    </figure>
  );
}

/** What the marks mean. */
export function RatioKey(): ReactElement {
  return (
    <ul className="ratio-key" aria-label="Between classes / within, by network">
      <li className="ratio-title">Between / within</li>
      {SERIES.map(({ key, name }) => (
        <li key={key}>
          <svg width="20" height="12" aria-hidden="true">
            <line className={`ratio-whisker ${key}`} x1="1" x2="19" y1="6" y2="6" />
            <Mark series={key} x="10" y={6} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
