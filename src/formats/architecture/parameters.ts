import { Fault, shown } from '../checks';
import { MAX_GRAPH_PARAMETERS } from '../limits';
import { tensorLabel } from '../safetensors';
import { isReal, numbersOf, realTypes, type Tensor } from '../tensors';

/** Tensors of a file by name. */
export type Tensors = ReadonlyMap<string, Tensor>;

/** Takes the tensors that steps name, each checked: it is there, of numbers, finite, of as many axes as are expected. */
export class Parameters {
  readonly taken = new Set<string>();
  private count = 0;

  constructor(private readonly tensors: Tensors) {}

  /** Throws a `Fault` at the tensor. `dimensions`: how many axes it may have. */
  tensor(
    name: string,
    step: string,
    dimensions: readonly number[],
  ): { shape: readonly number[]; values: Float64Array } {
    const tensor = this.tensors.get(name);
    if (!tensor) throw new Fault(`step ${shown(step)}`, `${tensorLabel(name)} is missing`);
    const { type, shape } = tensor;
    if (!isReal(type))
      throw new Fault(tensorLabel(name), `dtype ${type} is not supported for a layer; ${realTypes} are`);
    if (!dimensions.includes(shape.length))
      throw new Fault(
        tensorLabel(name),
        `${shape.length} dimensions (${shape.join(' × ') || 'one value'}); ${shown(step)} takes ${dimensions.join(' or ')}`,
      );
    if (!this.taken.has(name)) this.count += tensor.data.length;
    if (this.count > MAX_GRAPH_PARAMETERS)
      throw new Fault(
        tensorLabel(name),
        `${this.count} parameters up to here; at most ${MAX_GRAPH_PARAMETERS} are taken`,
      );
    this.taken.add(name);
    return { shape, values: finite(tensor, name) };
  }

  /** A list of `length` values, or `value` each where no tensor is named. */
  list(name: string | undefined, step: string, length: number, value: number): Float64Array {
    if (name === undefined) return new Float64Array(length).fill(value);
    const { values } = this.tensor(name, step, [1]);
    if (values.length !== length)
      throw new Fault(tensorLabel(name), `${values.length} values; ${shown(step)} takes ${length}`);
    return values;
  }
}

function finite(tensor: Tensor, name: string): Float64Array {
  const values = numbersOf(tensor);
  const at = values.findIndex((value) => !Number.isFinite(value));
  if (at >= 0) throw new Fault(tensorLabel(name), `entry ${at} is not a finite number (found ${values[at]})`);
  return values;
}
