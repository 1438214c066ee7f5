/** Each worker gets a network once: with the first message about it, without its graph, and the next worker anew. */
import { describe, expect, it } from 'vitest';
import { lowerGraph } from '../../../src/core/graph';
import type { Network } from '../../../src/core/network';
import { partition } from '../../../src/core/partition';
import { axisSlice, square } from '../../../src/core/slice/slice';
import { gatesOf } from '../../../src/core/soft';
import { AttackClient } from '../../../src/workers/attackClient';
import { DensityClient } from '../../../src/workers/densityClient';
import { FacetsClient } from '../../../src/workers/facetsClient';
import { NetworkReceiver, NetworkSender } from '../../../src/workers/networkOnce';
import { PathClient } from '../../../src/workers/pathClient';
import { SketchClient } from '../../../src/workers/sketchClient';
import { SoftCodesClient } from '../../../src/workers/softCodesClient';
import { randomGraph } from '../../support/graphs';

const [first, second] = [8, 9].map((seed) => lowerGraph(randomGraph(seed))) as [Network, Network];
const nothing = (): void => undefined;
/** Says nothing of what it hears. */
const mute = new Proxy({}, { get: () => nothing }) as never;

/** All networks in what a client posts, and how often it ended a worker. */
function recorder() {
  const posted: (Network | null)[] = [];
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return;
    for (const [key, part] of Object.entries(value))
      if (key === 'network') posted.push(part as Network | null);
      else look(part);
  };
  const spawn = () => ({ post: look, terminate: nothing });
  return { posted, spawn };
}

interface Client {
  ask(network: Network): void;
  dispose(): void;
}

const x = (network: Network): Float64Array => new Float64Array(network.inputSize);
const slice = (network: Network) => axisSlice(network.inputSize);

const CLIENTS: Record<string, (spawn: ReturnType<typeof recorder>['spawn']) => Client> = {
  attack(spawn) {
    const client = new AttackClient(mute, spawn);
    const options = { method: 'fgsm', norm: 'inf', epsilon: 0.1 } as const;
    return {
      ask: (network) => client.request({ network, clean: x(network), options, within: null }),
      dispose: () => client.dispose(),
    };
  },
  facets(spawn) {
    const client = new FacetsClient(mute, spawn);
    return {
      ask: (network) => client.request({ network, input: x(network), box: null, volume: false }),
      dispose: () => client.dispose(),
    };
  },
  paths(spawn) {
    const client = new PathClient(mute, spawn);
    const job = { before: 0, atOnce: false };
    return {
      ask: (network) =>
        client.request({ ...job, network, inputs: [x(network), x(network)], gates: gatesOf(network, GATES) }),
      dispose: () => client.dispose(),
    };
  },
  density(spawn) {
    const client = new DensityClient(mute, spawn);
    const map = { kind: 'distance', radius: 0.1, unit: 'input', space: 'slice', directions: 2, seed: 1 } as const;
    const grid = { from: [0, 0], to: [1, 1], width: 2, height: 2 } as const;
    return {
      // Another domain of the same network.
      ask: (network) =>
        client.request(
          { network, slice: slice(network), edges: partition(network, slice(network), square(0.1)) },
          map,
          grid,
        ),
      dispose: () => client.dispose(),
    };
  },
  'soft codes'(spawn) {
    const client = new SoftCodesClient(nothing, (handlers) => {
      const port = spawn();
      return {
        ...port,
        post(job) {
          port.post(job);
          handlers.message({ kind: 'done' });
        },
      };
    });
    return {
      ask: (network) => client.ask({ kind: 'statuses', network, codes: [], x: x(network) }),
      dispose: () => client.dispose(),
    };
  },
};

const GATES = { beta: 0.5, layers: [] };

describe('a network that is sent', () => {
  for (const [name, clientOf] of Object.entries(CLIENTS))
    it(`crosses once: ${name}`, () => {
      const { posted, spawn } = recorder();
      const client = clientOf(spawn);
      for (const network of [first, first, second, second, first]) client.ask(network);
      client.dispose();
      client.ask(first);
      const bare = [first, second].map(({ graph: _, ...layers }) => layers);
      expect(first.graph).toBeDefined();
      expect(posted).toEqual([bare[0], null, bare[1], null, bare[0], bare[0]]);
    });

  it('to be sketched keeps the graph, whose nodes are sampled', () => {
    const { posted, spawn } = recorder();
    const client = new SketchClient(nothing, spawn);
    const job = { generation: 1, network: first, slice: slice(first), domain: square(1) };
    client.request(job);
    client.request(job);
    expect(posted).toEqual([first, null]);
    expect(posted[0]?.graph).toBe(first.graph);
  });

  it('arrives with each message, whatever the order', () => {
    const [sender, receiver] = [new NetworkSender((network) => network), new NetworkReceiver()];
    for (const network of [first, second, second, first, first])
      expect(receiver.received(sender.posted(network))).toBe(network);
    expect(() => new NetworkReceiver().received(null)).toThrow('the first message must carry its network');
  });
});
