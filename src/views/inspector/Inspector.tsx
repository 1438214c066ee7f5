import type { ReactElement } from 'react';
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

/** All that is exact about the selected input and its polytope. Each section follows the store without React. */
export function Inspector({ store }: { store: LensStoreApi }): ReactElement {
  return (
    <>
      <PointSection store={store} />
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
