import { f64, i32 } from '../math/typed';
import type { Network } from '../network/network';
import type { Slice } from '../slice/slice';
import { type Cells, changedUnits, layersOfUnits, requireMaps } from './cells';
import { CodeSlopes } from './codeSlopes';
import { type FirstGradients, gradientsAlong, gradientsInInput, orthonormalAxes } from './coordinates';
import { euclideanNorm } from './norms';
import { UnitChains } from './unitChains';

/**
 * The bend ‖ΔA‖_F of each edge in the metric of the slice: by how much the outputs' gradients along the slice differ
 * between its two faces. NaN on the domain's border, 0 on a decision boundary that is no unit's. Across the edge of one
 * unit (l, j) from piece r to r', ΔA = (a_r' − a_r) u vᵀ (theory §1); where several units change, they do so one after
 * another and the terms are summed. So a bend has its own relative accuracy, however large the maps are, and a unit that
 * nothing listens to gives exactly 0. Cost: at most the weights after the first layer an edge. Throws a RangeError where
 * the cells were cut by the first layers only.
 */
export function sliceBends(network: Network, slice: Slice, cells: Cells): Float64Array {
  return new BendMeter(network, gradientsAlong(network, orthonormalAxes(slice)), cells).all();
}

/** The same in R^d, for A of outputs × d. Cost: units × rank of the first layer an edge on top. */
export function inputBends(network: Network, cells: Cells): Float64Array {
  return new BendMeter(network, gradientsInInput(network), cells).all();
}

/** The bend of a single edge in R^d. */
export function inputBend(network: Network, cells: Cells, edge: number): number {
  return new BendMeter(network, gradientsInInput(network), cells).at(edge);
}

/** Measures bends of the edges of cells, in the coordinates of the first layer's gradients. */
export class BendMeter {
  private readonly chains: UnitChains;
  private readonly slopes: CodeSlopes;
  private readonly layers: Int32Array;
  private readonly firstUnits: Int32Array;
  private readonly jump: Float64Array;
  private readonly units: ReturnType<typeof changedUnits>;

  /** `absolute`: take the magnitudes of slopes and of their jumps, for a network of magnitudes (`bendTerms`). */
  constructor(
    network: Network,
    private readonly first: FirstGradients,
    private readonly cells: Cells,
    private readonly absolute = false,
  ) {
    requireMaps(network, cells);
    this.chains = new UnitChains(network, first, absolute);
    this.slopes = new CodeSlopes(network);
    this.layers = layersOfUnits(cells.layout);
    this.units = changedUnits(cells);
    this.firstUnits = new Int32Array(network.layers.length + 1);
    for (const { layer, firstUnit } of cells.layout.gated) this.firstUnits[layer] = firstUnit;
    this.jump = new Float64Array(network.outputSize * first.columns);
  }

  all(): Float64Array {
    return new Float64Array(this.cells.edgeFaces.length / 2).map((_, edge) => this.at(edge));
  }

  at(edge: number): number {
    const { edgeFaces } = this.cells;
    if (i32(edgeFaces, 2 * edge) < 0 || i32(edgeFaces, 2 * edge + 1) < 0) return Number.NaN;
    const units = this.units(edge);
    if (units.length === 0) return 0;
    if (units.length === 1) {
      const { step, u, v } = this.term(edge, units[0] as number);
      return step === 0 ? 0 : Math.abs(step) * euclideanNorm(u) * euclideanNorm(v);
    }
    this.jump.fill(0);
    for (let i = 0; i < units.length; i++) this.add(edge, units[i] as number);
    return euclideanNorm(this.jump);
  }

  /**
   * What one unit adds to ΔA: step · u vᵀ. Deeper units change first, so the layers behind it are in the right face's
   * pieces when it changes, and those before it in the left one's.
   */
  private term(edge: number, unit: number): { step: number; u: Float64Array; v: Float64Array } {
    const { cells, chains, slopes, absolute } = this;
    const { codes, layout, edgeFaces } = cells;
    const left = i32(edgeFaces, 2 * edge) * layout.words;
    const right = i32(edgeFaces, 2 * edge + 1) * layout.words;
    const layer = i32(this.layers, unit);
    const own = unit - i32(this.firstUnits, layer);
    const step = slopes.of(layer - 1, own, codes, right) - slopes.of(layer - 1, own, codes, left);
    return {
      step: absolute ? Math.abs(step) : step,
      u: chains.behind(layer - 1, own, codes, right),
      v: chains.before(layer - 1, own, codes, left),
    };
  }

  private add(edge: number, unit: number): void {
    const { step, u, v } = this.term(edge, unit);
    if (step === 0) return;
    const { jump } = this;
    const { columns } = this.first;
    for (let r = 0, at = 0; r < u.length; r++) {
      const factor = step * f64(u, r);
      for (let c = 0; c < columns; c++, at++) jump[at] = f64(jump, at) + factor * f64(v, c);
    }
  }
}
