import { type PointerEvent, type ReactElement, useState } from 'react';
import type { ClassDensities } from '../../state/types';
import { formatNumber } from '../../ui/format';
import { css, palette } from '../palette';
import { sequential } from '../sequential';
import { classNames, contrastOf, layerOf, type Measure, type SeriesKey } from './classText';
import { useDark } from './useDark';

interface DensityMatrixProps {
  readonly result: ClassDensities;
  readonly series: SeriesKey;
  readonly name: string;
  readonly layer: number;
  readonly measure: Measure;
}

/** Width of the strips of the classes' colours, and their distance, in cells: shares of the whole. */
const stripOf = (n: number) => ({ strip: 0.06 * n, space: 0.025 * n, all: 1.085 * n });

function rangeOf(matrix: Float64Array): readonly [least: number, most: number] | null {
  const known = matrix.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? null : [Math.min(...known), Math.max(...known)];
}

interface CellsProps {
  readonly matrix: Float64Array;
  readonly classes: readonly number[];
  readonly range: readonly [number, number];
  readonly dark: boolean;
}

function Cells({ matrix, classes, range: [least, most], dark }: CellsProps): ReactElement {
  const n = classes.length;
  const { strip, space } = stripOf(n);
  const colour = sequential(dark);
  const { classFill } = palette({ dark });
  const shade = (value: number): string => css(colour(most > least ? (value - least) / (most - least) : 0.5));
  return (
    <>
      {Array.from(matrix, (value, at) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={at}
          className={Number.isNaN(value) ? 'matrix-none' : ''}
          x={at % n}
          y={Math.floor(at / n)}
          width={1}
          height={1}
          fill={Number.isNaN(value) ? 'none' : shade(value)}
        />
      ))}
      {classes.map((index, i) => (
        <g key={index} fill={css(classFill(index))}>
          <rect x={-space - strip} y={i + 0.04} width={strip} height={0.92} />
          <rect x={i + 0.04} y={n + space} width={0.92} height={strip} />
        </g>
      ))}
    </>
  );
}

/** Mean densities of the pairs of each two classes, dark for thick, on the scale of this network alone. */
export function DensityMatrix({ result, series, name, layer, measure }: DensityMatrixProps): ReactElement | null {
  const dark = useDark();
  const [pointed, setPointed] = useState('');
  const entry = layerOf(result[series], layer);
  const matrix = entry && contrastOf(entry, measure)?.matrix;
  const range = matrix && rangeOf(matrix);
  if (!matrix || !range) return null;
  const { classes } = result.own;
  const names = classNames(result);
  const n = classes.length;
  const { strip, space, all } = stripOf(n);
  const point = (event: PointerEvent<SVGSVGElement>): void => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const cell = all / width;
    const column = Math.floor((event.clientX - left) * cell - space - strip);
    const row = Math.floor((event.clientY - top) * cell);
    const value = column >= 0 && column < n && row >= 0 && row < n ? matrix[row * n + column] : undefined;
    setPointed(value === undefined ? '' : `${names[row]} – ${names[column]}: ${textOf(value)}`);
  };
  const [least, most] = range.map((value) => formatNumber(value, 3));
  return (
    <figure className="matrix-figure">
      <figcaption>
        <span className="ratio-title">{name}</span> <span className="num soft">{pointed || `${least} – ${most}`}</span>
      </figcaption>
      <svg
        role="img"
        aria-label={`Densities of each two classes, ${name}: from ${least} to ${most}`}
        viewBox={`${-space - strip} 0 ${all} ${all}`}
        onPointerMove={point}
        onPointerLeave={() => setPointed('')}
      >
        <Cells matrix={matrix} classes={classes} range={range} dark={dark} />
      </svg>
    </figure>
  );
}

const textOf = (value: number): string => (Number.isNaN(value) ? 'no pair' : formatNumber(value));
