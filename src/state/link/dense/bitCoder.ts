/**
 * Bits ↔ bytes by binary arithmetic coding: a bit that its context foretells takes a small part of a bit. Whole numbers and
 * correctly rounded divisions alone, so that every browser writes and reads the same bytes.
 */

const TOP = 0xff000000;
const SCALE = 65536;
/** No bit is ever taken as certain. */
const LEAST = 32;
/** A context forgets what lies about so many bits back. */
const MEMORY = 40;

/** What contexts have seen: the chance of a 1 in each, and how often it was asked. */
export class Contexts {
  private readonly ones: Uint16Array;
  private readonly seen: Uint8Array;

  constructor(count: number) {
    this.ones = new Uint16Array(count).fill(SCALE / 2);
    this.seen = new Uint8Array(count);
  }

  /** Chance of a 1 in 1/65536. */
  chance(context: number): number {
    return this.ones[context] as number;
  }

  learn(context: number, bit: number): void {
    const [chance, seen] = [this.ones[context] as number, this.seen[context] as number];
    const next = chance + Math.trunc((2 * (bit * SCALE - chance)) / (2 * seen + 3));
    this.ones[context] = Math.min(SCALE - LEAST, Math.max(LEAST, next));
    if (seen < MEMORY) this.seen[context] = seen + 1;
  }
}

/** The part of what is left that belongs to a 1: from `low` to the result, both included. */
const split = (low: number, high: number, chance: number): number => low + Math.floor(((high - low) * chance) / SCALE);

export class BitWriter {
  private readonly out: number[] = [];
  private low = 0;
  private high = 0xffffffff;

  write(bit: number, contexts: Contexts, context: number): void {
    const middle = split(this.low, this.high, contexts.chance(context));
    if (bit) this.high = middle;
    else this.low = middle + 1;
    contexts.learn(context, bit);
    while (((this.low ^ this.high) & TOP) === 0) {
      this.out.push(this.high >>> 24);
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 0xff) >>> 0;
    }
  }

  /** All bytes, the fewest that a reader needs: it takes what lies behind the end as 0. */
  end(): Uint8Array {
    const bytes = [...this.out];
    for (let grain = 0x1000000; this.low > 0; grain /= 256) {
      const value = Math.ceil(this.low / grain) * grain;
      if (value > this.high) continue;
      for (let place = 0x1000000; place >= grain; place /= 256) bytes.push(Math.floor(value / place) % 256);
      break;
    }
    while (bytes.at(-1) === 0) bytes.pop();
    return Uint8Array.from(bytes);
  }
}

export class BitReader {
  private low = 0;
  private high = 0xffffffff;
  private value = 0;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    for (let i = 0; i < 4; i++) this.value = this.shifted();
  }

  read(contexts: Contexts, context: number): number {
    const middle = split(this.low, this.high, contexts.chance(context));
    const bit = Number(this.value <= middle);
    if (bit) this.high = middle;
    else this.low = middle + 1;
    contexts.learn(context, bit);
    while (((this.low ^ this.high) & TOP) === 0) {
      this.low = (this.low << 8) >>> 0;
      this.high = ((this.high << 8) | 0xff) >>> 0;
      this.value = this.shifted();
    }
    return bit;
  }

  private shifted(): number {
    return ((this.value << 8) | (this.bytes[this.at++] ?? 0)) >>> 0;
  }
}
