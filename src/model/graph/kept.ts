import { keep, type Rank, type Tensor } from '@tensorflow/tfjs';

/** From tensors to a tensor, to be called inside `tidy`. */
export type TensorOp<T extends Tensor = Tensor> = (x: T) => T;

/** Takes a parameter's tensor into keeping, and hands it back; a `tidy` around it does not free it. */
export type Kept = <R extends Rank>(tensor: Tensor<R>) => Tensor<R>;

/** Parameters on the backend. `dispose` frees them. */
export class KeptTensors {
  readonly #tensors: Tensor[] = [];

  readonly keep: Kept = (tensor) => {
    this.#tensors.push(keep(tensor));
    return tensor;
  };

  dispose(): void {
    for (const tensor of this.#tensors.splice(0)) tensor.dispose();
  }
}
