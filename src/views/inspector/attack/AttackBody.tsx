import { memo, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { classCount, winningClass } from '../../../core/attack';
import type { Network } from '../../../core/network';
import type { FoundAttack, LensStore } from '../../../state/types';
import { Button } from '../../../ui/Button';
import { DataTable } from '../../../ui/DataTable';
import { TableDetails } from '../../../ui/TableDetails';
import type { LensStoreApi } from '../../live';
import { className } from '../../slice/describe';
import { AttackControls } from './AttackControls';
import { AttackImages } from './AttackImages';
import { AttackStatus } from './AttackStatus';
import { attackFacts, attackNote, confidenceWords, crossingWords, layerRows, outcomeWords } from './attackText';
import { CrossingStrip } from './CrossingStrip';
import { type Choice, choiceOf, keepChoice, lastChoice, settingsOf } from './settings';
import './attack.css';

const COLUMNS = [
  { name: 'layer', words: true },
  { name: 'units' },
  { name: 'Hamming' },
  { name: 'crossings' },
  { name: 'per length' },
  { name: 'through its steps' },
  { name: 'random ways' },
];

/** The class that wins at the selected input; −1 while it is not inspected. */
const winnerOf = ({ session: { inspection } }: LensStore): number =>
  inspection ? winningClass(inspection.output) : -1;

/** Whether the newest result is of the input that is selected. */
const isFresh = ({ session: { attack, inspection, network } }: LensStore): boolean =>
  attack?.found != null && attack.found.input === inspection?.x && attack.found.network === network;

interface ResultProps {
  readonly found: FoundAttack;
  readonly fresh: boolean;
  readonly store: LensStoreApi;
}

/** Not drawn anew while the next attack only makes progress. */
const Result = memo(function Result({ found, fresh, store }: ResultProps): ReactElement {
  const { session } = store.getState();
  const note = attackNote(found, session);
  return (
    <div className="attack-result" data-stale={fresh ? undefined : ''}>
      <p className="answer">
        <strong className="answer-class">{outcomeWords(found, session)}</strong>
        <span className="answer-share soft">{confidenceWords(found)}</span>
      </p>
      {note && <p className="attack-note">{note}</p>}
      <AttackImages store={store} />
      <CrossingStrip found={found} />
      <p className="soft small">{crossingWords(found)}</p>
      <dl className="facts">
        {attackFacts(found, session).map(({ name, value, full, how }) => (
          <div key={name} className={how ? 'fact explained' : 'fact'}>
            <dt>{name}</dt>
            <dd className="num" title={full}>
              {value}
            </dd>
            {how && <dd className="fact-how soft">{how}</dd>}
          </div>
        ))}
      </dl>
      <TableDetails name="Table of the attack’s layers">
        <DataTable caption="The attack by layer" columns={COLUMNS} rows={layerRows(found)} />
      </TableDetails>
    </div>
  );
});

/** What the result leads to; both wait while the result is of another input. */
function Leads({ found, fresh, store }: ResultProps): ReactElement {
  const { setPath, setInput } = store.getState().actions;
  const moved = found.study.result.norms.two > 0;
  const disabled = !fresh || !moved;
  const reason = moved ? 'The attack of the selected input is not there yet' : 'The attack moved nothing';
  const attacked = { kind: 'input', values: Array.from(found.study.result.attacked) } as const;
  return (
    <div className="attack-leads">
      <Button
        disabled={disabled}
        title={disabled ? reason : 'Walk the straight way to the attacked input below the slice'}
        onClick={() => setPath({ vertices: [{ kind: 'slice', at: found.at }, attacked], layer: 0 })}
      >
        Show as path
      </Button>
      <Button
        disabled={disabled}
        title={disabled ? reason : 'Select the attacked input; the plane goes with it'}
        onClick={() => void setInput(attacked)}
      >
        Move the point there
      </Button>
    </div>
  );
}

const sameShape = (a: Network, b: Network): boolean => a.inputSize === b.inputSize && a.outputSize === b.outputSize;

/** The attack of the selected input: as long as the state has one, every input that rests is attacked. */
export function AttackBody({ store }: { store: LensStoreApi }): ReactElement {
  const attack = useStore(store, ({ session }) => session.attack);
  const data = useStore(store, ({ session }) => session.data);
  const network = useStore(store, ({ session }) => session.network);
  const winner = useStore(store, winnerOf);
  const asked = useStore(store, ({ lens }) => lens.attack);
  const shape = { network, data };
  const choice = asked ? choiceOf(asked, lastChoice(shape), shape) : lastChoice(shape);
  const settings = JSON.stringify(asked);
  const setChoice = (next: Choice): void => {
    keepChoice(shape, next);
    store.getState().actions.setAttack(settingsOf(next, shape));
  };
  const current = useStore(store, isFresh);
  const newest = attack?.found ?? null;
  const found = newest && sameShape(newest.network, network) ? newest : null;
  const fresh = current && found !== null && JSON.stringify(found.settings) === settings;
  const classes = Array.from({ length: classCount(network.outputSize) }, (_, k) => className({ data }, k));
  const problem =
    choice.target === winner && winner >= 0
      ? `The answer is ${classes[winner]} already: choose another target.`
      : (attack?.fault ?? null);
  return (
    <>
      <AttackControls
        choice={choice}
        classes={classes}
        winner={winner}
        isImage={data?.image != null}
        onChange={setChoice}
      />
      <AttackStatus store={store} problem={problem} found={fresh ? found : null} />
      {found && !problem && <Result found={found} fresh={fresh} store={store} />}
      {found && !problem && <Leads found={found} fresh={fresh} store={store} />}
    </>
  );
}
