/** A coarse picture of what will be cut: outputs at the places of a grid, sampled. */
import { type OutputsAt, planGraph } from '../graph/onSlice';
import { f64 } from '../math/typed';
import { preActivationsAfter, readOut } from '../network/forward';
import { FREE } from '../network/held';
import { gatedCount, type Layer, type Network } from '../network/network';
import { axisSlice, type Polygon, type Slice } from '../slice/slice';
import type { CellComplex } from './complex';
import { partition } from './run';
import { firstColumns } from './tolerance';

/** Samples over the box of a domain. */
export interface Sketch {
  readonly width: number;
  readonly height: number;
  /** Slice coordinates of the box's corners. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** width × height × outputs, row by row from the top (largest q), taken at the centres of equal rectangles. */
  readonly outputs: Float64Array;
}

const plans = new WeakMap<Network, ((slice: Slice) => OutputsAt) | null>();

/** f at places of a slice: by the network's graph where it has one of its own, else by its layers. Exact in float64 but for the order of sums. */
export function outputsOnSlice(network: Network, slice: Slice): OutputsAt {
  let plan = plans.get(network);
  if (plan === undefined) {
    plan = network.graph && isWhole(network) ? planGraph(network.graph) : null;
    plans.set(network, plan);
  }
  return plan ? plan(slice) : byLayers(network, slice);
}

/** Whether the graph says what the layers do: none left out, no unit clamped. */
const isWhole = ({ layers, layersBefore }: Network): boolean =>
  !layersBefore &&
  layers.every((layer) => !layer.held || layer.held.subarray(0, gatedCount(layer)).every((piece) => piece === FREE));

function byLayers(network: Network, slice: Slice): OutputsAt {
  const columns = firstColumns(network.layers[0] as Layer, slice, [0, 0]);
  const n = columns.length / 3;
  return (p, q) => {
    const first = new Float64Array(n);
    for (let j = 0; j < n; j++) first[j] = p * f64(columns, j) + q * f64(columns, n + j) + f64(columns, 2 * n + j);
    const z = preActivationsAfter(network, first);
    return readOut(network, z[z.length - 1] as Float64Array);
  };
}

/** Rows of a grid as they are sampled. `samples` lie along the longer side of the domain's box. */
export class Sampling {
  readonly sketch: Sketch;
  private row = 0;

  constructor(
    private readonly at: OutputsAt,
    domain: Polygon,
    samples: number,
  ) {
    const [ps, qs] = [domain.map(([p]) => p), domain.map(([, q]) => q)];
    const from = [Math.min(...ps), Math.min(...qs)] as const;
    const to = [Math.max(...ps), Math.max(...qs)] as const;
    const longer = Math.max(to[0] - from[0], to[1] - from[1]);
    const count = (side: number): number => Math.max(1, Math.round((samples * side) / longer));
    const [width, height] = [count(to[0] - from[0]), count(to[1] - from[1])];
    const size = at((from[0] + to[0]) / 2, (from[1] + to[1]) / 2).length;
    this.sketch = { width, height, from, to, outputs: new Float64Array(width * height * size) };
  }

  /** Samples one more row from the top; true when all are there. */
  advance(): boolean {
    const { width, height, from, to, outputs } = this.sketch;
    const size = outputs.length / (width * height);
    const q = to[1] - ((to[1] - from[1]) * (this.row + 0.5)) / height;
    for (let column = 0; column < width; column++)
      outputs.set(
        this.at(from[0] + ((to[0] - from[0]) * (column + 0.5)) / width, q),
        (this.row * width + column) * size,
      );
    return ++this.row === height;
  }
}

/** The domain as a complex of one face, as a ground for samples. Throws an EngineError where it is no convex polygon. */
export function groundOf(domain: Polygon): CellComplex {
  const identity = { name: 'identity' } as const;
  const weights = Float64Array.of(0, 0);
  const layer = {
    kind: 'dense',
    inputSize: 2,
    outputSize: 1,
    weights,
    bias: Float64Array.of(0),
    activation: identity,
  } as const;
  return partition({ name: '', inputSize: 2, outputSize: 1, layers: [layer] }, axisSlice(2), domain);
}
