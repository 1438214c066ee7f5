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
import type { Network } from '../core/network';
import { denseLayers } from '../core/network/network';
import type { ModelSetup } from '../core/training/model';
import { gatedLayers, type TrainedBetas } from '../core/training/trainedBetas';
import type { TrainingSpec } from '../core/training/trainingSpec';
import { type Batches, createBatches } from './batches';
import { BetaTensors } from './betaTensors';
import { type DataTensors, dataTensors, measuredPoints } from './dataTensors';
import { graphTrainable } from './graphTrainable';
import { meanLoss, penalty, shareRight } from './losses';
import type { FieldModel, Measurement, Model } from './model';
import { createDescent, type Descent } from './optimizer';
import { readTidily } from './readTidily';
import { layerShapes } from './tensors';
import { denseTrainable, type Trainable } from './trainable';

/** Weights, data and optimiser on the backend in force. `dispose` frees all of it. */
export class Trainer implements Model {
  readonly untrainable: string | null;
  readonly #trainable: Trainable;
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
    trainable: Trainable,
    data: DataSet | null,
    training: TrainingSpec,
    seed: number,
    weights: Float32Array,
    betas: BetaTensors,
  ) {
    // tfjs has no tensors of no numbers to take gradients by.
    this.untrainable = weights.length === 0 ? 'the network has no weights to train' : null;
    this.#trainable = trainable;
    this.#data = data;
    this.#seed = seed;
    this.#training = training;
    // A variable takes over the data, not the tensor that held it.
    this.#flat = tidy(() => variable(tensor1d(weights)));
    this.#betas = betas;
    this.#tensors = data ? dataTensors(data) : null;
    this.#measured = data ? measuredPoints(data, this.field().placesAtOnce) : 0;
    this.#descent = createDescent(training);
    this.#batches = this.#freshBatches();
  }

  /** One update of all weights. Nothing happens without data. */
  step(): void {
    const { task } = this.#data ?? {};
    if (task === undefined) return;
    tidy(() => {
      const { inputs, targets } = this.#nextBatch();
      // The parts are the variables of the gradient; put together again they are the gradient of the flat vector.
      const parts = this.#trainable.parts(this.#flat);
      const rho = this.#betas.variable;
      const { grads } = valueAndGrads((...all) => {
        const used = all.slice(0, parts.length);
        const output = this.#trainable.outputs(used, this.#betas.etas(rho && (all[parts.length] as Tensor)), inputs);
        return this.#loss(meanLoss(task, output, targets), used);
      })([...parts, ...(rho ? [rho] : [])]);
      const ofParts = grads.slice(0, parts.length);
      const tensor = concat1d(ofParts.map((part) => reshape(part, [part.size]) as Tensor1D));
      const updates: { name: string; tensor: Tensor }[] = [{ name: this.#flat.name, tensor }];
      const ofRho = grads[parts.length];
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
    return this.#trainable.field(
      () => this.#flat,
      () => this.#betas.etas(),
    );
  }

  forward(inputs: Tensor2D): Tensor2D {
    return this.#trainable.outputs(this.#trainable.parts(this.#flat), this.#betas.etas(), inputs);
  }

  /** Outputs for n inputs (n × d, row by row): n × outputs. */
  outputs(inputs: Float32Array, count: number): Float32Array {
    const size = inputs.length / count;
    const { placesAtOnce } = this.field();
    let all = new Float32Array();
    for (let from = 0; from < count; from += placesAtOnce) {
      const rows = Math.min(placesAtOnce, count - from);
      const part = inputs.subarray(from * size, (from + rows) * size);
      const values = readTidily(() => this.forward(tensor2d(part, [rows, size])).dataSync() as Float32Array);
      if (from === 0) all = new Float32Array((values.length / rows) * count);
      all.set(values, (values.length / rows) * from);
    }
    return all;
  }

  dispose(): void {
    this.#trainable.dispose();
    this.#descent.dispose();
    this.#flat.dispose();
    this.#betas.dispose();
    this.#tensors?.inputs.dispose();
    this.#tensors?.targets.dispose();
  }

  /** The loss that is descended: over the data, and the penalty of the weights where there is one. */
  #loss(overData: Scalar, parts: readonly Tensor[]): Scalar {
    const { l2 } = this.#training;
    const drawn = l2 > 0 ? this.#trainable.decaying(parts) : [];
    return drawn.length > 0 ? add(overData, penalty(l2, drawn)) : overData;
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
    const parts = this.#trainable.parts(this.#flat);
    const measured = slice2d(inputs, [0, 0], [this.#measured, inputSize]);
    const output = this.#trainable.outputs(parts, this.#betas.etas(), measured);
    const wanted = slice2d(targets, [0, 0], [this.#measured, targets.shape[1]]);
    const scores = stack([
      this.#loss(meanLoss(task, output, wanted), parts),
      shareRight(task, output, wanted),
    ]) as Tensor1D;
    return concat1d([learned, scores]);
  }
}

/** The model of a setup with the present training, weights and β. */
export const createTrainer = (
  { network, data, seed }: ModelSetup,
  training: TrainingSpec,
  weights: Float32Array,
  betas: TrainedBetas,
): Trainer => new Trainer(trainableOf(network), data, training, seed, weights, betaTensors(network, betas));

const betaTensors = (network: Network, betas: TrainedBetas): BetaTensors =>
  new BetaTensors(betas, gatedLayers(network));

const trainableOf = (network: Network): Trainable =>
  denseLayers(network) ? denseTrainable(layerShapes(network)) : graphTrainable(network);
