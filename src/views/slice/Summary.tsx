import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { detailInForce } from '../../state/detail';
import type { LensState, LensStore, PartitionResult, SessionState } from '../../state/types';
import { figuresAt, formatCount, formatNumber } from '../../ui/format';
import { COLOUR_NAMES } from '../colourNames';
import { coordinateNames } from '../names';
import { cellCount, selectedText } from './describe';
import { useSlowly } from './useSlowly';
import { checksOf, failures } from './verdict';

/** Whether the checks of a result hold, as a sentence. */
export function checkedText({ certificate, interval }: PartitionResult): string {
  if (!certificate) return 'Its checks are running.';
  const failed = failures(checksOf(certificate, interval ? 'interval' : 'plane'));
  return failed.length === 0 ? 'All checks of exactness hold.' : `These checks fail: ${failed.join(', ')}.`;
}

/** What is said of a part that was cut once more. */
function partText(session: SessionState): string {
  const detail = detailInForce(session);
  if (!detail) return '';
  return ` The part in sight is cut once more by itself, into ${formatCount(cellCount(detail.result))} polytopes. ${checkedText(detail.result)}`;
}

/** What is said in place of a partition that is not there. */
export const waitingText = ({ phase }: Pick<SessionState, 'phase'>): string =>
  phase === 'loading' ? 'The network is loading.' : 'There is no partition to show yet.';

/** The view in sentences: what is cut into how many polytopes, how it is coloured, where the point is. */
export function summaryText(lens: LensState, session: SessionState): string {
  const { result } = session;
  if (!result) return waitingText(session);
  const [first, second] = coordinateNames(lens.slice, 2, lens.space);
  const across = result.interval
    ? 'Graph of the network on its one input'
    : `${lens.space > 0 ? `Plane of the activations of layer ${lens.space}` : 'Plane'} with ${first} to the right and ${second} upwards, centred at ${lens.viewport.centre.map((v) => formatNumber(v, figuresAt(v, lens.viewport.span))).join(', ')}`;
  const cells = `${formatCount(cellCount(result))} ${result.interval ? 'pieces' : 'polytopes'}`;
  return `${across}, showing ${formatNumber(lens.viewport.span)} units. ${cells}, coloured by ${COLOUR_NAMES[lens.colour]}. ${checkedText(result)}${partText(session)} Selected point: ${selectedText({ lens, session })}. Keys: plus and minus zoom, 0 fits the domain, f fits the polytope, arrows pan; on a handle arrows move it, with Shift ten times, with Alt a tenth, with Control a hundredth.`;
}

/** Milliseconds between two renderings: it is read aloud, not seen. */
const INTERVAL = 500;

const everything = (state: LensStore): LensStore => state;

interface SummaryProps {
  readonly store: StoreApi<LensStore>;
  readonly id: string;
  /** The sentences; those of the plane and the graph by default. */
  readonly text?: (lens: LensState, session: SessionState) => string;
}

/** Text alternative of the view. */
export function Summary({ store, id, text = summaryText }: SummaryProps): ReactElement {
  const { lens, session } = useSlowly(store, everything, INTERVAL);
  return (
    <p id={id} className="visually-hidden">
      {text(lens, session)}
    </p>
  );
}
