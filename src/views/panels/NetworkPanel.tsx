import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Network } from '../../core/network';
import { formatCount } from '../../ui/format';
import { Section } from '../../ui/Section';
import type { LensStoreApi } from '../live';
import { layoutOf } from '../names';

const ACTIVATIONS = {
  identity: 'linear',
  relu: 'ReLU',
  leakyRelu: 'leaky ReLU',
  abs: 'abs',
  hardTanh: 'hard tanh',
  relu6: 'ReLU6',
} as const;

const weightCount = (network: Network): number =>
  network.layers.reduce((sum, layer) => sum + layer.weights.length + layer.bias.length, 0);

/** Two networks look the same here when their shape is: training changes weights alone. */
const sameShape = (a: Network, b: Network): boolean =>
  a.name === b.name &&
  a.inputSize === b.inputSize &&
  a.layers.length === b.layers.length &&
  a.layers.every(
    (layer, i) =>
      layer.outputSize === b.layers[i]?.outputSize && layer.activation.name === b.layers[i]?.activation.name,
  );

const shown = new WeakMap<LensStoreApi, Network>();

/** The network in force, the same object as long as its shape is. */
function useNetworkShape(store: LensStoreApi): Network {
  return useStore(store, ({ session }) => {
    const before = shown.get(store);
    const { network } = session.whole;
    if (before && sameShape(before, network)) return before;
    shown.set(store, network);
    return network;
  });
}

function LayerRow({ name, size, most }: { name: string; size: number; most: number }): ReactElement {
  return (
    <li className="layer-row">
      <span className="soft">{name}</span>
      <span className="layer-track" aria-hidden="true">
        <span className="layer-bar" style={{ width: `${Math.max(1.5, (size / most) * 100)}%` }} />
      </span>
      <span className="num">{formatCount(size)}</span>
    </li>
  );
}

/** Layers with their widths and activations, and how many weights there are. */
export function NetworkPanel({ store }: { store: LensStoreApi }): ReactElement {
  const network = useNetworkShape(store);
  const most = Math.max(network.inputSize, ...network.layers.map((layer) => layer.outputSize));
  return (
    <Section title="Network">
      <ol className="layers">
        <LayerRow name="input" size={network.inputSize} most={most} />
        {network.layers.map((layer, i) => (
          <LayerRow
            // The place in the stack is what a layer is here.
            // biome-ignore lint/suspicious/noArrayIndexKey: layers have no other name
            key={i}
            name={
              i === network.layers.length - 1 && layer.activation.name === 'identity'
                ? 'output'
                : ACTIVATIONS[layer.activation.name]
            }
            size={layer.outputSize}
            most={most}
          />
        ))}
      </ol>
      <p className="soft layers-note">
        <span className="num">{formatCount(weightCount(network))}</span> weights,{' '}
        <span className="num">{formatCount(layoutOf(network).units)}</span> gated units
      </p>
    </Section>
  );
}
