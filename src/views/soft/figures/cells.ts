/** What the power diagram of the first layer is of, and what it says. No drawing. */
import { regionsUpTo } from '../../../core/analysis';
import { type Layer, type Network, piecewiseLinear } from '../../../core/network';
import type { CellComplex } from '../../../core/partition/complex';
import type { Polygon, Slice } from '../../../core/slice/slice';
import {
  codeProbabilities,
  isMaxAffine,
  type Softness,
  softPass,
  type VectorQuantiser,
  vectorQuantiser,
} from '../../../core/soft';
import type { LensStore } from '../../../state/types';
import { type DataRow, numberCell } from '../../../ui/DataTable';
import { formatCount, formatNumber, formatPercent } from '../../../ui/format';
import { layerNumber } from '../../names';
import { type Fact, specText } from './activation';

/** With more units than these the first layer's cells are counted, not drawn. */
export const MOST_UNITS = 64;
export const MOST_ROWS = 200;

const firstLayer = ({ layers }: Network): Layer => layers[0] as Layer;

/** `Layer 1` of the whole network. */
export const firstName = (network: Network): string => `Layer ${layerNumber(network, 1)}`;

/** Why an activation is no max-affine spline of two or more pieces; null where it is one. */
export function notMaxAffine(network: Network): string | null {
  const { activation } = firstLayer(network);
  const f = piecewiseLinear(activation);
  const of = `${firstName(network)} is ${specText(activation)}`;
  if (f.slopes.length > 1 && isMaxAffine(f)) return null;
  switch (activation.name) {
    case 'hardTanh':
    case 'relu6':
      return `${of}: not max-affine but a difference of two max-affine splines, so its cells are no power diagram.`;
    case 'sigmoid':
    case 'tanh':
      return `${of}: not max-affine. It gives the code of one, and its own spline is a step.`;
    case 'leakyRelu':
      return `${of}: not max-affine. Its slopes do not rise, so the spline is no maximum of its pieces.`;
    default:
      return `${of}: it has one piece, and so one cell.`;
  }
}

const counted = new WeakMap<CellComplex, number>();

function countOf({ session: { result, network } }: LensStore): string {
  const complex = result?.network === network ? result.complex : null;
  const first = complex?.layout.gated[0];
  if (!complex || first?.layer !== 1) return 'too many cells to draw';
  const count = counted.get(complex) ?? regionsUpTo(complex, 1).count;
  counted.set(complex, count);
  return `too many cells to draw (${formatCount(count)} in this plane)`;
}

/** Why there is no power diagram of a state; null where there is one. */
export function refusal(state: LensStore): string | null {
  const { network } = state.session;
  if (network.inputSize === 1)
    return 'What is sliced has one input: its cells are intervals, and the graph shows them. Power diagrams are drawn on planes.';
  const other = notMaxAffine(network);
  if (other) return other;
  const { outputSize } = firstLayer(network);
  return outputSize > MOST_UNITS ? `${firstName(network)} has ${outputSize} units: ${countOf(state)}.` : null;
}

/** The cells of a state's first layer with all that is drawn of them. */
export interface Cells extends VectorQuantiser {
  readonly network: Network;
  readonly slice: Slice;
  readonly domain: Polygon;
  /** √ of each weight after one constant was added to all, so that the least is 0. */
  readonly radii: Float64Array;
}

/** Cuts the first layer. Throws an EngineError where the engine cannot. */
export function makeCells(network: Network, slice: Slice, domain: Polygon): Cells {
  const quantiser = vectorQuantiser(network, slice, domain);
  const { weights } = quantiser.cells;
  const least = weights.reduce((low, w) => Math.min(low, w), Infinity);
  return { ...quantiser, network, slice, domain, radii: weights.map((w) => Math.sqrt(w - least)) };
}

/** Whether cells are those of a state. */
export const areOf = (cells: Cells, { lens, session }: LensStore): boolean =>
  firstLayer(cells.network) === firstLayer(session.network) &&
  cells.slice === session.slice &&
  cells.domain === lens.domain;

/** The probability of each cell's code at an input. Cost: cells × units. */
export function probabilitiesAt({ network, complex }: Cells, gates: Softness, x: ArrayLike<number>): Float64Array {
  const layers = [firstLayer(network)];
  const first: Network = {
    name: network.name,
    inputSize: network.inputSize,
    outputSize: layers[0]?.outputSize ?? 0,
    layers,
  };
  return codeProbabilities(complex.layout, softPass(first, gates, x), complex.codes);
}

/** `468 cells, 0 differ from the power diagram`. */
export function certificateText({ complex, differ, undecided }: Cells): string {
  const all = complex.areas.length;
  const close = undecided > 0 ? `, ${formatCount(undecided)} closer to a boundary than rounding can tell` : '';
  return `${formatCount(all)} ${all === 1 ? 'cell' : 'cells'}, ${formatCount(differ)} differ from the power diagram${close}`;
}

/** A probability in per cent where that says something, else as it is. */
const shareText = (p: number): string => (p < 0.001 ? formatNumber(p, 3) : formatPercent(p));

const pairText = (points: Float64Array, cell: number): string =>
  `(${formatNumber(points[2 * cell] as number)}, ${formatNumber(points[2 * cell + 1] as number)})`;

/** A cell in numbers; −1: none. `pointed`: it is under the pointer, not at the selected point. */
export function cellFacts({ cells, radii }: Cells, cell: number, p: Float64Array, pointed: boolean): readonly Fact[] {
  const where = cell < 0 ? 'outside the domain' : `no. ${formatCount(cell)}`;
  const value = (text: () => string): string => (cell < 0 ? '–' : text());
  return [
    { name: 'Cell', value: `${where}, ${pointed ? 'under the pointer' : 'at the point'}` },
    { name: 'Centroid', value: value(() => pairText(cells.centres, cell)) },
    { name: 'Radius', value: value(() => formatNumber(radii[cell] as number)) },
    { name: 'Probability of its code', value: value(() => shareText(p[cell] as number)) },
    {
      name: 'Of all cells here',
      value: shareText(
        Math.min(
          1,
          p.reduce((sum, share) => sum + share, 0),
        ),
      ),
    },
  ];
}

/** The figure in a sentence. */
export function cellsText(cells: Cells, cell: number, p: Float64Array): string {
  const own = cellFacts(cells, cell, p, false);
  const words = own.map(({ name, value }) => `${name.toLowerCase()} ${value}`).join('; ');
  return `Power diagram of ${firstName(cells.network).toLowerCase()}: ${certificateText(cells)}. ${words}`;
}

/** The likeliest cells first. */
export function cellRows({ cells, radii, complex }: Cells, p: Float64Array): readonly DataRow[] {
  const order = Array.from(p.keys()).sort((a, b) => (p[b] as number) - (p[a] as number) || a - b);
  return order.slice(0, MOST_ROWS).map((cell) => ({
    key: cell,
    cells: [
      String(cell),
      numberCell(p[cell] as number),
      numberCell(cells.centres[2 * cell] as number),
      numberCell(cells.centres[2 * cell + 1] as number),
      numberCell(radii[cell] as number),
      numberCell(complex.areas[cell] as number),
    ],
  }));
}

export const CELL_COLUMNS = [
  { name: 'cell' },
  { name: 'probability' },
  { name: 'centroid, 1st' },
  { name: '2nd' },
  { name: 'radius' },
  { name: 'area' },
];
