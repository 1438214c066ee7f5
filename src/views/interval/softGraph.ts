import type { LensState, PartitionResult } from '../../state/types';
import { remember } from '../slice/remember';
import type { Pane } from '../slice/viewport';
import { visibleInputs } from './intervalGraph';
import { type SoftCurve, softCurve, softGates } from './softCurve';

/** The soft graph that a pane shows, sampled anew only where network, gates or view are others. */
export class SoftGraph {
  private readonly curve = remember<SoftCurve | null>();

  /** Null where the network is hard. */
  of(lens: LensState, { network, slice }: Pick<PartitionResult, 'network' | 'slice'>, pane: Pane): SoftCurve | null {
    const gates = softGates(lens, { network });
    const [from, to] = visibleInputs(lens.viewport, pane);
    return this.curve(
      [gates, network, slice, from, to, pane.width],
      () => gates && softCurve(network, gates, slice, [from, to], pane.width),
    );
  }
}
