/** Gradients that the wasm backend lacks or gets wrong, by the kernels of plain JavaScript: all else stays with wasm. */
import {
  engine,
  getKernel,
  type KernelBackend,
  type KernelFunc,
  type NamedTensorInfoMap,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs';

/**
 * Of convolutions, of those with a group a channel, and of values that are gathered; of max-pooling, whose own kernel is wrong
 * where windows overlap.
 */
const REPLACED = [
  'Conv2DBackpropFilter',
  'DepthwiseConv2dNativeBackpropFilter',
  'DepthwiseConv2dNativeBackpropInput',
  'UnsortedSegmentSum',
  'MaxPoolGrad',
] as const;

/** What both backends have beside their common class. */
interface Memory extends KernelBackend {
  write(values: unknown, shape: number[], dtype: TensorInfo['dtype']): object;
}

/** The kernel of plain JavaScript on tensors of another backend, whose values are copied there and back. */
function inPlainJavaScript(name: string): KernelFunc {
  return ({ inputs, attrs, backend }) => {
    const own = backend as Memory;
    const plain = engine().findBackend('cpu') as Memory;
    const kernel = getKernel(name, 'cpu');
    if (!kernel) throw new Error(`the CPU backend has no ${name}`);
    const copied: NamedTensorInfoMap = {};
    for (const [key, tensor] of Object.entries(inputs)) if (tensor) copied[key] = moved(tensor, own, plain);
    const made = kernel.kernelFunc({ inputs: copied, backend: plain, ...(attrs ? { attrs } : {}) }) as TensorInfo;
    const answer = moved(made, plain, own);
    for (const tensor of [made, ...Object.values(copied)]) if (tensor) plain.disposeData(tensor.dataId, true);
    return answer;
  };
}

function moved({ dataId, shape, dtype }: TensorInfo, from: Memory, to: Memory): TensorInfo {
  const values = from.readSync(dataId);
  return { dataId: to.write(values.slice(), shape, dtype), shape, dtype };
}

/** Registers them; to be called when the wasm backend has been imported. */
export function registerWasmGradients(): void {
  for (const kernelName of REPLACED) {
    if (getKernel(kernelName, 'wasm')) unregisterKernel(kernelName, 'wasm');
    registerKernel({ kernelName, backendName: 'wasm', kernelFunc: inPlainJavaScript(kernelName) });
  }
}
