import { f64 } from '../core/math/typed';
import type { SoftPass } from '../core/soft';

/** Σ_j |t_j − t′_j| of two soft codes of one network (units of more pieces: ½ Σ |Δp|). */
export const softCodeDistance = ({ codes }: Pick<SoftPass, 'codes'>, other: Pick<SoftPass, 'codes'>): number =>
  codes.reduce((sum, { probabilities }, l) => {
    const others = other.codes[l]?.probabilities ?? probabilities;
    let part = 0;
    for (let i = 0; i < probabilities.length; i++) part += Math.abs(f64(probabilities, i) - f64(others, i));
    return sum + part / 2;
  }, 0);
