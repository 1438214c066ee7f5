import type { ReactElement } from 'react';
import { faceCount } from '../../core/partition/complex';
import type { LensStore, PartitionResult } from '../../state/types';
import { element, setText } from '../../ui/dom';
import { formatCount, formatNumber } from '../../ui/format';
import { Help } from '../../ui/Help';
import { Section } from '../../ui/Section';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { type CertificateRow, certificateRows, certified } from './certificateRows';
import { type Fact, makeFact } from './facts';

const facesOf = ({ complex, interval }: PartitionResult): number =>
  complex ? faceCount(complex) : interval ? interval.vertices.length - 1 : 0;

function mount(host: HTMLElement): Drawing {
  const verdict = element('p', 'verdict');
  const list = element('dl', 'facts');
  host.append(verdict, list);
  let line: boolean | null = null;
  let facts: readonly (readonly [CertificateRow, Fact])[] = [];
  return {
    update({ session }: LensStore): void {
      const { result } = session;
      if (!result) {
        setText(verdict, 'Cutting …');
        return;
      }
      const isLine = result.interval !== null;
      if (line !== isLine) {
        line = isLine;
        facts = certificateRows(isLine).map((row) => [row, makeFact(row.name, row.how)]);
        list.replaceChildren(...facts.map(([, fact]) => fact.row));
      }
      const { certificate } = result;
      const counted = `${formatCount(facesOf(result))} polytopes in ${formatNumber(result.seconds * 1000, 3)} ms`;
      const holds = certificate && certified(certificate, isLine);
      setText(
        verdict,
        certificate ? `${counted}, ${holds ? 'exact: all checks hold' : 'a check fails'}` : `${counted}, checking …`,
      );
      verdict.dataset.holds = holds === null ? 'unknown' : String(holds);
      list.hidden = !certificate;
      if (!certificate) return;
      for (const [row, fact] of facts) {
        fact.set(row.value(certificate), row.full(certificate));
        fact.row.classList.toggle('wrong', row.holds !== null && !row.holds(certificate));
      }
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.result];

/** What was checked of the partition in force, each number with how it was got. */
export function CertificateSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section
      title="Certificate"
      aside={
        <Help term="Certificate">
          <p>
            The engine cuts in float64. Afterwards each property that an exact partition must have is checked by another
            way than it was made: counts, areas, forward passes, signs at all vertices, continuity across edges.
          </p>
          <p>Residual and errors are relative, so that 1e−12 means twelve figures agree.</p>
        </Help>
      }
    >
      <div ref={ref} />
    </Section>
  );
}
