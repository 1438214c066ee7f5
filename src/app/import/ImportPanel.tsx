import { type FormEvent, type ReactElement, useEffect, useId, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import type { LensStoreApi } from '../../views/live';
import { openFiles } from '../files';
import { addressOf } from './address';
import { fetchModel } from './fetchModel';
import './import.css';

interface ImportPanelProps {
  readonly store: LensStoreApi;
  /** Whether the menu is open: what is being fetched is given up when it closes. */
  readonly open: boolean;
  /** Lets the person choose a file. */
  readonly onChoose: () => void;
  readonly onClose: () => void;
}

/** How far a request has come; shown once it has taken a while. */
interface Progress {
  readonly shown: boolean;
  readonly done: number;
  readonly total: number | null;
}

/** Milliseconds before a request says how far it is. */
const PATIENCE = 300;
const BEGUN: Progress = { shown: false, done: 0, total: null };

interface Fetching {
  readonly progress: Progress | null;
  readonly fault: string | null;
  /** Resolves to true when the file came and the menu is closed. */
  readonly begin: (text: string) => Promise<boolean>;
  readonly cancel: () => void;
  readonly forget: () => void;
}

/** One request at a time, which ends with the menu. */
function useFetching({ store, open, onClose }: ImportPanelProps): Fetching {
  const [progress, setProgress] = useState<Progress | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const cancel = (): void => running.current?.abort();
  useEffect(() => {
    if (!open) running.current?.abort();
  }, [open]);
  const begin = async (text: string): Promise<boolean> => {
    const address = addressOf(text);
    setFault(address.ok ? null : address.message);
    if (!address.ok || running.current) return false;
    const controller = new AbortController();
    running.current = controller;
    setProgress(BEGUN);
    const timer = setTimeout(() => setProgress((now) => now && { ...now, shown: true }), PATIENCE);
    const result = await fetchModel(address, {
      signal: controller.signal,
      onProgress: (done, total) => setProgress((now) => now && { ...now, done, total }),
    });
    clearTimeout(timer);
    running.current = null;
    setProgress(null);
    if (!result.ok) {
      setFault(result.message);
      return false;
    }
    onClose();
    await openFiles(result.files, store.getState().actions);
    return true;
  };
  return { progress, fault, begin, cancel, forget: () => setFault(null) };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function ProgressLine({ done, total }: Progress): ReactElement {
  const text = total === null ? `${megabytes(done)} MB so far` : `${megabytes(done)} of ${megabytes(total)} MB`;
  return (
    <div className="import-progress">
      <progress aria-label="Fetched" {...(total ? { value: done, max: total } : {})} />
      <span className="num soft">{done === 0 ? 'Waiting for an answer …' : text}</span>
    </div>
  );
}

interface AskedProps {
  readonly text: string;
  readonly id: string;
  readonly fault: boolean;
}

/** The address that is asked, where it is not what was typed; else who is asked, and how, unless there is a fault to read. */
function Asked({ text, id, fault }: AskedProps): ReactElement | null {
  const address = addressOf(text);
  const turned = address.ok && address.turned;
  if (fault && !turned) return null;
  return (
    <p className="soft" id={id}>
      {turned ? (
        <>
          Asks <span className="num">{address.url}</span>
        </>
      ) : (
        `${address.ok ? new URL(address.url).host : 'An address'} is asked when you press Open, without cookies and without telling this page’s address.`
      )}
    </p>
  );
}

/** What the import button opens: a file of this device, or one from an address. */
export function ImportPanel(props: ImportPanelProps): ReactElement {
  const [text, setText] = useState('');
  const { progress, fault, begin, cancel, forget } = useFetching(props);
  const [field, note, wrong] = [useId(), useId(), useId()];
  const input = useRef<HTMLInputElement>(null);
  const ask = async (): Promise<void> => {
    // The button that was pressed makes room for another: focus stays in the form.
    input.current?.focus();
    if (!(await begin(text)) && input.current?.closest(':popover-open')) input.current.focus();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void ask();
  };
  return (
    <>
      <button type="button" className="menu-item" onClick={props.onChoose}>
        <span>Choose files …</span>
        <span className="soft">
          A network (JSON, ONNX, tfjs, Keras, safetensors, npz), a lens file, points (CSV, JSON, IDX, npz), pictures as
          inputs or an exported one; or drop them anywhere
        </span>
      </button>
      <form className="import-address" noValidate onSubmit={submit}>
        <label htmlFor={field}>From a URL</label>
        <div className="row">
          <input
            ref={input}
            id={field}
            type="text"
            inputMode="url"
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="https://"
            value={text}
            readOnly={progress !== null}
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? note : `${wrong} ${note}`}
            onChange={(event) => {
              setText(event.currentTarget.value);
              forget();
            }}
          />
          {progress ? (
            <Button key="cancel" onClick={cancel}>
              Cancel
            </Button>
          ) : (
            <Button key="open" kind="primary" onClick={() => void ask()}>
              Open
            </Button>
          )}
        </div>
        <p className="problem" role="alert" id={wrong}>
          {fault}
        </p>
        <Asked text={text} id={note} fault={fault !== null} />
        {progress?.shown && <ProgressLine {...progress} />}
      </form>
    </>
  );
}
