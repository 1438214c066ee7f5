/**
 * Scenes of real models (`docs/models.md`): their files are read as any opened file is, and their data are the real inputs that
 * stand beside them. Loaded with the first of them.
 */

import type { DataSet } from '../../core/data/dataSet';
import { defaultPairs } from '../../core/path/defaultPairs';
import { readNpz } from '../../formats/npz';
import { numbersOf } from '../../formats/tensors';
import { EMPTY_LENS } from '../defaults';
import { type BuildFile, buildHere, type SceneGraph } from '../graphs/reading/build';
import type { Shown } from '../graphs/reading/shown';
import { PIXEL_SIDE as SIDE } from '../graphs/reading/shown';
import { planeAbout } from '../scenesDigits';
import type { ReadFile } from '../scenesFiles';
import type { LensState, Point2 } from '../types';

/** Of networks that were trained before: Adam's first steps are as long as the rate, whatever the gradient. */
const TRAINED_RATE = 1e-4;

/** What a model's scene is made of. */
interface ModelScene {
  readonly folder: string;
  /** The files of the model, the one to open first, and the bytes that each may have. */
  readonly files: Readonly<Record<string, number>>;
  /** What is shown of the file's graph; absent: all of it. */
  readonly shown?: Shown;
  /** To read it takes so long that a worker does it on the page. */
  readonly large?: true;
  /** The shape of the input, where the file leaves it open. */
  readonly inputShape?: readonly number[];
  readonly data: (inputs: RealInputs) => DataSet;
  /** Half the width of the square about the mean of the first three inputs. */
  readonly half: number;
  readonly point: Point2;
  readonly colour: LensState['colour'];
  /** Of Adam, where the usual one of a trained network is too long a step. */
  readonly learningRate?: number;
}

/** What `inputs.npz` and `inputs.json` hold. */
interface RealInputs {
  /** One row an input, float32 values, as the model takes them. */
  readonly values: Float32Array;
  readonly labels: readonly string[];
  /** In the order of the scores; empty where a model names no classes. */
  readonly classNames: readonly string[];
}

const INPUTS_CAP = 64 * 1024;

const classes =
  (name: string, image: DataSet['image']) =>
  (inputs: RealInputs): DataSet => {
    const { values, labels, classNames } = inputs;
    const count = labels.length;
    return {
      name,
      inputSize: values.length / count,
      count,
      inputs: values,
      task: 'classes',
      targets: Float32Array.from(labels, (label) => classNames.indexOf(label)),
      classNames,
      image,
    };
  };

const PART = 12;
const BYTE = 255;

/** Where the middle of a part begins, along each side. */
const FROM = (PART - SIDE) / 2;

/** The middle 6 × 6 of each 12 × 12 part, from 0 to 1. Targets: the largest colour of the pixel that is read out. */
function middles({ values, labels }: RealInputs): DataSet {
  const inputSize = SIDE * SIDE * 3;
  const inputs = Float32Array.from({ length: labels.length * inputSize }, (_, i) => {
    const [part, within] = [Math.floor(i / inputSize), i % inputSize];
    const row = Math.floor(within / (SIDE * 3)) + FROM;
    return (values[(part * PART + row) * PART * 3 + FROM * 3 + (within % (SIDE * 3))] as number) / BYTE;
  });
  const middle = ((SIDE / 2) * SIDE + SIDE / 2) * 3;
  const targets = Float32Array.from(labels, (_, part) => {
    const colours = inputs.subarray(part * inputSize + middle, part * inputSize + middle + 3);
    return colours.indexOf(Math.max(...colours));
  });
  const classNames = ['red', 'green', 'blue'];
  return {
    name: 'parts of a photograph',
    inputSize,
    count: labels.length,
    inputs,
    task: 'classes',
    targets,
    classNames,
    quantities: classNames,
    image: null,
  };
}

const models: Readonly<Record<string, ModelScene>> = {
  'digits-cnn': {
    folder: 'digits-cnn',
    files: { 'model.safetensors': 64 * 1024 },
    data: classes('test digits of MNIST', { width: 28, height: 28 }),
    half: 0.15,
    point: [0.04, 0.03],
    colour: 'code',
  },
  languages: {
    folder: 'languages',
    files: { 'model.json': 512 * 1024, 'group1-shard1of1.bin': 1024 * 1024 },
    data: classes('texts in eight languages', null),
    half: 6,
    point: [1, 0.8],
    colour: 'class',
  },
  upscaler: {
    folder: 'upscaler',
    files: { 'model.json': 64 * 1024, 'group1-shard1of1.bin': 1024 * 1024 },
    shown: 'one pixel',
    large: true,
    inputShape: [SIDE, SIDE, 3],
    data: middles,
    half: 0.08,
    point: [0.02, 0.015],
    learningRate: 1e-5,
    colour: 'code',
  },
  symbols: {
    folder: 'symbols',
    files: { 'model.onnx': 5 * 1024 * 1024 },
    large: true,
    data: classes('drawn symbols', { width: 224, height: 224 }),
    half: 0.004,
    point: [0.001, 0.0008],
    colour: 'code',
  },
};

async function graphOf(scene: ModelScene, read: ReadFile, build: BuildFile): Promise<SceneGraph> {
  const { folder, files, shown, large, inputShape } = scene;
  const names = Object.keys(files);
  const bytes = await Promise.all(names.map((name) => read(`models/${folder}/${name}`, files[name] as number)));
  const found = new Map(names.map((name, i) => [name, bytes[i] as Uint8Array<ArrayBuffer>]));
  const main = names[0] as string;
  const options = inputShape ? { inputShape } : {};
  const file = { folder: `models/${folder}`, files: found, main, options, ...(shown ? { shown } : {}) };
  return large ? build(file) : buildHere(file);
}

async function inputsOf({ folder }: ModelScene, read: ReadFile): Promise<RealInputs> {
  const path = `models/${folder}/inputs`;
  const [archive, text] = await Promise.all([read(`${path}.npz`, INPUTS_CAP), read(`${path}.json`, INPUTS_CAP)]);
  const arrays = readNpz(archive);
  const tensor = arrays.ok ? arrays.arrays.get('inputs') : undefined;
  if (!tensor) throw new Error(`${path}.npz: it has no array "inputs"`);
  const about = JSON.parse(new TextDecoder().decode(text)) as {
    divideBy: number;
    labels: string[];
    classNames?: string[];
  };
  const numbers = numbersOf(tensor);
  const values = new Float32Array(numbers.length);
  for (let i = 0; i < values.length; i++) values[i] = (numbers[i] as number) / about.divideBy;
  if (values.length % about.labels.length !== 0)
    throw new Error(`${path}: ${values.length} values are not ${about.labels.length} inputs`);
  return { values, labels: about.labels, classNames: about.classNames ?? [] };
}

/**
 * Network, data and first state of a model's scene; null where there is none of this name. `build` reads large networks. Rejects
 * with the file and the fault.
 */
export async function loadModel(id: string, read: ReadFile, build: BuildFile) {
  const model = models[id];
  if (!model) return null;
  const [{ built, graph }, inputs] = await Promise.all([graphOf(model, read, build), inputsOf(model, read)]);
  const data = model.data(inputs);
  const initial: LensState = {
    ...EMPTY_LENS,
    experiments: { ...EMPTY_LENS.experiments, pairs: defaultPairs(built.network) },
    training: { ...EMPTY_LENS.training, learningRate: model.learningRate ?? TRAINED_RATE },
    scene: id,
    ...planeAbout(data, [0, 1, 2], model.half),
    point: model.point,
    colour: model.colour,
    decision: model.colour === 'class',
  };
  return { network: built.network, graph, data, initial };
}
