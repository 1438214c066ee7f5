import { memory, setBackend, tensor1d } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import { trainableWeights } from '../../../src/core/graph/parameters';
import { createRandom } from '../../../src/core/math/random';
import { codeLayout, type Network, tailNetwork } from '../../../src/core/network';
import { beginsContest } from '../../../src/core/network/contest';
import { holdUnits } from '../../../src/core/network/held';
import { hasContests } from '../../../src/core/network/network';
import type { Slice } from '../../../src/core/slice/slice';
import { gatesOf, type SoftQuantity } from '../../../src/core/soft';
import { quantityFault } from '../../../src/core/soft/softQuantity';
import { paintField } from '../../../src/model/field';
import { graphTrainable } from '../../../src/model/graphTrainable';
import { randomGraph } from '../../support/graphs';
import { coreValues, QUANTITIES, softRequest } from './softFields';

/** Networks of max-pooling, maxout and largest values of nodes. */
const NETWORKS = Array.from({ length: 120 }, (_, i) => lowerGraph(randomGraph(i + 1))).filter(({ layers }) =>
  hasContests(layers),
);

const random = createRandom(5);
const vector = (size: number): Float64Array => Float64Array.from({ length: size }, () => random.normal());
const sliceOf = (size: number): Slice => ({ origin: vector(size), e1: vector(size), e2: vector(size) });

const FRAME = { from: [-1, -0.5], to: [1, 0.75], width: 5, height: 5 } as const;

/** Largest difference of the field from the float64 core, relative to the largest value. */
async function difference(network: Network, whole: Network, beta: number | null, quantity: SoftQuantity) {
  const gates = gatesOf(network, { beta, layers: [] });
  const painted = { network, slice: sliceOf(network.inputSize), gates, quantity };
  const model = graphTrainable(whole);
  const flat = tensor1d(trainableWeights(whole));
  const field = await paintField(
    model.field(
      () => flat,
      () => [],
    ),
    whole,
    softRequest(painted, FRAME),
    () => Promise.resolve(true),
  );
  model.dispose();
  flat.dispose();
  const core = coreValues(painted, FRAME);
  let [off, scale] = [0, 0.01];
  field?.values.forEach((value, i) => {
    const expected = core[i] as number;
    // A NaN stays.
    off = off > Math.abs(value - expected) ? off : Math.abs(value - expected);
    scale = Math.max(scale, Math.abs(expected));
  });
  return off / scale;
}

beforeAll(async () => {
  await setBackend('cpu');
});

describe('soft fields of networks with contests are those of the float64 core', () => {
  it('there are some with several rounds, and with contests behind others', () => {
    expect(NETWORKS.length).toBeGreaterThan(15);
    const rounds = NETWORKS.map(({ layers }) => layers.filter(({ contest }) => contest).length);
    expect(Math.max(...rounds)).toBeGreaterThan(2);
    const begun = NETWORKS.map((network) => codeLayout(network).gated.filter(beginsContest).length);
    expect(Math.max(...begun)).toBeGreaterThan(1);
  });

  it.each(QUANTITIES)('$kind, at several β', async (quantity) => {
    // Of hard ones which of two equal values wins is a matter of rounding: what is counted may differ.
    for (const beta of [0, 0.4, 0.5, 0.9, ...(quantity.kind === 'active' ? [] : [1])])
      for (const network of NETWORKS.slice(0, 9))
        expect(await difference(network, network, beta, quantity), `${network.name} at ${beta}`).toBeLessThan(1e-4);
  });

  it('entropies of a layer, and of a match', async () => {
    for (const network of NETWORKS.slice(0, 9))
      for (const { layer, size, contest } of codeLayout(network).gated) {
        if (!contest) continue;
        for (const unit of [null, 0, size - 1])
          expect(await difference(network, network, 0.6, { kind: 'entropy', layer, unit })).toBeLessThan(1e-4);
      }
  });

  it('of the layers behind a hidden one, a contest in two as well', async () => {
    for (const network of NETWORKS.slice(0, 5))
      for (let before = 1; before < network.layers.length; before++) {
        const tail = tailNetwork(network, before + 1);
        for (const quantity of QUANTITIES)
          if (!quantityFault(tail, quantity))
            expect(
              await difference(tail, network, 0.7, quantity),
              `${network.name} after ${before}: ${quantity.kind}`,
            ).toBeLessThan(1e-4);
      }
  });

  it('where a match is clamped', async () => {
    for (const network of NETWORKS.slice(0, 6)) {
      const at = network.layers.findIndex(({ contest }) => contest);
      for (const piece of [0, 1]) {
        const layers = holdUnits(
          network.layers,
          network.layers.map((_, l) => (l === at ? [[0, piece] as const] : [])),
        );
        const clamped = { ...network, layers };
        for (const quantity of QUANTITIES)
          expect(await difference(clamped, network, 0.6, quantity), `${network.name} ${quantity.kind}`).toBeLessThan(
            1e-4,
          );
      }
    }
  });

  it('leave no tensors behind', async () => {
    const before = memory().numTensors;
    await difference(NETWORKS[0] as Network, NETWORKS[0] as Network, 0.5, { kind: 'distance' });
    expect(memory().numTensors).toBe(before);
  });
});
