import type { ReactElement } from 'react';
import type { FoundAttack } from '../../../state/types';
import { formatCount, formatNumber } from '../../../ui/format';
import { crossingWords } from './attackText';

const WIDTH = 300;
const HEIGHT = 44;
const MARGIN = 8;
const AXIS = 30;
/** Rows that equal values are stacked in, from the axis up. */
const ROWS = 8;

/** Where dots stand so that they do not hide each other: one a value, stacked where values are within a dot's width. */
function stacked(values: Float64Array, x: (value: number) => number): readonly (readonly [number, number])[] {
  const heights = new Map<number, number>();
  return [...values]
    .sort((a, b) => a - b)
    .map((value) => {
      const column = Math.round(x(value) / 3);
      const row = heights.get(column) ?? 0;
      heights.set(column, row + 1);
      return [column * 3, AXIS - 4 - 3 * (row % ROWS)];
    });
}

/** Crossings per length: random directions as dots, the mean’s interval as a bar, the attack as a line. */
export function CrossingStrip({ found }: { found: FoundAttack }): ReactElement | null {
  const { straight, random } = found.study;
  const iterates = 'iterates' in found.study ? found.study.iterates : null;
  if (!straight || !random) return null;
  const top = Math.max(random.all.most, straight.density, iterates?.density ?? 0) || 1;
  const x = (value: number): number => MARGIN + (value / top) * (WIDTH - 2 * MARGIN);
  const { low, high } = random.all;
  return (
    <figure className="attack-strip">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`Crossings a unit of length: ${crossingWords(found)}`}
      >
        <line className="strip-axis" x1={MARGIN} x2={WIDTH - MARGIN} y1={AXIS} y2={AXIS} />
        {stacked(random.values, x).map(([cx, cy], i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place in the sorted row
          <circle key={i} className="strip-dot" cx={cx} cy={cy} r={1.4} />
        ))}
        <rect className="strip-interval" x={x(low)} width={Math.max(1, x(high) - x(low))} y={AXIS - 1.5} height={3} />
        {iterates && (
          <line className="strip-iterates" x1={x(iterates.density)} x2={x(iterates.density)} y1={4} y2={AXIS + 3} />
        )}
        <line className="strip-attack" x1={x(straight.density)} x2={x(straight.density)} y1={2} y2={AXIS + 3} />
        <text className="strip-end" x={MARGIN} y={HEIGHT - 2}>
          0
        </text>
        <text className="strip-end" x={WIDTH - MARGIN} y={HEIGHT - 2} textAnchor="end">
          {formatNumber(top, 3)}
        </text>
      </svg>
      <figcaption className="strip-key">
        <span className="key attack">attack</span>
        {iterates && <span className="key iterates">through its steps</span>}
        <span className="key random">{formatCount(random.count)} random ways</span>
      </figcaption>
    </figure>
  );
}
