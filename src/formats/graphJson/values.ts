/** Parameters of a graph's JSON: nested lists of numbers, or the name of a tensor beside it. */
import { Fault, finiteAt, listAt, shown } from '../checks';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { MAX_DIMENSIONS, numbersOf, type Tensor } from '../tensors';

/** Tensors of the file that the JSON stands in. */
export type Tensors = ReadonlyMap<string, Tensor>;

export interface ShapedValues {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

/** Takes parameters of one file, up to the limit for all of them. */
export class ValuesReader {
  private parameters = 0;
  private readonly taken = new Set<string>();

  constructor(private readonly tensors: Tensors | null) {}

  /** Values and shape of what stands at `where`. Throws a `Fault`. */
  read(value: unknown, where: string): ShapedValues {
    const named = this.tensors && typeof value === 'object' && value !== null && !Array.isArray(value);
    return named ? this.fromTensor((value as { tensor?: unknown }).tensor, where) : this.fromLists(value, where);
  }

  /** Names of tensors that no node has taken. */
  unused(): string[] {
    return [...(this.tensors?.keys() ?? [])].filter((name) => !this.taken.has(name));
  }

  private fromTensor(name: unknown, where: string): ShapedValues {
    const tensor = typeof name === 'string' ? this.tensors?.get(name) : undefined;
    if (!tensor) throw new Fault(where, `tensor ${shown(name)} is missing`);
    this.taken.add(name as string);
    this.count(tensor.data.length, where);
    const values = numbersOf(tensor);
    const at = values.findIndex((entry) => !Number.isFinite(entry));
    if (at >= 0) throw new Fault(where, `entry ${at} of tensor ${shown(name)} is not a finite number (${values[at]})`);
    return { shape: tensor.shape, values };
  }

  private fromLists(value: unknown, where: string): ShapedValues {
    const shape: number[] = [];
    for (let inner = value; Array.isArray(inner); inner = inner[0]) {
      if (shape.length >= MAX_DIMENSIONS) throw new Fault(where, `lists in more than ${MAX_DIMENSIONS} levels`);
      shape.push(inner.length);
    }
    const size = shape.reduce((product, length) => product * length, 1);
    this.count(size, where);
    const values = new Float64Array(size);
    fill(value, where, shape, values);
    return { shape, values };
  }

  private count(more: number, where: string): void {
    this.parameters += more;
    if (this.parameters > MAX_GRAPH_PARAMETERS)
      throw new Fault(where, `${this.parameters} parameters up to here; at most ${MAX_GRAPH_PARAMETERS} are taken`);
  }
}

/** Copies nested lists, all of whose branches must have the shape of the first. */
function fill(value: unknown, where: string, shape: readonly number[], target: Float64Array): void {
  const [length, ...inner] = shape;
  if (length === undefined) {
    target[0] = finiteAt(value, where);
    return;
  }
  const entries = listAt(value, where);
  if (entries.length !== length) throw new Fault(where, `${entries.length} values, expected ${length}`);
  const size = target.length / Math.max(length, 1);
  for (let i = 0; i < length; i++) {
    const entry = entries[i];
    // The path is only written out when it is needed: there may be millions of numbers.
    if (inner.length === 0)
      target[i] = typeof entry === 'number' && Number.isFinite(entry) ? entry : finiteAt(entry, `${where}[${i}]`);
    else fill(entry, `${where}[${i}]`, inner, target.subarray(i * size, (i + 1) * size));
  }
}
