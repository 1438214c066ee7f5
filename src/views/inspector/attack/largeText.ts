/** What is known of an attack on a large network, in words. */
import type { LargeDistances, LargeStudy } from '../../../core/attack';
import type { SessionState } from '../../../state/types';
import { formatCount, formatFull, formatNumber } from '../../../ui/format';
import { unitOf } from '../../names';
import { className } from '../../slice/describe';
import type { AttackFact } from './attackText';

type Session = Pick<SessionState, 'network' | 'data'>;

function wayFact({ onWay }: LargeDistances, length: number, { network }: Session): AttackFact {
  const name = 'First boundary on its way';
  if (!onWay)
    return { name, value: `> ${formatNumber(length)}`, full: formatFull(length), how: 'none on the whole way' };
  return {
    name,
    value: formatNumber(onWay.distance),
    full: formatFull(onWay.distance),
    how: `exact along the straight way to the attacked input: ${unitOf(network, onWay)}`,
  };
}

function nearestFact({ nearest }: LargeDistances, { network }: Session): AttackFact {
  const name = 'Nearest boundary of a unit';
  if (!nearest) return { name, value: 'none', full: 'none', how: 'no unit changes anywhere from here' };
  const unit = unitOf(network, nearest);
  return {
    name,
    value: `${nearest.exact ? '' : '≤ '}${formatNumber(nearest.distance)}`,
    full: formatFull(nearest.distance),
    how: nearest.exact
      ? `exact: ${unit}`
      : `exact for ${unit}, the nearest of those that seem nearest; others may be nearer`,
  };
}

function otherClassFact({ otherClass }: LargeDistances, session: Session): AttackFact {
  const name = 'Another class, anywhere';
  if (!otherClass) return { name, value: 'not found', full: 'not found', how: 'the attacked input has the same class' };
  return {
    name,
    value: `≤ ${formatNumber(otherClass.distance)}`,
    full: formatFull(otherClass.distance),
    how: `${className(session, otherClass.class)} wins there on the straight way, found by halving it; it may win before`,
  };
}

/** Distances, as far as they are known. */
export function largeFacts({ distances, straight, result }: LargeStudy, session: Session): readonly AttackFact[] {
  if (!distances) return [];
  return [
    ...(straight ? [wayFact(distances, result.norms.two, session)] : []),
    nearestFact(distances, session),
    otherClassFact(distances, session),
  ];
}

/** What is said of crossings before those of random ways are there to compare. */
export function crossingsAlone({ known, straight }: LargeStudy): string {
  if (known === 'attack') return 'Its crossings are not counted yet.';
  if (!straight) return 'Crossings are not counted: activations of this large network jump.';
  return `Its way begins with ${formatCount(straight.crossings)} crossings, ${formatNumber(straight.density, 3)} a unit of length; random ways are not walked yet.`;
}

/** What a study that was ended has not come to. */
export function missingWords({ known }: Pick<LargeStudy, 'known'>): string {
  if (known === 'attack') return 'distances and crossings';
  return known === 'way' ? 'distances, and the crossings of random ways' : 'the crossings of random ways';
}
