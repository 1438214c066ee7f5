import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { isInspectedAside } from '../../../state/large';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { BoundaryCutBody } from './BoundaryCutBody';
import { LargeCodes, LargeMaps, LargeSoftProgress, NotOfLarge } from './LargeSoft';
import { LikelyCodes } from './LikelyCodes';
import { SampledCodes } from './SampledCodes';
import { SoftCodeSection } from './SoftCodeSection';
import { SoftMapsSection } from './SoftMapsSection';
import './soft.css';

interface InspectorProps {
  readonly store: LensStoreApi;
}

/** Of a large network: what a worker computes, with its progress, and what is not computed. */
function LargeInspector({ store }: InspectorProps): ReactElement {
  return (
    <>
      <LargeSoftProgress store={store} />
      <SoftCodeSection store={store} />
      <Section
        title="Soft map and Jacobian"
        aside={<TermHelp title="Soft map and Jacobian" terms={['softMap', 'jacobian']} />}
      >
        <LargeMaps store={store} />
      </Section>
      <Section title="Most likely codes" aside={<TermHelp title="Most likely codes" terms={['likelyCode']} />}>
        <LargeCodes store={store} />
      </Section>
      <NotOfLarge store={store} />
    </>
  );
}

/**
 * The soft code at the selected input, its maps, its likeliest codes, codes drawn from it, and a cut across a boundary. How many
 * codes are listed or drawn, and the seed, are kept while the sections are mounted: they change no picture, and links leave
 * them out.
 */
export function SoftInspector({ store }: InspectorProps): ReactElement {
  const large = useStore(store, ({ session }) => isInspectedAside(session.network));
  if (large) return <LargeInspector store={store} />;
  return (
    <>
      <SoftCodeSection store={store} />
      <SoftMapsSection store={store} />
      <Section title="Most likely codes" aside={<TermHelp title="Most likely codes" terms={['likelyCode']} />}>
        <LikelyCodes store={store} />
      </Section>
      <Section
        title="Sampled codes"
        open={false}
        onlyOpen
        aside={<TermHelp title="Sampled codes" terms={['sampledCodes']} />}
      >
        <SampledCodes store={store} />
      </Section>
      <Section
        title="Width of a soft boundary"
        open={false}
        onlyOpen
        aside={<TermHelp title="Width of a soft boundary" terms={['softBoundary']} />}
      >
        <BoundaryCutBody store={store} />
      </Section>
    </>
  );
}
