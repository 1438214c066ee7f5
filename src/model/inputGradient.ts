import { grad, oneHot, type Tensor2D, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs';
import { meanLoss } from './losses';

/**
 * ∇_x of the loss of class `target` at one input, by tfjs's automatic differentiation: softmax cross-entropy of several outputs,
 * logistic of a single one. Float32, of the input's length.
 */
export async function inputGradient(
  forward: (inputs: Tensor2D) => Tensor2D,
  input: Float32Array,
  target: number,
): Promise<Float32Array> {
  const gradient = tidy(() => {
    const lossAt = (x: Tensor2D) => {
      const output = forward(x);
      const [, outputs = 1] = output.shape;
      return outputs === 1
        ? meanLoss('binary', output, tensor2d([target], [1, 1]))
        : meanLoss('classes', output, oneHot(tensor1d([target], 'int32'), outputs).toFloat() as Tensor2D);
    };
    return grad((x) => lossAt(x as Tensor2D))(tensor2d(input, [1, input.length]));
  });
  try {
    return (await gradient.data()) as Float32Array;
  } finally {
    gradient.dispose();
  }
}
