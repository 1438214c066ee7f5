import type { ActivationSpec } from '../../core/network';
import { activationAt } from '../activations';

/** The activation of a node: a name, or a name with what stands beside it. Throws a `Fault`. */
export const specAt = (value: unknown, where: string): ActivationSpec => activationAt(value, where);
