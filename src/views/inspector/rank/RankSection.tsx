import type { ReactElement } from 'react';
import type { LensStore } from '../../../state/types';
import { element, setText, setValue } from '../../../ui/dom';
import { formatFull, formatNumber } from '../../../ui/format';
import { Section } from '../../../ui/Section';
import { TableDetails } from '../../../ui/TableDetails';
import { TermHelp } from '../../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../../live';
import { subscript } from '../../names';
import { whenAtRest } from '../../rest';
import { type FilledRow, makeFilledRow } from '../barRow';
import { makeFact } from '../facts';
import { SingularValues } from '../tables/late';
import { rankFacts } from './rankFacts';
import './rank.css';

function makeRow(index: number): FilledRow {
  const made = makeFilledRow();
  setText(made.name, `σ${subscript(index + 1)}`);
  return made;
}

function mount(host: HTMLElement): Drawing {
  const facts = element('dl', 'facts');
  const rank = makeFact('Rank', ' ');
  const how = rank.row.lastElementChild as HTMLElement;
  const list = element('ul', 'bar-rows');
  const rest = element('p', 'soft small');
  facts.append(rank.row);
  host.append(facts, list, rest);
  let rows: FilledRow[] = [];
  return {
    update({ session: { inspection } }: LensStore): void {
      if (!inspection) return;
      const found = inspection.mapOutputs ? null : rankFacts(inspection.map);
      const values = found?.values ?? [];
      if (rows.length !== values.length) {
        rows = values.map((_, i) => makeRow(i));
        list.replaceChildren(...rows.map(({ row }) => row));
      }
      rank.set(found?.rank ?? 'not computed', found?.rank ?? 'not computed');
      setText(how, found?.tolerance ?? 'the map is too large to be taken apart while the page waits');
      setText(rest, found?.rest ?? '');
      const top = values[0] || 1;
      rows.forEach(({ fill, value }, i) => {
        const sigma = values[i] as number;
        fill(sigma / top);
        setValue(value, formatNumber(sigma), formatFull(sigma));
      });
    },
  };
}

const resting = whenAtRest(mount);
const mapOf = ({ session }: LensStore): readonly unknown[] => [session.inspection?.map];

/** Rank and singular values of the local affine map in R^d. */
export function RankSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, resting, mapOf);
  return (
    <Section title="Rank and singular values" aside={<TermHelp title="Rank and singular values" terms={['rank']} />}>
      <div ref={ref} className="at-rest rank-host" />
      <TableDetails name="Table of the singular values">
        <SingularValues store={store} />
      </TableDetails>
    </Section>
  );
}
