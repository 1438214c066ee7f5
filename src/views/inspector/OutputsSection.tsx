import type { ReactElement } from 'react';
import { hasClasses } from '../../state/outputs';
import type { LensStore } from '../../state/types';
import { element, setAttribute, setText, setValue } from '../../ui/dom';
import { formatFull, formatNumber, formatPercent } from '../../ui/format';
import { Section } from '../../ui/Section';
import { TermHelp } from '../help/TermHelp';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import { outputNames } from '../names';
import { type BarRow, makeBarRow } from './barRow';
import { answerOf } from './outputs';

interface Row extends BarRow {
  readonly share: HTMLElement;
}

const CLASSES = { row: 'output-row', name: 'output-name', track: 'output-track', value: 'output-value num' };

function makeRow(): Row {
  const made = makeBarRow(CLASSES);
  const share = element('span', 'output-share num soft');
  made.row.append(share);
  return { ...made, share };
}

/**
 * A bar from zero to the value on a track that spans all values and zero. It is the track's background: neither laid out
 * anew at every frame of a drag, as a size would be, nor given a transform of its own.
 */
function placeBar(track: HTMLElement, value: number, low: number, high: number): void {
  const span = high - low || 1;
  const width = Math.min(1, Math.max(0.005, Math.abs(value) / span));
  const from = Math.min(1 - width, (Math.min(0, value) - low) / span);
  track.style.backgroundSize = `${(100 * width).toFixed(2)}% 100%`;
  // A background's position is a share of the room that is left beside it.
  track.style.backgroundPosition = `${width < 1 ? ((100 * from) / (1 - width)).toFixed(2) : 0}% 0`;
  setAttribute(track, 'data-sign', value < 0 ? 'negative' : 'positive');
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
      const classes = hasClasses(session);
      const answer = classes ? answerOf(output, data) : NO_CLASSES;
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
      const best = classes && output.length > 1 ? output.indexOf(Math.max(...output)) : -1;
      rows.forEach(({ row, name, track, value, share }, i) => {
        const z = output[i] as number;
        setText(name, names[i] ?? '');
        placeBar(track, z, low, high);
        setValue(value, formatNumber(z), formatFull(z));
        setText(share, answer.shares ? formatPercent(answer.shares[i] as number) : '');
        row.classList.toggle('best', i === best);
      });
    },
  };
}

const NO_CLASSES = answerOf([], null);

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
