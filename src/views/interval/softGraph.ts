import type { LensState, PartitionResult } from '../../state/types';
import { remember } from '../slice/remember';
import type { Pane } from '../slice/viewport';
import { visibleInputs } from './intervalGraph';
import { type SoftCurve, shownInputs, softCurve, softGates } from './softCurve';

type Drawn = Pick<PartitionResult, 'network' | 'slice' | 'interval'>;

/** The soft graph that a pane shows, sampled anew only where network, gates or view are others. */
export class SoftGraph {
  private readonly curve = remember<SoftCurve | null>();

  /** Null where the network is hard. */
  of(lens: LensState, { network, slice, interval }: Drawn, pane: Pane): SoftCurve | null {
    const gates = softGates(lens, { network });
    const ends = interval && shownInputs(interval, visibleInputs(lens.viewport, pane));
    const [from, to] = ends ?? [0, 0];
    return this.curve(
      [gates, network, slice, from, to, pane.width],
      () => gates && ends && softCurve(network, gates, slice, ends, pane.width),
    );
  }
}
