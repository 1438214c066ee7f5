import type { ReactElement } from 'react';
import type { CodeLayout } from '../../../core/network';
import type { KnownStatus, ListedCode } from '../../../state/softCodes';
import { formatFull, formatNumber } from '../../../ui/format';
import type { LensStoreApi } from '../../live';
import { type Mark, markOf, probabilityText, unitsText } from './codeWords';

interface RowProps {
  readonly store: LensStoreApi;
  readonly layout: CodeLayout;
  readonly listed: ListedCode;
  readonly index: number;
  /** Probability of the first. */
  readonly top: number;
  readonly status: KnownStatus | undefined;
}

function RowContent({
  layout,
  listed,
  index,
  top,
  mark,
}: Omit<RowProps, 'status' | 'store'> & { mark: Mark }): ReactElement {
  const { probability, cumulated, mapDistance } = listed;
  return (
    <>
      <span className="num soft likely-rank">{index + 1}</span>
      <span className="num likely-units">{unitsText(layout, listed, index)}</span>
      <span className="likely-mark small" data-kind={mark.kind}>
        {mark.text}
      </span>
      <span className="bar-track">
        <span className="bar-fill" style={{ transform: `scaleX(${top > 0 ? probability / top : 0})` }} />
      </span>
      <span className="num likely-number" title={`ln p = ${formatFull(listed.logProbability)}`}>
        {probabilityText(listed)}
      </span>
      <span className="num soft likely-number" title={`Σ p = ${formatFull(cumulated)}`}>
        {formatNumber(cumulated, 3)}
      </span>
      <span className="num soft likely-number" title={`‖A − A of the first code‖ = ${formatFull(mapDistance)}`}>
        {index === 0 ? '–' : formatNumber(mapDistance, 3)}
      </span>
    </>
  );
}

/** What a press on a code does; null where it leads nowhere. */
function leadOf({ place }: ListedCode, status: KnownStatus | undefined, store: LensStoreApi): (() => void) | null {
  const { actions } = store.getState();
  if (place.kind === 'face') return () => actions.setPoint(place.inside);
  const point = status?.point;
  return point ? () => void actions.setInput({ kind: 'input', values: Array.from(point) }) : null;
}

/** A listed code: where it differs, whether it is realised, its probability; a press goes to its polytope, where there is one. */
function CodeRow({ store, status, ...shown }: RowProps): ReactElement {
  const { listed, layout, index } = shown;
  const mark = markOf(listed, status);
  const { place, units } = listed;
  const point = (on: boolean): void => {
    const { actions } = store.getState();
    actions.hover(on && place.kind === 'face' ? place.face : -1);
    actions.lightUnit(on ? (units[0] ?? null) : null);
  };
  const lead = leadOf(listed, status, store);
  const handlers = { onPointerEnter: () => point(true), onPointerLeave: () => point(false) };
  const content = <RowContent {...shown} mark={mark} />;
  const title = `Code ${index + 1}, p = ${probabilityText(listed)}: ${mark.title}`;
  return (
    <li {...handlers}>
      {lead ? (
        <button
          type="button"
          className="likely-row"
          title={`${title}. Differs from the first in ${units.length} units: ${unitsText(layout, listed, index)}`}
          onClick={lead}
          onFocus={() => point(true)}
          onBlur={() => point(false)}
        >
          {content}
        </button>
      ) : (
        <div className="likely-row" title={mark.title}>
          {content}
        </div>
      )}
    </li>
  );
}

/** What the numbers of the rows are. */
const LikelyHead = (): ReactElement => (
  <p className="likely-head soft small" aria-hidden="true">
    <span>differs in</span>
    <span>p</span>
    <span>Σ p</span>
    <span>‖ΔA‖</span>
  </p>
);

interface ListProps extends Pick<RowProps, 'store' | 'layout'> {
  /** Where they are the most likely ones. */
  readonly where: string;
  readonly codes: readonly ListedCode[];
  readonly statusOf: (code: ListedCode['code']) => KnownStatus | undefined;
}

/** The most likely codes of a place, one a row. */
export function CodeList({ where, codes, statusOf, ...shared }: ListProps): ReactElement {
  return (
    <>
      <LikelyHead />
      <ol className="likely-codes" aria-label={`Most likely codes ${where}`}>
        {codes.map((listed, index) => (
          <CodeRow
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is a rank, and keeps the focus while codes change
            key={index}
            {...shared}
            listed={listed}
            index={index}
            top={codes[0]?.probability ?? 0}
            status={statusOf(listed.code)}
          />
        ))}
      </ol>
    </>
  );
}
