import type { ReactElement } from 'react';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { BoundaryCutBody } from './BoundaryCutBody';
import { LikelyCodes } from './LikelyCodes';
import { SampledCodes } from './SampledCodes';
import { SoftCodeSection } from './SoftCodeSection';
import { SoftMapsSection } from './SoftMapsSection';
import './soft.css';

/**
 * The soft code at the selected input, its maps, its likeliest codes, codes drawn from it, and a cut across a boundary. How many
 * codes are listed or drawn, and the seed, are kept while the sections are mounted: they change no picture, and links leave
 * them out.
 */
export function SoftInspector({ store }: { store: LensStoreApi }): ReactElement {
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
