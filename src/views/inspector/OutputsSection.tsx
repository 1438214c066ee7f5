import type { ReactElement } from 'react';
import type { LensStore } from '../../state/types';
import { element, setText, setValue } from '../../ui/dom';
import { formatFull, formatNumber, formatPercent } from '../../ui/format';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { outputNames } from '../names';
import { answerOf } from './outputs';

interface Row {
  readonly row: HTMLElement;
  readonly name: HTMLElement;
  readonly bar: HTMLElement;
  readonly value: HTMLElement;
  readonly share: HTMLElement;
}

function makeRow(): Row {
  const row = element('li', 'output-row');
  const name = element('span', 'output-name');
  const track = element('span', 'output-track');
  const bar = element('span', 'output-bar');
  const value = element('span', 'output-value num');
  const share = element('span', 'output-share num soft');
  track.append(bar);
  row.append(name, track, value, share);
  return { row, name, bar, value, share };
}

/** A bar from zero to the value on a track that spans all values and zero. */
function placeBar(bar: HTMLElement, value: number, low: number, high: number): void {
  const span = high - low || 1;
  const from = ((Math.min(0, value) - low) / span) * 100;
  // A transform, so that no frame of a drag lays the page out anew for it.
  bar.style.transform = `translateX(${from}%) scaleX(${Math.max(0.005, Math.abs(value) / span)})`;
  bar.dataset.sign = value < 0 ? 'negative' : 'positive';
}

function mount(host: HTMLElement): Drawing {
  const head = element('p', 'answer');
  const list = element('ul', 'outputs');
  const className = element('strong', 'answer-class');
  const confidence = element('span', 'answer-share soft');
  head.append(className, confidence);
  host.append(head, list);
  let rows: Row[] = [];
  return {
    update({ session }: LensStore): void {
      const { inspection, data, network } = session;
      if (!inspection) return;
      const { output } = inspection;
      if (rows.length !== output.length) {
        rows = Array.from(output, makeRow);
        list.replaceChildren(...rows.map(({ row }) => row));
      }
      const answer = answerOf(output, data);
      const names = outputNames(network, data);
      head.hidden = answer.className === null;
      list.classList.toggle('shares', answer.shares !== null);
      setText(className, answer.className ?? '');
      if (answer.confidence !== null)
        setValue(
          confidence,
          `${answer.confidenceKind} ${formatPercent(answer.confidence)}`,
          formatFull(answer.confidence),
        );
      const nameWidth = `${Math.max(...names.map((name) => name.length))}ch`;
      if (list.style.getPropertyValue('--name') !== nameWidth) list.style.setProperty('--name', nameWidth);
      const low = Math.min(0, ...output);
      const high = Math.max(0, ...output);
      const best = output.length > 1 ? output.indexOf(Math.max(...output)) : -1;
      rows.forEach(({ row, name, bar, value, share }, i) => {
        const z = output[i] as number;
        setText(name, names[i] ?? '');
        placeBar(bar, z, low, high);
        setValue(value, formatNumber(z), formatFull(z));
        setText(share, answer.shares ? formatPercent(answer.shares[i] as number) : '');
        row.classList.toggle('best', i === best);
      });
    },
  };
}

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection, session.data, session.network];

/** The network's outputs at the point, as bars, with the winning class where outputs are classes. */
export function OutputsSection({ store }: { store: LensStoreApi }): ReactElement {
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  return (
    <Section title="Output" aside={<TermHelp title="Output and confidence" terms={['output']} />}>
      <div ref={ref} className="outputs-host" />
    </Section>
  );
}
