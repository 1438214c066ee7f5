/** A nearest boundary as a row: the distance, and the unit as a button that lights its boundary. */
import type { Boundary } from '../../core/network';
import { element, setText, setValue } from '../../ui/dom';
import { formatFull, formatNumber } from '../../ui/format';
import type { LensStoreApi } from '../live';
import { gatedIndex, layoutOf, unitOf } from '../names';
import { makeFact } from './facts';

export interface BoundaryFact {
  readonly row: HTMLElement;
  /** `searched`: whether null says that there is none, or that it was too dear to look for. */
  update(boundary: Boundary | null, searched?: boolean): void;
  rename(name: string): void;
  show(on: boolean): void;
}

const NONE = ['none', 'No unit changes its piece anywhere from here'] as const;
const NOT_SEARCHED = ['not searched', 'Too many units and inputs; along the slice it is exact'] as const;

export function makeBoundaryFact(name: string, store: LensStoreApi): BoundaryFact {
  const fact = makeFact(name);
  fact.row.classList.add('boundary');
  const distance = element('span');
  const unit = element('button', 'unit-link num');
  unit.type = 'button';
  unit.title = 'Light this boundary in the slice';
  fact.value.append(distance, unit);
  let shown: Boundary | null = null;
  const light = (on: boolean): void => {
    const { session, actions } = store.getState();
    actions.lightUnit(on && shown ? gatedIndex(layoutOf(session.network), shown.layer, shown.unit) : null);
  };
  unit.addEventListener('pointerenter', () => light(true));
  unit.addEventListener('pointerleave', () => light(document.activeElement === unit));
  unit.addEventListener('focus', () => light(true));
  unit.addEventListener('blur', () => light(false));
  unit.addEventListener('click', () => light(true));
  return {
    row: fact.row,
    update(boundary, searched = true) {
      shown = boundary;
      const [none, why] = searched ? NONE : NOT_SEARCHED;
      setValue(
        distance,
        boundary ? formatNumber(boundary.distance) : none,
        boundary ? formatFull(boundary.distance) : why,
      );
      unit.hidden = !boundary;
      if (boundary) setText(unit, unitOf(store.getState().session.network, boundary));
    },
    rename: (text) => setText(fact.row.firstElementChild as HTMLElement, text),
    show: fact.show,
  };
}
