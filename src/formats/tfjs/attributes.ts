/** Attributes of a TensorFlow node as tfjs writes them: numbers as texts, texts in base64. */
import { Fault, type JsonObject, listAt, objectAt, shown } from '../checks';
import { nodeLabel } from '../graphBuilder';

export class Attributes {
  readonly #values: JsonObject;
  readonly where: string;

  constructor(name: string, op: string, values: unknown) {
    this.where = nodeLabel(name, op);
    this.#values = values === undefined ? {} : objectAt(values, `${this.where}, attr`);
  }

  #field(key: string, kind: string): unknown {
    if (!Object.hasOwn(this.#values, key)) return undefined;
    const attribute = this.#values[key];
    return typeof attribute === 'object' && attribute !== null ? (attribute as JsonObject)[kind] : undefined;
  }

  #fault(key: string, value: unknown): Fault {
    return new Fault(this.where, `attribute ${key}: ${shown(value)} is not understood`);
  }

  #number(key: string, value: unknown): number {
    const number = typeof value === 'string' && value !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.#fault(key, value);
    return number;
  }

  whole(key: string, otherwise: number): number {
    const value = this.#field(key, 'i');
    if (value === undefined) return otherwise;
    const number = this.#number(key, value);
    if (!Number.isSafeInteger(number)) throw this.#fault(key, value);
    return number;
  }

  number(key: string, otherwise: number): number {
    const value = this.#field(key, 'f');
    return value === undefined ? otherwise : this.#number(key, value);
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.#field(key, 'b');
    return typeof value === 'boolean' ? value : otherwise;
  }

  text(key: string, otherwise: string): string {
    const value = this.#field(key, 's');
    return value === undefined ? otherwise : this.#decoded(key, value);
  }

  /** Base64, or a list of bytes. */
  #decoded(key: string, value: unknown): string {
    if (Array.isArray(value)) return String.fromCharCode(...(value.slice(0, 64) as number[]));
    if (typeof value !== 'string') throw this.#fault(key, value);
    try {
      return atob(value);
    } catch {
      throw this.#fault(key, value);
    }
  }

  type(key: string): string {
    const value = this.#field(key, 'type');
    return typeof value === 'string' ? value : '';
  }

  #list(key: string, kind: string): readonly unknown[] | undefined {
    const list = this.#field(key, 'list');
    if (list === undefined) return undefined;
    const items = objectAt(list, `${this.where}, ${key}`)[kind];
    return items === undefined ? [] : listAt(items, `${this.where}, ${key}`);
  }

  wholes(key: string): readonly number[] | undefined {
    return this.#list(key, 'i')?.map((item) => {
      const number = this.#number(key, item);
      if (!Number.isSafeInteger(number)) throw this.#fault(key, item);
      return number;
    });
  }

  texts(key: string): readonly string[] {
    return (this.#list(key, 's') ?? []).map((item) => this.#decoded(key, item));
  }

  /** Sizes, −1 for open ones; undefined where the rank is not known either. */
  shape(key: string): readonly number[] | undefined {
    const value = this.#field(key, 'shape');
    return value === undefined ? undefined : shapeOfDims(value, `${this.where}, ${key}`);
  }
}

/** `{dim: [{size: '28'}, …]}` as sizes. */
export function shapeOfDims(value: unknown, where: string): readonly number[] | undefined {
  const { dim, unknownRank } = objectAt(value, where);
  if (unknownRank === true) return undefined;
  if (dim === undefined) return [];
  return listAt(dim, where).map((item) => {
    const size = Number(objectAt(item, where).size ?? -1);
    if (!Number.isSafeInteger(size)) throw new Fault(where, `${shown(objectAt(item, where).size)} is no size`);
    return size;
  });
}
