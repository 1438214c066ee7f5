import type { onnx } from 'onnx-proto';
import { Fault } from '../checks';
import { ExternalData } from './external';
import { asNumber } from './proto';
import { readTensor, type Tensor } from './tensor';

const text = new TextDecoder();

/** Attributes of one node of a file by name. */
export class Attributes {
  private readonly byName: ReadonlyMap<string, onnx.IAttributeProto>;

  constructor(
    attributes: readonly onnx.IAttributeProto[],
    private readonly where: string,
    /** Files beside the model's. */
    readonly external = new ExternalData(),
  ) {
    this.byName = new Map(attributes.map((attribute) => [attribute.name ?? '', attribute]));
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** A float or a whole number. Throws a `Fault` where it is absent and nothing stands in for it. */
  number(name: string, absent?: number): number {
    const attribute = this.byName.get(name);
    // Type 2 is a whole number; files from before types were written have one of the two fields.
    const value =
      attribute && (attribute.type === 2 || !Object.hasOwn(attribute, 'f') ? asNumber(attribute.i) : attribute.f);
    const number = value ?? absent;
    if (number === undefined) throw new Fault(this.where, `attribute '${name}' is missing`);
    if (!Number.isFinite(number)) throw new Fault(this.where, `attribute '${name}' is ${number}, not a finite number`);
    return number;
  }

  /** Whole numbers, or null where there are none. */
  wholes(name: string): readonly number[] | null {
    const attribute = this.byName.get(name);
    return attribute ? (attribute.ints ?? []).map(asNumber) : null;
  }

  floats(name: string): readonly number[] | null {
    const attribute = this.byName.get(name);
    return attribute ? (attribute.floats ?? []) : null;
  }

  text(name: string, absent: string): string {
    const bytes = this.byName.get(name)?.s;
    return bytes ? text.decode(bytes) : absent;
  }

  /** The body of a loop or a branch. */
  graph(name: string): onnx.IGraphProto | null {
    return this.byName.get(name)?.g ?? null;
  }

  tensor(name: string): Tensor | null {
    const tensor = this.byName.get(name)?.t;
    return tensor ? readTensor(tensor, `${this.where}, '${name}'`, this.external) : null;
  }
}
