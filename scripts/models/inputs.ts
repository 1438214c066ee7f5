/** Real inputs of the models, as arrays and labels. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bigramTextOf } from '../../src/formats/tfjs';
import { crop, decodePng } from './pictures';
import { drawStrokes, PICTURE_SIZE, SYMBOLS } from './strokes';
import { packageFiles } from './tarball';
import { TEXTS } from './texts';

export interface ModelInputs {
  /** Folder of public/models. */
  readonly folder: string;
  /** An input of the model without its batch axis. */
  readonly shape: readonly number[];
  /** Inputs one after another, as they are stored. */
  readonly data: Uint8Array | Float32Array;
  /** The model takes stored values divided by this. */
  readonly divideBy: number;
  /** What each input is: a class name where the model has classes. */
  readonly labels: readonly string[];
  /** In the order of the scores; absent: the model names no classes. */
  readonly classNames?: readonly string[];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Texts as the languages model takes them behind its lookups. `models`: the folder public/models. */
export function languageInputs(models: string): ModelInputs {
  const files = ['model.json', 'group1-shard1of1.bin'].map((name): [string, Uint8Array] => [
    name,
    readFileSync(join(models, 'languages', name)),
  ]);
  const reader = bigramTextOf(new Map(files));
  if (!reader) throw new Error('the languages model has no lookups of texts');
  const rows = Object.values(TEXTS).map((text) => Float32Array.from(reader.inputsOf(text)));
  return {
    folder: 'languages',
    shape: [(rows[0] as Float32Array).length],
    data: Float32Array.from(rows.flatMap((row) => [...row])),
    divideBy: 1,
    labels: Object.keys(TEXTS),
    classNames: reader.classes,
  };
}

/** Drawn symbols. `models`: the folder public/models. */
export function symbolInputs(models: string): ModelInputs {
  const symbols = JSON.parse(readFileSync(join(models, 'symbols', 'symbols.json'), 'utf8')) as { char: string }[];
  return {
    folder: 'symbols',
    shape: [1, PICTURE_SIZE, PICTURE_SIZE],
    data: joined(Object.values(SYMBOLS).map(drawStrokes)),
    divideBy: 255,
    labels: Object.keys(SYMBOLS),
    classNames: symbols.map(({ char }) => char),
  };
}

const SHIPPED_DIGITS = 2000;

/** The first test digit of each class that the page ships. `digits`: the folder public/digits. */
export function digitInputs(digits: string): ModelInputs {
  const bytes = gunzipSync(readFileSync(join(digits, 'test-digits.bin.gz')));
  const labels = bytes.subarray(SHIPPED_DIGITS * 784);
  const classes = Array.from({ length: 10 }, (_, digit) => digit);
  return {
    folder: 'digits-cnn',
    shape: [28, 28, 1],
    data: joined(classes.map((digit) => bytes.subarray(labels.indexOf(digit) * 784).subarray(0, 784))),
    divideBy: 255,
    labels: classes.map(String),
    classNames: classes.map(String),
  };
}

const CROP = 12;
/** Left and top of the parts of the package's sample picture, a red flower on leaves. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  'edge of a petal': [24, 32],
  stamen: [60, 74],
  leaf: [4, 8],
  petal: [84, 84],
};

/** Parts of a picture, with values up to 255. */
export function upscalerInputs(cache: string): ModelInputs {
  const file = packageFiles('@upscalerjs/default-model', '1.0.0', cache).get('assets/fixture.png');
  if (!file) throw new Error('the package has no assets/fixture.png');
  const picture = decodePng(file);
  return {
    folder: 'upscaler',
    shape: [CROP, CROP, 3],
    data: joined(Object.values(PARTS).map(([left, top]) => crop(picture, left, top, CROP))),
    divideBy: 1,
    labels: Object.keys(PARTS),
  };
}
