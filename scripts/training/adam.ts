import { f64 } from '../../src/core/math/typed';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-8;

/** Adam (Kingma & Ba) on parameters with their gradients; returns what takes one step at a rate. */
export function adam(
  parameters: readonly { readonly values: Float64Array; readonly gradient: Float64Array }[],
): (rate: number) => void {
  const moments = parameters.map(({ values }) => [new Float64Array(values.length), new Float64Array(values.length)]);
  // Products, not Math.pow: the same bits everywhere.
  let [power1, power2] = [1, 1];
  return (rate) => {
    power1 *= BETA1;
    power2 *= BETA2;
    const corrected = (rate * Math.sqrt(1 - power2)) / (1 - power1);
    parameters.forEach(({ values, gradient }, p) => {
      const [first, second] = moments[p] as [Float64Array, Float64Array];
      for (let i = 0; i < values.length; i++) {
        const g = f64(gradient, i);
        const m = BETA1 * f64(first, i) + (1 - BETA1) * g;
        const v = BETA2 * f64(second, i) + (1 - BETA2) * g * g;
        first[i] = m;
        second[i] = v;
        values[i] = f64(values, i) - (corrected * m) / (Math.sqrt(v) + EPSILON);
      }
    });
  };
}
