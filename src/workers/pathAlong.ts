/** What is found out of a path of a large network once it is walked, one thing after the other. No worker in here. */
import { type Network, tailNetwork } from '../core/network/network';
import type { Finding } from '../core/path/finding';
import { extendLongPath } from '../core/path/longExtension';
import { samplePath } from '../core/path/samples';
import { sampledVariation } from '../core/soft/sampledVariation';
import type { AlongFound, AlongJob, AlongKind, AlongNews } from './pathProtocol';

/** The layers behind the first `before` ones. */
export const walkedTail = (network: Network, before: number): Network =>
  before === 0 ? network : tailNetwork(network, before + 1);

/** A step costs a pass or two through the network. */
export function* alongSteps(job: AlongJob): Generator<AlongNews, void, undefined> {
  for (const what of job.wanted) for (const { share, found } of findingOf(what, job)) yield { what, share, found };
}

function* findingOf(what: AlongKind, { network, before, vertices, walk, gates }: AlongJob): Finding<AlongFound> {
  const tail = walkedTail(network, before);
  if (what === 'beyond') yield* each(extendLongPath(tail, vertices, walk), (extension) => ({ what, extension }));
  else if (what === 'soft')
    yield* each(sampledVariation(tail, gates, vertices, walk.reached), (soft) => ({ what, soft }));
  else yield* each(samplePath(tail, vertices, walk), (samples) => ({ what, samples }));
}

function* each<T, S>(finding: Finding<T>, made: (found: T) => S): Finding<S> {
  for (const { share, found } of finding) yield { share, found: found && made(found) };
}
