import { type Places, ProgramColumns } from '../../linear/programColumns';
import { f64, i32, u8 } from '../../math/typed';
import type { PiecewiseLinear } from '../../network/activation';
import { affineOp } from '../../network/affine';
import { layerPieces } from '../../network/held';
import { codeLayout, type Layer, type Network } from '../../network/network';
import type { Slice } from '../../slice/slice';
import type { Columns } from '../outputs';
import { firstColumns } from '../tolerance';
import type { FaceCode } from './faceCode';

/** z = W h + b for three columns as h changes in places. */
interface LayerColumns {
  /** Of the places of z that changed. */
  readonly changed: Places;
  update(inputs: Places): void;
}

/** Any change of the inputs of a dense layer changes all that it gives. */
class DenseColumns implements LayerColumns {
  readonly changed: Places;
  private readonly units: Int32Array;
  private readonly values: Float64Array;
  private fresh = true;

  constructor(
    private readonly layer: Layer,
    private readonly h: Columns,
    private readonly z: Columns,
  ) {
    this.changed = { at: Int32Array.from({ length: layer.outputSize }, (_, j) => j), count: 0 };
    this.units = new Int32Array(layer.inputSize);
    this.values = new Float64Array(h.length);
  }

  update(inputs: Places): void {
    const stale = this.fresh || inputs.count > 0;
    this.changed.count = stale ? this.layer.outputSize : 0;
    if (!stale) return;
    this.fresh = false;
    const { h, units, values } = this;
    const n = units.length;
    let count = 0;
    for (let k = 0; k < n; k++) {
      const [p, q, r] = [f64(h, k), f64(h, n + k), f64(h, 2 * n + k)];
      if (p === 0 && q === 0 && r === 0) continue;
      values[3 * count] = p;
      values[3 * count + 1] = q;
      values[3 * count + 2] = r;
      units[count++] = k;
    }
    affineOp(this.layer).applyUnits(units, count, values, this.z);
  }
}

/** How a layer hands its pre-activations on. */
interface Gate {
  readonly pieces: PiecewiseLinear;
  readonly held: Int8Array | undefined;
  /** Its place in the layout and its first unit there; −1: its units have one piece. */
  readonly gated: number;
  readonly firstUnit: number;
  readonly size: number;
}

/**
 * The pre-activations of every layer as affine functions of slice coordinates under the code of a face, as the face changes.
 * Every value is a sum of all its terms, taken anew where one of them has changed: nothing is updated by differences, and
 * nothing is taken from how the partition was made. Cost of a face: what the units that changed reach.
 */
export class FaceColumns {
  /** Columns (∂/∂p, ∂/∂q, at the slice's origin) of each layer's pre-activation: 3 × size. */
  readonly columns: readonly Columns[];
  private readonly after: readonly Columns[];
  private readonly gates: readonly Gate[];
  private readonly next: readonly LayerColumns[];
  private readonly inputs: readonly Places[];
  private readonly marks: readonly Uint8Array[];
  private fresh = true;

  /** Layers 1 … `layers` are followed. */
  constructor(
    network: Network,
    slice: Slice,
    private readonly code: FaceCode,
    private readonly layers: number,
  ) {
    const all = network.layers.slice(0, layers);
    const [first] = all;
    this.columns = all.map(({ outputSize }, l) =>
      l === 0 && first ? firstColumns(first, slice, [0, 0]) : new Float64Array(3 * outputSize),
    );
    this.after = all.map(({ outputSize }) => new Float64Array(3 * outputSize));
    this.inputs = all.map(({ outputSize }) => ({ at: new Int32Array(outputSize), count: 0 }));
    this.marks = all.map(({ outputSize }) => new Uint8Array(outputSize));
    const { gated } = codeLayout(network, layers);
    this.gates = all.map((layer, l) => {
      const at = gated.findIndex((entry) => entry.layer === l + 1);
      const { firstUnit = 0, size = 0 } = gated[at] ?? {};
      return { pieces: layerPieces(layer), held: layer.held, gated: at, firstUnit, size };
    });
    this.next = all.slice(1).map((layer, l) => {
      const [h, z] = [this.after[l] as Columns, this.columns[l + 1] as Columns];
      return layer.kind === 'program'
        ? new ProgramColumns(layer.program, layer.bias, h, z)
        : new DenseColumns(layer, h, z);
    });
  }

  /** Takes over what has changed in the code. */
  update(): void {
    for (let l = 0; l + 1 < this.layers; l++) {
      this.activate(l);
      (this.next[l] as LayerColumns).update(this.inputs[l] as Places);
    }
    this.fresh = false;
  }

  /** Places of a layer's pre-activations (from 0) that the last update changed; those of the first layer never change. */
  changedIn(layer: number): Places | null {
    return layer === 0 ? null : (this.next[layer - 1] as LayerColumns).changed;
  }

  private activate(l: number): void {
    const inputs = this.inputs[l] as Places;
    inputs.count = 0;
    const { gated, size } = this.gates[l] as Gate;
    if (this.fresh) for (let j = 0; j < inputs.at.length; j++) this.hand(l, j);
    else {
      const changed = this.changedIn(l);
      if (changed) for (let i = 0; i < changed.count; i++) this.hand(l, i32(changed.at, i));
      const own = size > 0 ? this.code.changed[gated] : undefined;
      if (own) for (let i = 0; i < own.count; i++) this.hand(l, i32(own.at, i));
    }
    const marks = this.marks[l] as Uint8Array;
    for (let i = 0; i < inputs.count; i++) marks[i32(inputs.at, i)] = 0;
  }

  /** Behind the activation of one unit. */
  private hand(l: number, unit: number): void {
    const { pieces, held, firstUnit, size } = this.gates[l] as Gate;
    const piece = unit < size ? u8(this.code.pieces, firstUnit + unit) : size > 0 ? (held?.[unit] as number) : 0;
    const [z, h] = [this.columns[l] as Columns, this.after[l] as Columns];
    const n = z.length / 3;
    const slope = pieces.slopes[piece] as number;
    const offset = pieces.offsets[piece] as number;
    const [p, q, r] =
      slope === 0
        ? [0, 0, offset]
        : [slope * f64(z, unit), slope * f64(z, n + unit), slope * f64(z, 2 * n + unit) + offset];
    if (p === h[unit] && q === h[n + unit] && r === h[2 * n + unit]) return;
    h[unit] = p;
    h[n + unit] = q;
    h[2 * n + unit] = r;
    const marks = this.marks[l] as Uint8Array;
    if (marks[unit] === 1) return;
    marks[unit] = 1;
    const inputs = this.inputs[l] as Places;
    inputs.at[inputs.count++] = unit;
  }
}
