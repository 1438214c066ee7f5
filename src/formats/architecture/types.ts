/**
 * What stands around the weights of a file that holds nothing else, as a plain structure that a person can edit: steps one
 * after another, tensors by their names. Tensors are laid out as PyTorch has them, without a batch axis: C × H × W, C × L, or a
 * list of features.
 */
import type { Shape } from '../../core/graph/types';
import type { ActivationSpec } from '../../core/network';

interface StepBase<Kind extends string> {
  readonly kind: Kind;
  /** Name of its node: unique, not empty, not `input`. */
  readonly name: string;
}

/** y = W x + b. `weight`: outputs × inputs. */
export interface DenseStep extends StepBase<'dense'> {
  readonly weight: string;
  readonly bias?: string;
}

/** What slides over one or two spatial axes; a number an axis, padding on both sides. */
interface Sliding {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
}

/** `weight`: outputs × inputs/groups × kernel; of a transposed one inputs × outputs/groups × kernel. */
export interface ConvStep extends StepBase<'conv' | 'convTranspose'>, Sliding {
  readonly weight: string;
  readonly bias?: string;
  readonly dilation: readonly number[];
  readonly groups: number;
}

export interface BatchNormStep extends StepBase<'batchNorm'> {
  /** Without it: 1. */
  readonly weight?: string;
  /** Without it: 0. */
  readonly bias?: string;
  readonly mean: string;
  readonly variance: string;
  readonly epsilon: number;
}

export interface LayerNormStep extends StepBase<'layerNorm'> {
  readonly weight: string;
  readonly bias?: string;
  readonly epsilon: number;
}

export interface PreluStep extends StepBase<'prelu'> {
  readonly weight: string;
}

export interface ActivationStep extends StepBase<'activation'> {
  readonly activation: ActivationSpec;
}

export interface PoolStep extends StepBase<'maxPool' | 'averagePool'>, Sliding {
  readonly kernel: readonly number[];
}

export type PlainStep =
  | StepBase<'flatten'>
  | StepBase<'globalAveragePool'>
  | StepBase<'softmax'>
  /** From H × W × C to C × H × W, and back. */
  | StepBase<'channelsFirst' | 'channelsLast'>;

/** Adds the values of an earlier step (or of `input`), after steps of its own where a shortcut has some. */
export interface AddStep extends StepBase<'add'> {
  readonly from: string;
  readonly shortcut: readonly Step[];
}

export type Step =
  | DenseStep
  | ConvStep
  | BatchNormStep
  | LayerNormStep
  | PreluStep
  | ActivationStep
  | PoolStep
  | PlainStep
  | AddStep;

export interface Architecture {
  readonly inputShape: Shape;
  readonly steps: readonly Step[];
}

/** Name of the node that an architecture's input becomes. */
export const INPUT = 'input';
