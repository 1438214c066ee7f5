import type { ReactElement } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { MERGE_TOLERANCE } from '../../core/partition/tolerance';
import { type Detail, detailInForce } from '../../state/detail';
import type { LensStore } from '../../state/types';
import { formatCount, formatNumber } from '../../ui/format';
import { Popover } from '../../ui/Popover';
import { Figures } from './CertificateChip';
import { clipPolygon } from './clip';
import { faceLoop } from './geometry';
import { domainLimits } from './moves';
import { useSlowly } from './useSlowly';
import { checksOf, failures } from './verdict';
import { boundsOf, type Pane, type Rectangle, visibleRectangle } from './viewport';
import './detailChip.css';

const detailOf = (state: LensStore) => state.session.detail;
const viewportOf = (state: LensStore) => state.lens.viewport;
const isShown = ({ session }: LensStore): boolean => detailInForce(session) !== null;

/** How many faces of a detail a rectangle shows. Cost: a walk over its loops. */
export function facesInSight({ result: { complex } }: Pick<Detail, 'result'>, seen: Rectangle): number {
  let count = 0;
  for (let face = 0; face < complex.areas.length; face++)
    if (clipPolygon(faceLoop(complex, face), seen).length >= 6) count++;
  return count;
}

/** A viewport within this factor of the least span is told that it is near the end. */
const NEAR_END = 10;

/** What float64 leaves: the thinnest cell that is cut off, and where zooming ends. */
function Finest({ detail, least }: { detail: Detail; least: number }): ReactElement {
  const { p0, p1, q0, q1 } = boundsOf(detail.result.domain ?? []);
  const coordinate = Math.max(Math.abs(p0), Math.abs(p1), Math.abs(q0), Math.abs(q1));
  const thinnest = Math.max(MERGE_TOLERANCE * Math.max(p1 - p0, q1 - q0), Number.EPSILON * coordinate);
  return (
    <p>
      Cells of it thinner than <span className="num">{formatNumber(thinnest, 2)}</span>, or than the rounding of a
      pre-activation there, are merged or undecided, and counted as such. The zoom ends at a span of{' '}
      <span className="num">{formatNumber(least, 2)}</span>, where float64 ends, too: it tells no finer inputs apart.
    </p>
  );
}

interface DetailChipProps {
  readonly store: StoreApi<LensStore>;
  readonly pane: () => Pane;
}

/** At a deep zoom: that what is in sight was cut once more, into how many polytopes; opens that part's own certificate. */
export function DetailChip({ store, pane }: DetailChipProps): ReactElement | null {
  const detail = useSlowly(store, detailOf);
  const viewport = useSlowly(store, viewportOf);
  const shown = useSlowly(store, isShown);
  if (!detail) return null;
  const { certificate } = detail.result;
  const failed = certificate ? failures(checksOf(certificate, 'plane')) : [];
  const count = facesInSight(detail, visibleRectangle(viewport, pane()));
  const [least] = domainLimits(store.getState());
  return (
    <Popover
      label="Certificate of the part in sight"
      className="slice-figures"
      button={(props) => (
        <button
          type="button"
          className={`slice-chip slice-detail num ${failed.length > 0 ? 'failed' : ''}`}
          aria-busy={!shown}
          {...props}
        >
          re-cut<span className="rest"> at this zoom</span> · <strong>{formatCount(count)}</strong> in sight
          {failed.length > 0 && ` · check failed: ${failed.join(', ')}`}
          {viewport.span < NEAR_END * least && <span className="rest"> · near the end of float64</span>}
        </button>
      )}
    >
      <Figures result={detail.result} title="The part in sight">
        At this zoom the part of the domain around the pane was cut once more by itself, finer than the domain’s cut can
        be, and is drawn in its place. Here the domain is that part; all other counts stay with the whole domain.
      </Figures>
      <Finest detail={detail} least={least} />
    </Popover>
  );
}
