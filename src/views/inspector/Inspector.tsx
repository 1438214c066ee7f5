import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { LensStore } from '../../state/types';
import type { LensStoreApi } from '../live';
import { AttackSection } from './attack/AttackSection';
import { CertificateSection } from './CertificateSection';
import { CodeSection } from './CodeSection';
import { FacetsSection } from './facets/FacetsSection';
import { MapSection } from './MapSection';
import { NeighboursSection } from './neighbours/NeighboursSection';
import { OutputsSection } from './OutputsSection';
import { PointSection } from './PointSection';
import { PolytopeSection } from './PolytopeSection';
import { RankSection } from './rank/RankSection';
import { CompareSection } from './second/CompareSection';
import { SoftSection } from './soft/SoftSection';

const isWaiting = ({ session }: LensStore): boolean =>
  session.inspecting && (session.inspection === null || session.inspection.mapOutputs?.length !== 0);

/** A pass through a large network takes a while: the numbers below are still those of the point before. */
function Waiting({ store }: { store: LensStoreApi }): ReactElement | null {
  const waiting = useStore(store, isWaiting);
  return waiting ? (
    <p className="inspector-waiting soft" role="status">
      Computing at this point …
    </p>
  ) : null;
}

/** All that is exact about the selected input and its polytope. Each section follows the store without React. */
export function Inspector({ store }: { store: LensStoreApi }): ReactElement {
  return (
    <>
      <PointSection store={store} />
      <Waiting store={store} />
      <CompareSection store={store} />
      <OutputsSection store={store} />
      <CodeSection store={store} />
      <MapSection store={store} />
      <SoftSection store={store} />
      <RankSection store={store} />
      <PolytopeSection store={store} />
      <FacetsSection store={store} />
      <NeighboursSection store={store} />
      <AttackSection store={store} />
      <CertificateSection store={store} />
    </>
  );
}
