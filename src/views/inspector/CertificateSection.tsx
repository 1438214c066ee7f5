import type { ReactElement } from 'react';
import { faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult } from '../../state/types';
import { element, setAttribute, setText } from '../../ui/dom';
import { formatCount, formatNumber } from '../../ui/format';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { checkTexts } from '../slice/checkTexts';
import { type Check, checksOf, failures } from '../slice/verdict';
import { type Fact, makeFact } from './facts';
import { uncutText } from './uncutText';

const facesOf = ({ complex, interval }: PartitionResult): number =>
  complex ? faceCount(complex) : interval ? interval.vertices.length - 1 : 0;

/** Its rows: one a check, kept while only their numbers change. */
function updateChecks(
  list: HTMLElement,
  facts: readonly Fact[],
  checks: readonly Check[],
  texts: ReadonlyMap<string, string>,
): readonly Fact[] {
  const howOf = ({ name }: Check): string => texts.get(name) ?? '';
  const known = facts.length === checks.length && facts.every((fact, i) => fact.name === checks[i]?.name);
  const rows = known ? facts : checks.map((check) => makeFact(check.name, howOf(check)));
  if (!known) list.replaceChildren(...rows.map(({ row }) => row));
  rows.forEach((fact, i) => {
    const check = checks[i];
    if (!check) return;
    fact.set(check.value, howOf(check));
    fact.explain(howOf(check));
    fact.row.classList.toggle('wrong', !check.holds);
  });
  return rows;
}

function verdictOf(result: PartitionResult, checks: readonly Check[] | null): string {
  const noun = result.interval ? 'pieces' : 'polytopes';
  const counted = `${formatCount(facesOf(result))} ${noun} in ${formatNumber(result.seconds * 1000, 3)} ms`;
  if (!checks) return `${counted}, checking …`;
  const failed = failures(checks);
  return failed.length === 0 ? `${counted}: all checks hold` : `${counted}, check failed: ${failed.join(', ')}`;
}

function mount(host: HTMLElement): Drawing {
  const verdict = element('p', 'verdict');
  const list = element('dl', 'facts');
  host.append(verdict, list);
  let facts: readonly Fact[] = [];
  return {
    update({ session }: LensStore): void {
      const { result } = session;
      list.hidden = !result?.certificate;
      if (!result) {
        setText(verdict, uncutText(session));
        return;
      }
      const { certificate, interval } = result;
      const kind = interval ? 'interval' : 'plane';
      const checks = certificate && checksOf(certificate, kind);
      setText(verdict, verdictOf(result, checks));
      setAttribute(verdict, 'data-holds', String(checks === null || failures(checks).length === 0));
      if (certificate && checks) facts = updateChecks(list, facts, checks, checkTexts(certificate, kind));
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.result, session.fault, uncutText(session)];

/** What was checked of the partition in force, each number with how it was got. */
export function CertificateSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section
      title="Certificate"
      aside={
        <TermHelp
          title="Certificate"
          terms={['certificate', 'euler', 'area', 'codesWrong', 'missingCuts', 'continuity', 'residual', 'limits']}
        />
      }
    >
      <div ref={ref} />
    </Section>
  );
}
