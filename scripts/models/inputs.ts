/** Real inputs of the models, as arrays and labels. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crop, decodePng } from './pictures';
import { drawStrokes, PICTURE_SIZE, SYMBOLS } from './strokes';
import { packageFiles } from './tarball';

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
