import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import type { DataSet } from '../../state/types';
import { Button, IconButton } from '../../ui/Button';
import { formatCount } from '../../ui/format';
import { Modal } from '../../ui/Modal';
import { Segmented } from '../../ui/Segmented';
import { drawGrey } from '../grey';
import { classOf, searchData } from './anchorSpec';

const PAGE = 60;

function DataImage({ data, index, onPick }: { data: DataSet; index: number; onPick: () => void }): ReactElement {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { image } = data;
    if (ref.current && image)
      drawGrey(ref.current, data.inputs.subarray(index * data.inputSize, (index + 1) * data.inputSize), image);
  }, [data, index]);
  const label = `${classOf(data, index)}, number ${index}`;
  return (
    <li>
      <button
        type="button"
        className={data.image ? 'data-image' : 'data-image numbered'}
        aria-label={label}
        title={label}
        onClick={onPick}
      >
        {data.image ? <canvas ref={ref} /> : <span className="num">{index}</span>}
      </button>
    </li>
  );
}

interface PagesProps {
  readonly page: number;
  readonly pages: number;
  readonly found: number;
  readonly onPage: (page: number) => void;
}

function Pages({ page, pages, found, onPage }: PagesProps): ReactElement {
  return (
    <div className="pages">
      <span className="soft" role="status">
        <span className="num">{formatCount(found)}</span> found
      </span>
      <IconButton icon="left" label="Page before" disabled={page === 0} onClick={() => onPage(page - 1)} />
      <span className="num soft">
        {pages === 0 ? 0 : page + 1}/{pages}
      </span>
      <IconButton icon="right" label="Next page" disabled={page + 1 >= pages} onClick={() => onPage(page + 1)} />
    </div>
  );
}

interface DataPickerProps {
  readonly data: DataSet;
  readonly title: string;
  readonly onPick: (index: number) => void;
  readonly onClose: () => void;
}

const ALL = 'all';

/** A dialog with the data set as pictures, by class and by number, a page at a time. */
export function DataPicker({ data, title, onPick, onClose }: DataPickerProps): ReactElement {
  const [className, setClassName] = useState(ALL);
  const [text, setText] = useState('');
  const [page, setPage] = useState(0);
  const found = useMemo(() => searchData(data, className === ALL ? null : className, text), [data, className, text]);
  const pages = Math.ceil(found.length / PAGE);
  const classes = [{ value: ALL, text: 'all' }, ...data.classNames.map((name) => ({ value: name, text: name }))];
  const narrow = (change: () => void): void => {
    change();
    setPage(0);
  };
  return (
    <Modal className="picker" title={title} onClose={onClose}>
      <div className="picker-filter">
        <Segmented
          label="Class"
          value={className}
          options={classes}
          onChange={(value) => narrow(() => setClassName(value))}
        />
        <label className="search">
          <span className="soft">Number</span>
          <input
            className="num"
            type="search"
            inputMode="numeric"
            value={text}
            onChange={(event) => narrow(() => setText(event.currentTarget.value))}
          />
        </label>
      </div>
      <ul className="data-images">
        {found.slice(page * PAGE, (page + 1) * PAGE).map((index) => (
          <DataImage key={index} data={data} index={index} onPick={() => onPick(index)} />
        ))}
      </ul>
      {found.length === 0 && (
        <p className="soft">
          Nothing matches.{' '}
          <Button
            onClick={() =>
              narrow(() => {
                setClassName(ALL);
                setText('');
              })
            }
          >
            Show all
          </Button>
        </p>
      )}
      <Pages page={page} pages={pages} found={found.length} onPage={setPage} />
    </Modal>
  );
}
