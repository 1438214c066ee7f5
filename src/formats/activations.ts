import type { ActivationName, ActivationSpec } from '../core/network';
import type { CodeOutput } from '../core/network/network';
import { Fault, finiteAt, type JsonObject, objectAt, shown } from './checks';

const names: Readonly<Record<string, ActivationName>> = {
  identity: 'identity',
  linear: 'identity',
  none: 'identity',
  relu: 'relu',
  leakyrelu: 'leakyRelu',
  abs: 'abs',
  hardtanh: 'hardTanh',
  relu6: 'relu6',
  gelu: 'gelu',
  silu: 'swish',
  swish: 'swish',
  quickgelu: 'swish',
  softplus: 'softplus',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
};

/** What a message lists as supported. */
export const supportedActivations =
  'identity, relu, leakyRelu, abs, hardTanh, relu6 are, and the smooth gelu, silu, swish, softplus, sigmoid, tanh';

/** Slope of the gate of what is called QuickGELU: u·σ(1.702 u). */
const QUICK_GELU = 1.702;

const keyOf = (value: unknown): string =>
  typeof value === 'string' ? value.toLowerCase().replace(/[_\-\s]/g, '') : '';

function nameAt(value: unknown, where: string): ActivationName {
  const key = keyOf(value);
  const name = Object.hasOwn(names, key) ? names[key] : undefined;
  if (!name) throw new Fault(where, `${shown(value)} is not supported; ${supportedActivations}`);
  return name;
}

/** What may stand beside an activation in its layer. */
export interface Beside {
  readonly alpha: unknown;
  readonly eta: unknown;
  /** Path of the layer. */
  readonly where: string;
}

/**
 * An activation as files name it: a text (case, `_`, `-` and spaces do not matter) or `{name, alpha, eta}`; `alpha`, leaky
 * ReLU's slope below zero, and `eta`, the slope of the gate of swish and softplus (above 0), may also stand beside the
 * activation in its layer. A leaky slope of 1 is the identity. Throws a `Fault` for anything else.
 */
export function activationAt(value: unknown, where: string, beside?: Beside): ActivationSpec {
  const own = typeof value === 'object';
  const spec: JsonObject = own ? objectAt(value, where) : { name: value };
  const name = nameAt(spec.name, own ? `${where}.name` : where);
  const find = (key: 'alpha' | 'eta'): { value: unknown; where: string } =>
    spec[key] === undefined
      ? { value: beside?.[key], where: `${beside?.where}.${key}` }
      : { value: spec[key], where: `${where}.${key}` };
  const alpha = find('alpha');
  const eta = find('eta');
  if (alpha.value !== undefined && name !== 'leakyRelu')
    throw new Fault(alpha.where, `only leakyRelu takes an alpha, this is ${name}`);
  if (eta.value !== undefined && ((name !== 'swish' && name !== 'softplus') || keyOf(spec.name) === 'quickgelu'))
    throw new Fault(eta.where, `only swish and softplus take an eta, this is ${shown(spec.name)}`);
  if (alpha.value !== undefined) return leaky(finiteAt(alpha.value, alpha.where));
  if (keyOf(spec.name) === 'quickgelu') return { name, eta: QUICK_GELU };
  return eta.value === undefined ? { name } : { name, eta: slopeAt(eta.value, eta.where) };
}

const leaky = (alpha: number): ActivationSpec => (alpha === 1 ? { name: 'identity' } : { name: 'leakyRelu', alpha });

function slopeAt(value: unknown, where: string): number {
  const eta = finiteAt(value, where);
  if (!(eta > 0)) throw new Fault(where, `${eta}; the slope of a gate is above 0`);
  return eta;
}

/** The last layer's activation: the engine's part of it, and the code that is read off after that. */
export interface ReadOut {
  readonly activation: ActivationSpec;
  readonly codeOutput?: CodeOutput;
}

/** The activation of a layer before the last. A softmax there is named as what it is. */
export function hiddenActivationAt(value: unknown, where: string, beside?: Beside): ActivationSpec {
  const name = typeof value === 'object' && value !== null ? (value as JsonObject).name : value;
  if (keyOf(name) === 'softmax')
    throw new Fault(
      where,
      'softmax stands between layers; it is taken after the last one alone, as the code of max-pooling',
    );
  return activationAt(value, where, beside);
}

/**
 * The activation of the last layer. Sigmoid, tanh and softmax give a code of the read-out's values: partition and maps are of
 * those values, and the code is read off them.
 */
export function readOutAt(value: unknown, where: string, beside?: Beside): ReadOut {
  const name = typeof value === 'object' && value !== null ? (value as JsonObject).name : value;
  if (keyOf(name) === 'softmax') return { activation: { name: 'identity' }, codeOutput: 'softmax' };
  return readOutOf(activationAt(value, where, beside));
}

/** The same of an activation that has been read. */
export const readOutOf = (activation: ActivationSpec): ReadOut =>
  activation.name === 'sigmoid' || activation.name === 'tanh'
    ? { activation: { name: 'identity' }, codeOutput: activation.name }
    : { activation };
