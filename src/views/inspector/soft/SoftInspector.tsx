import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import { isLarge } from '../../../state/large';
import type { LensStore } from '../../../state/types';
import { formatCount } from '../../../ui/format';
import { Section } from '../../../ui/Section';
import { TermHelp } from '../../help/TermHelp';
import type { LensStoreApi } from '../../live';
import { layoutOf } from '../../names';
import { BoundaryCutBody } from './BoundaryCutBody';
import { LikelyCodes } from './LikelyCodes';
import { SampledCodes } from './SampledCodes';
import { SoftCodeSection } from './SoftCodeSection';
import { SoftMapsSection } from './SoftMapsSection';
import './soft.css';

const ofLarge = ({ session }: LensStore): boolean => isLarge(session.network);

/** In place of the sections where a pass takes too long for the page, and a map of all outputs for ever. */
function TooLarge({ store }: { store: LensStoreApi }): ReactElement {
  const units = useStore(store, ({ session }) => layoutOf(session.network).units);
  return (
    <Section title="Soft code" aside={<TermHelp title="Soft code" terms={['softCode', 'codeEntropy']} />}>
      <p className="soft small">
        {`With ${formatCount(units)} gated units the soft code at the point, its maps and its likeliest codes take too long for `}
        {'the page. On the command line '}
        <code>inspect FILE --input … --soft</code>
        {' gives them.'}
      </p>
    </Section>
  );
}

/**
 * The soft code at the selected input, its maps, its likeliest codes, codes drawn from it, and a cut across a boundary. How many
 * codes are listed or drawn, and the seed, are kept while the sections are mounted: they change no picture, and links leave
 * them out.
 */
export function SoftInspector({ store }: { store: LensStoreApi }): ReactElement {
  const large = useStore(store, ofLarge);
  if (large) return <TooLarge store={store} />;
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
