/**
 * Inputs of a graph model that names the language of a text (Guesslang, as Visual Studio Code ships it): lookups of pairs of
 * neighbouring bytes, of which one table's rows are averaged and the other's added.
 */
import { numbersOf } from '../tensors';
import type { Weight } from './weights';

/** Texts are cut after this many pairs, as the model cuts them. */
const MAX_PAIRS = 10_000;

const EMBEDDING = 'dnn/input_from_feature_columns/input_layer/content_embedding/embedding_weights';
const LINEAR = 'linear/linear_model/content/weights';
const CLASSES = 'head/ExpandDims/input';

export interface BigramText {
  /** Names of the model's outputs, in their order. */
  readonly classes: readonly string[];
  /** Length of the average, which comes first. */
  readonly embedding: number;
  /**
   * The input that a text becomes where the network is read without its text ops: the average of the embedding's rows, then
   * the sum of the linear part's (54 for the 54 classes). Zeros for texts of less than two bytes. Cost: linear in the text.
   */
  inputsOf(text: string): Float64Array;
}

/** The lookups of a model by its weights; null for other models. */
export function bigramText(weights: ReadonlyMap<string, Weight>): BigramText | null {
  const [embedding, linear, names] = [EMBEDDING, LINEAR, CLASSES].map((name) => weights.get(name));
  if (embedding?.kind !== 'numbers' || linear?.kind !== 'numbers' || names?.kind !== 'texts') return null;
  const [buckets, width] = embedding.tensor.shape;
  const [others, classes] = linear.tensor.shape;
  if (!buckets || !width || !classes || others !== buckets || classes !== names.texts.length) return null;
  const averaged = numbersOf(embedding.tensor);
  const added = numbersOf(linear.tensor);
  const inputsOf = (text: string): Float64Array => {
    const rows = bucketsOf(new TextEncoder().encode(text), buckets);
    const values = new Float64Array(width + classes);
    for (const row of rows) {
      for (let j = 0; j < width; j++)
        values[j] = (values[j] as number) + (averaged[row * width + j] as number) / rows.length;
      for (let j = 0; j < classes; j++)
        values[width + j] = (values[width + j] as number) + (added[row * classes + j] as number);
    }
    return values;
  };
  return { classes: names.texts, embedding: width, inputsOf };
}

/** The row of each pair of neighbouring bytes. */
function bucketsOf(bytes: Uint8Array, buckets: number): Int32Array {
  const seen = new Map<number, number>();
  const count = Math.min(Math.max(bytes.length - 1, 0), MAX_PAIRS);
  return Int32Array.from({ length: count }, (_, i) => {
    const [first, last] = [bytes[i] as number, bytes[i + 1] as number];
    const pair = first * 256 + last;
    const row = seen.get(pair) ?? Number(pairHash(first, last) % BigInt(buckets));
    seen.set(pair, row);
    return row;
  });
}

const MASK = (1n << 64n) - 1n;
const K0 = 0xc3a5c85c97cb3127n;
const K2 = 0x9ae16a3b2f90404fn;
const SPACE = 32;
/** U+FFFD in UTF-8: tfjs decodes texts on the way, and a byte of several that make one character is none by itself. */
const REPLACEMENT = [0xef, 0xbf, 0xbd];

const times = (x: bigint, y: bigint): bigint => (x * y) & MASK;
const shiftMix = (x: bigint): bigint => x ^ (x >> 47n);
const written = (byte: number): readonly number[] => (byte < 128 ? [byte] : REPLACEMENT);

/** FarmHash's Fingerprint64 (Pike & Alakuijala, 2014) of a pair with a space between, as far as 7 bytes need it. */
function pairHash(first: number, last: number): bigint {
  const bytes = [...written(first), SPACE, ...written(last)].map(BigInt);
  const at = (place: number): bigint => bytes[place] as bigint;
  const size = BigInt(bytes.length);
  if (bytes.length < 4) {
    const y = at(0) + (at(bytes.length >> 1) << 8n);
    const z = size + (at(bytes.length - 1) << 2n);
    return times(shiftMix(times(y, K2) ^ times(z, K0)), K2);
  }
  const word = (place: number): bigint =>
    at(place) | (at(place + 1) << 8n) | (at(place + 2) << 16n) | (at(place + 3) << 24n);
  const factor = K2 + 2n * size;
  const last4 = word(bytes.length - 4);
  const mixed = shiftMix(times((size + (word(0) << 3n)) ^ last4, factor));
  return times(shiftMix(times(last4 ^ mixed, factor)), factor);
}
