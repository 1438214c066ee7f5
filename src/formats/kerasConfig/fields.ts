/** What Keras configs hold, read with a word about what is wrong. Keys come as `data_format` or `dataFormat`. */
import type { ChannelAxis } from '../../core/graph/types';
import { Fault, finiteAt, type JsonObject, objectAt, shown } from '../checks';

/** A name of an enumeration without regard to its writing: `hard_sigmoid`, `hardSigmoid` and `HardSigmoid` are one. */
export const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

const camel = (key: string): string => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The fields of one layer's config. Nulls are taken as missing. */
export class Fields {
  readonly #config: JsonObject;

  constructor(
    config: unknown,
    /** The layer, for messages. */
    readonly where: string,
  ) {
    this.#config = objectAt(config, where);
  }

  /** The value of the first key that is there; undefined for none. */
  raw(...keys: readonly string[]): unknown {
    for (const key of keys)
      for (const written of [key, camel(key)])
        if (Object.hasOwn(this.#config, written)) {
          const value = this.#config[written];
          if (value !== null && value !== undefined) return value;
        }
    return undefined;
  }

  number(key: string, otherwise: number): number {
    const value = this.raw(key);
    return value === undefined ? otherwise : finiteAt(value, `${this.where}, ${key}`);
  }

  flag(key: string, otherwise: boolean): boolean {
    const value = this.raw(key);
    if (value === undefined) return otherwise;
    if (typeof value !== 'boolean')
      throw new Fault(this.where, `${key}: expected true or false, found ${shown(value)}`);
    return value;
  }

  /** In the writing of `plain`. */
  text(key: string, otherwise: string): string {
    const value = this.raw(key);
    if (value === undefined) return otherwise;
    if (typeof value !== 'string') throw new Fault(this.where, `${key}: expected a text, found ${shown(value)}`);
    return plain(value);
  }

  /** A whole number of at least `least`. */
  whole(key: string, least: number, otherwise?: number): number {
    const value = this.raw(key) ?? otherwise;
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
      throw new Fault(this.where, `${key}: expected a whole number from ${least} on, found ${shown(value)}`);
    return value;
  }

  /** `count` whole numbers of at least `least`; one number stands for all of them. */
  wholes(key: string, count: number, least: number, otherwise?: number): readonly number[] {
    const value = this.raw(key) ?? otherwise;
    const list = Array.isArray(value) ? (value as unknown[]) : Array.from({ length: count }, () => value);
    if (list.length !== count) throw new Fault(this.where, `${key}: ${list.length} numbers, expected ${count}`);
    return list.map((item) => wholeAt(item, least, `${this.where}, ${key}`));
  }

  channels(): ChannelAxis {
    const format = this.text('data_format', 'channelslast');
    if (format === 'channelslast') return 'last';
    if (format === 'channelsfirst') return 'first';
    throw new Fault(this.where, `data_format: ${shown(format)} is neither channels_last nor channels_first`);
  }
}

export function wholeAt(value: unknown, least: number, where: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least)
    throw new Fault(where, `expected a whole number from ${least} on, found ${shown(value)}`);
  return value;
}

/** An axis from 0 without the batch, of a Keras axis that counts the batch as 0 or from the end. Throws a `Fault` for the batch. */
export function axisAt(value: unknown, rank: number, where: string): number {
  const axis = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  const whole = typeof axis === 'number' && Number.isSafeInteger(axis) ? axis : Number.NaN;
  const fromStart = whole < 0 ? whole + rank : whole - 1;
  if (!(fromStart >= 0 && fromStart < rank))
    throw new Fault(where, `axis ${shown(axis)} is none of the ${rank} axes behind the batch`);
  return fromStart;
}
