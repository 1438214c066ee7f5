import type { ActivationName, ActivationSpec } from '../core/network';
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
};

/** What a message lists as supported. */
export const supportedActivations = 'identity, relu, leakyRelu, abs, hardTanh, relu6';

function nameAt(value: unknown, where: string): ActivationName {
  const key = typeof value === 'string' ? value.toLowerCase().replace(/[_\-\s]/g, '') : '';
  const name = Object.hasOwn(names, key) ? names[key] : undefined;
  if (!name) throw new Fault(where, `${shown(value)} is not supported; ${supportedActivations} are`);
  return name;
}

/**
 * An activation as files name it: a text (case, `_`, `-` and spaces do not matter) or `{name, alpha}`; `alpha`, leaky
 * ReLU's slope below zero, may also stand beside the activation in its layer (`beside`). A slope of 1 is the identity.
 */
export function activationAt(
  value: unknown,
  where: string,
  beside?: { alpha: unknown; where: string },
): ActivationSpec {
  const spec: JsonObject = typeof value === 'object' ? objectAt(value, where) : { name: value };
  const name = nameAt(spec.name, typeof value === 'object' ? `${where}.name` : where);
  const own = spec.alpha === undefined ? beside : { alpha: spec.alpha, where: `${where}.alpha` };
  if (own?.alpha === undefined) return { name };
  if (name !== 'leakyRelu') throw new Fault(own.where, `only leakyRelu takes an alpha, this is ${name}`);
  const alpha = finiteAt(own.alpha, own.where);
  return alpha === 1 ? { name: 'identity' } : { name, alpha };
}
