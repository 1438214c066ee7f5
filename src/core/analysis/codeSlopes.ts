import { unitEntry } from '../network/entries';
import { layerPieces } from '../network/held';
import { codeLayout, type GatedLayer, type Network } from '../network/network';

interface LayerGate {
  readonly gated: GatedLayer | null;
  readonly slopes: Float64Array;
}

/** Slopes of the units in the pieces that packed codes name: the diagonals D_l of the local affine map. Layers from 0. */
export class CodeSlopes {
  private readonly gates: readonly LayerGate[];

  /** `absolute`: give the slopes' magnitudes. */
  constructor(network: Network, absolute = false) {
    const gated = new Map(codeLayout(network).gated.map((entry) => [entry.layer, entry]));
    this.gates = network.layers.map((layer, index): LayerGate => {
      const slopes = Float64Array.from(layerPieces(layer).slopes);
      return { gated: gated.get(index + 1) ?? null, slopes: absolute ? slopes.map(Math.abs) : slopes };
    });
  }

  /** Slope of one unit under the code that begins at words[start]. */
  of(index: number, unit: number, words: Uint32Array, start: number): number {
    const { gated, slopes } = this.gates[index] as LayerGate;
    if (!gated) return slopes[0] as number;
    return slopes[unitEntry(gated, words, start, unit)] as number;
  }
}
