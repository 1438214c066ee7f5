import {
  add,
  clone,
  concat1d,
  gather,
  type Rank,
  reshape,
  type Scalar,
  slice1d,
  slice2d,
  stack,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
  tensor2d,
  tidy,
  type Variable,
  valueAndGrads,
  variable,
} from '@tensorflow/tfjs';
import type { DataSet } from '../core/data/dataSet';
import type { ModelSetup } from '../core/training/model';
import { gatedLayers, type TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { denseLayer } from './appliedLayer';
import { type Batches, createBatches } from './batches';
import { BetaTensors } from './betaTensors';
import { meanLoss, penalty, shareRight } from './losses';
import type { FieldModel, Measurement, Model } from './model';
import { createDescent, type Descent } from './optimizer';
import { readTidily } from './readTidily';
import { forwardTensors, type LayerShape, type LayerTensors, layerShapes, layerTensors } from './tensors';

/** Data set on the backend: inputs n × d, targets n × 1 (classes: one-hot, n × k). */
interface DataTensors {
  readonly inputs: Tensor2D;
  readonly targets: Tensor2D;
}

/** Loss and accuracy look at no more values than this (inputs × points) and at no more than 2,000 points. */
const MEASURED_VALUES = 400_000;

function dataTensors(data: DataSet): DataTensors {
  const { count, inputSize, task, targets, classNames } = data;
  const inputs = tensor2d(data.inputs, [count, inputSize]);
  if (task !== 'classes') return { inputs, targets: tensor2d(targets, [count, 1]) };
  // Not tfjs's oneHot: the wasm backend writes whole numbers into its float32 result.
  const classes = classNames.length;
  const rows = new Float32Array(count * classes);
  for (let i = 0; i < count; i++) rows[i * classes + (targets[i] as number)] = 1;
  return { inputs, targets: tensor2d(rows, [count, classes]) };
}

/** Weights, data and optimiser on the backend in force. `dispose` frees all of it. */
export class Trainer implements Model {
  readonly untrainable = null;
  readonly #shapes: readonly LayerShape[];
  readonly #data: DataSet | null;
  readonly #tensors: DataTensors | null;
  readonly #seed: number;
  /** Points that `measure` looks at. */
  readonly #measured: number;
  readonly #flat: Variable<Rank.R1>;
  readonly #betas: BetaTensors;
  #training: TrainingSpec;
  #descent: Descent;
  #batches: Batches;

  constructor(
    shapes: readonly LayerShape[],
    data: DataSet | null,
    training: TrainingSpec,
    seed: number,
    weights: Float32Array,
    betas: BetaTensors,
  ) {
    this.#shapes = shapes;
    this.#data = data;
    this.#seed = seed;
    this.#training = training;
    // A variable takes over the data, not the tensor that held it.
    this.#flat = tidy(() => variable(tensor1d(weights)));
    this.#betas = betas;
    this.#tensors = data ? dataTensors(data) : null;
    this.#measured = data ? Math.min(data.count, 2000, Math.max(200, Math.floor(MEASURED_VALUES / data.inputSize))) : 0;
    this.#descent = createDescent(training);
    this.#batches = this.#freshBatches();
  }

  /** The layers as tensors; to be called inside `tidy`. */
  layers(): LayerTensors[] {
    return layerTensors(this.#flat, this.#shapes, this.#betas.etas());
  }

  /** One update of all weights. Nothing happens without data. */
  step(): void {
    const { task } = this.#data ?? {};
    if (task === undefined) return;
    tidy(() => {
      const { inputs, targets } = this.#nextBatch();
      // The slices are the variables of the gradient; put together again they are the gradient of the flat vector.
      const layers = this.layers();
      const rho = this.#betas.variable;
      const { grads } = valueAndGrads((...parts) => {
        const etas = this.#betas.etas(rho && (parts[2 * layers.length] as Tensor));
        const used = layers.map(
          ({ activation }, l): LayerTensors => ({
            weights: parts[2 * l] as Tensor2D,
            bias: parts[2 * l + 1] as Tensor1D,
            activation,
            eta: etas[l] ?? null,
          }),
        );
        return this.#loss(meanLoss(task, forwardTensors(used, inputs), targets), used);
      })([...layers.flatMap(({ weights, bias }): Tensor[] => [weights, bias]), ...(rho ? [rho] : [])]);
      const ofLayers = grads.slice(0, 2 * layers.length);
      const tensor = concat1d(ofLayers.map((part) => reshape(part, [part.size]) as Tensor1D));
      const updates: { name: string; tensor: Tensor }[] = [{ name: this.#flat.name, tensor }];
      const ofRho = grads[2 * layers.length];
      if (rho && ofRho) updates.push({ name: rho.name, tensor: ofRho });
      this.#descent.applyGradients(updates);
    });
  }

  /** Weights, loss and accuracy in one read-back. Waits until the backend is done. */
  measure(): Measurement {
    const values = readTidily(() => this.#numbers().dataSync() as Float32Array);
    const measured = this.#measured;
    const learned = this.#flat.size + this.#betas.count;
    const [loss, accuracy] = values.subarray(learned);
    return {
      betas: this.#betas.read(values.subarray(this.#flat.size, learned)),
      weights: values.slice(0, this.#flat.size),
      loss: loss ?? null,
      // A mean taken on the GPU may miss a whole number of points by some last bits.
      accuracy: accuracy === undefined || Number.isNaN(accuracy) ? null : Math.round(accuracy * measured) / measured,
    };
  }

  /** Waits until the backend has taken the steps, reading one weight back. False when that is not finite. */
  finish(): boolean {
    return Number.isFinite(tidy(() => slice1d(this.#flat, 0, 1).dataSync())[0]);
  }

  /** Other weights, a fresh optimiser, and the batches from their start. */
  restart(weights: Float32Array): void {
    tidy(() => this.#flat.assign(tensor1d(weights)));
    this.#renew();
    this.#batches = this.#freshBatches();
  }

  /** Other β. What the optimiser has gathered stays as long as as many of them are learned. */
  setBetas(betas: TrainedBetas): void {
    if (!this.#betas.set(betas)) this.#renew();
  }

  /** What the optimiser has gathered stays, unless another one is asked for. */
  setTraining(training: TrainingSpec): void {
    const before = this.#training;
    this.#training = training;
    if (training.batchSize !== before.batchSize) this.#batches = this.#freshBatches();
    if (training.optimizer !== before.optimizer) this.#renew();
    else this.#descent.setLearningRate(training.learningRate);
  }

  field(): FieldModel {
    return denseField(() => this.layers());
  }

  forward(inputs: Tensor2D): Tensor2D {
    return forwardTensors(this.layers(), inputs);
  }

  /** Outputs for n inputs (n × d, row by row): n × outputs. */
  outputs(inputs: Float32Array, count: number): Float32Array {
    const shape: [number, number] = [count, inputs.length / count];
    return readTidily(() => this.forward(tensor2d(inputs, shape)).dataSync() as Float32Array);
  }

  dispose(): void {
    this.#descent.dispose();
    this.#flat.dispose();
    this.#betas.dispose();
    this.#tensors?.inputs.dispose();
    this.#tensors?.targets.dispose();
  }

  /** The loss that is descended: over the data, and the penalty of the weights where there is one. */
  #loss(overData: Scalar, layers: readonly LayerTensors[]): Scalar {
    const { l2 } = this.#training;
    return l2 > 0 ? add(overData, penalty(l2, layers)) : overData;
  }

  #renew(): void {
    this.#descent.dispose();
    this.#descent = createDescent(this.#training);
  }

  #freshBatches(): Batches {
    return createBatches(this.#data?.count ?? 0, this.#training.batchSize, this.#seed);
  }

  #nextBatch(): DataTensors {
    const all = this.#tensors as DataTensors;
    const chosen = this.#batches.next();
    if (!chosen) return all;
    const indices = tensor1d(chosen, 'int32');
    return { inputs: gather(all.inputs, indices), targets: gather(all.targets, indices) };
  }

  /** All weights, what is learned of β, then (with data) loss and accuracy over the points that are looked at. */
  #numbers(): Tensor1D {
    const rho = this.#betas.variable;
    const learned = rho ? concat1d([this.#flat, reshape(rho, [rho.size]) as Tensor1D]) : clone(this.#flat);
    if (!this.#data || !this.#tensors) return learned;
    const { task, inputSize } = this.#data;
    const { inputs, targets } = this.#tensors;
    const layers = this.layers();
    const output = forwardTensors(layers, slice2d(inputs, [0, 0], [this.#measured, inputSize]));
    const wanted = slice2d(targets, [0, 0], [this.#measured, targets.shape[1]]);
    const scores = stack([
      this.#loss(meanLoss(task, output, wanted), layers),
      shareRight(task, output, wanted),
    ]) as Tensor1D;
    return concat1d([learned, scores]);
  }
}

/** Places of a field that are computed at once: what lies between two looks at the message queue. */
const PLACES = 8192;

/** A chain of dense layers as fields see it. */
export const denseField = (layers: () => readonly LayerTensors[]): FieldModel => ({
  layers: () => layers().map(denseLayer),
  outputs: null,
  placesAtOnce: PLACES,
});

/** The model of a setup with the present training, weights and β. */
export const createTrainer = (
  { network, data, seed }: ModelSetup,
  training: TrainingSpec,
  weights: Float32Array,
  betas: TrainedBetas,
): Trainer =>
  new Trainer(layerShapes(network), data, training, seed, weights, new BetaTensors(betas, gatedLayers(network)));
