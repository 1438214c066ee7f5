import type { ReactElement } from 'react';
import type { SampledMaps } from '../../../state/softCodes';
import { formatCount, formatError } from '../../../ui/format';
import './softCharts.css';

const [WIDTH, HEIGHT] = [300, 132];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 8, 8, 20];

/** Whole powers of ten that hold the values; those that are 0 have no logarithm and are left out. */
function decades(values: readonly number[]): readonly [number, number] {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  if (logs.length === 0) return [-1, 0];
  const [low, high] = [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
  return [low, Math.max(high, low + 1)];
}

/** ‖mean of the maps − A(x)‖ over the number of codes, both logarithmic, beside what is expected. */
export function SampledChart({ found }: { found: SampledMaps }): ReactElement {
  const { counts, errors, expected } = found;
  const last = counts.length - 1;
  const [low, high] = decades([...errors, ...expected]);
  const most = Math.log10(Math.max(2, counts[last] ?? 2));
  const x = (n: number): number => LEFT + (Math.log10(n) / most) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + ((high - Math.log10(value)) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const path = (values: readonly number[]): string =>
    counts
      .flatMap((n, i) => ((values[i] as number) > 0 ? [`${x(n).toFixed(1)},${y(values[i] as number).toFixed(1)}`] : []))
      .map((place, i) => (i === 0 ? 'M' : 'L') + place)
      .join('');
  const powers = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  const label = `Distance of the mean map from the soft map: ${formatError(errors[0] ?? 0)} after one code, ${formatError(
    errors[last] ?? 0,
  )} after ${formatCount(counts[last] ?? 0)}; expected ${formatError(expected[last] ?? 0)}`;
  return (
    <figure className="soft-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        {powers.map((power) => (
          <g key={power}>
            <line className="soft-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(10 ** power)} y2={y(10 ** power)} />
            <text className="soft-tick" x={LEFT - 6} y={y(10 ** power) + 3.5} textAnchor="end">
              {formatError(10 ** power)}
            </text>
          </g>
        ))}
        <path className="soft-expected" d={path(expected)} />
        <path className="soft-line" d={path(errors)} />
        {counts.map((n, i) =>
          (errors[i] as number) > 0 ? (
            <circle key={n} className="soft-dot" cx={x(n)} cy={y(errors[i] as number)} r={2} />
          ) : null,
        )}
        <text className="soft-tick" x={LEFT} y={HEIGHT - 5}>
          1
        </text>
        <text className="soft-tick" x={WIDTH - RIGHT} y={HEIGHT - 5} textAnchor="end">
          n = {formatCount(counts[last] ?? 0)}
        </text>
      </svg>
      <figcaption className="sampled-keys small soft">
        <span className="sampled-key line">‖mean A − A(x)‖</span>
        <span className="sampled-key expected">expected, ∝ 1/√n</span>
      </figcaption>
    </figure>
  );
}
