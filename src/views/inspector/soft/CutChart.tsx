import type { ReactElement } from 'react';
import type { BoundaryCut } from '../../../core/soft';
import { formatNumber } from '../../../ui/format';
import './softCharts.css';

const [WIDTH, HEIGHT] = [300, 132];
const [LEFT, RIGHT, TOP, BOTTOM] = [8, 8, 14, 20];

/** Entropy of the unit's code and of the whole code along the cut, each on a scale of its own, with the width bracketed. */
export function CutChart({ cut, label }: { cut: BoundaryCut; label: string }): ReactElement {
  const { places, unit, all, hard, half, centre } = cut;
  const [from, to] = [places[0] ?? 0, places[places.length - 1] ?? 1];
  const x = (place: number): number => LEFT + ((place - from) / (to - from || 1)) * (WIDTH - LEFT - RIGHT);
  const most = (values: Float64Array): number => values.reduce((top, value) => Math.max(top, value), 0) || 1;
  const floor = HEIGHT - BOTTOM;
  const y = (share: number): number => floor - share * (floor - TOP);
  const path = (values: Float64Array, top: number): string =>
    Array.from(
      places,
      (place, i) => `${i === 0 ? 'M' : 'L'}${x(place).toFixed(1)},${y((values[i] as number) / top).toFixed(1)}`,
    ).join('');
  const [unitTop, allTop] = [Math.max(Math.LN2, most(unit)), most(all)];
  const level = centre === null ? 0 : y(most(unit) / 2 / unitTop);
  return (
    <figure className="soft-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <line className="soft-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={floor} y2={floor} />
        <path className="soft-expected" d={path(all, allTop)} />
        <path className="soft-line" d={path(unit, unitTop)} />
        {half && (
          <path
            className="soft-bracket"
            d={`M${x(half[0])},${level - 4}v8M${x(half[0])},${level}H${x(half[1])}M${x(half[1])},${level - 4}v8`}
          />
        )}
        <line className="soft-here" x1={x(0)} x2={x(0)} y1={TOP} y2={floor} />
        <text className="soft-tick" x={Math.min(WIDTH - 40, Math.max(LEFT, x(0) - 14))} y={TOP - 5}>
          point
        </text>
        <circle className="soft-dot" cx={x(hard)} cy={floor} r={3} />
        <text className="soft-tick" x={LEFT} y={HEIGHT - 5}>
          {formatNumber(from, 3)}
        </text>
        <text className="soft-tick" x={WIDTH - RIGHT} y={HEIGHT - 5} textAnchor="end">
          {formatNumber(to, 3)}
        </text>
      </svg>
      <figcaption className="sampled-keys small soft">
        <span className="sampled-key line">the unit, up to {formatNumber(unitTop, 3)} nats</span>
        <span className="sampled-key expected">whole code, up to {formatNumber(allTop, 3)}</span>
      </figcaption>
    </figure>
  );
}
