/**
 * A network crosses to the partition worker once: requests about the same one again leave it out. A drag asks many times a
 * second, and a copy of the weights would be the most of each message.
 */
import type { Network } from '../core/network';
import type { PartitionRequest, PostedRequest } from './protocol';

/** A network without the graph that it was made of: what cuts and inspects it never asks for that. */
export function withoutGraph(network: Network): Network {
  if (!network.graph) return network;
  const { graph: _, ...layers } = network;
  return layers;
}

/** The page's end; one a worker. */
export class NetworkSender {
  private last: Network | null = null;

  /** The request as it is posted. Networks are never changed in place, so that the same object is the same network. */
  strip(request: PartitionRequest): PostedRequest {
    const known = request.network === this.last;
    this.last = request.network;
    return { ...request, network: known ? null : withoutGraph(request.network) };
  }
}

/** The worker's end. */
export class NetworkReceiver {
  private last: Network | null = null;

  /** The request with its network. Throws where the first request came without one. */
  complete(posted: PostedRequest): PartitionRequest {
    const network = posted.network ?? this.last;
    if (!network) throw new Error('the first request must carry its network');
    this.last = network;
    return { ...posted, network };
  }
}
