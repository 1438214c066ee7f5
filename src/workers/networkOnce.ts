/**
 * A network crosses to a worker once: messages about the same one again leave it out. A drag asks many times a second, and a
 * copy of the weights would be the most of each message.
 */
import type { Network } from '../core/network';

/** A request as it is posted: `network` is null where it is that of the message before. */
export type Posted<Request extends { readonly network: Network }> = Request extends unknown
  ? Omit<Request, 'network'> & { readonly network: Network | null }
  : never;

/** A network without the graph that it was made of: what cuts and inspects it never asks for that. */
export function withoutGraph(network: Network): Network {
  if (!network.graph) return network;
  const { graph: _, ...layers } = network;
  return layers;
}

/** The page's end; one a worker. Networks are never changed in place, so that the same object is the same network. */
export class NetworkSender {
  private last: Network | null = null;

  /** `needed`: what of a network the worker asks for. */
  constructor(private readonly needed: (network: Network) => Network = withoutGraph) {}

  /** What is posted of a network: null where the worker has it. */
  posted(network: Network): Network | null {
    if (network === this.last) return null;
    this.last = network;
    return this.needed(network);
  }

  /** The worker has ended: the next one has nothing. */
  forget(): void {
    this.last = null;
  }
}

/** The worker's end. */
export class NetworkReceiver {
  private last: Network | null = null;

  /** The network that a message is about. Throws where the first one came without. */
  received(posted: Network | null): Network {
    const network = posted ?? this.last;
    if (!network) throw new Error('the first message must carry its network');
    this.last = network;
    return network;
  }
}
