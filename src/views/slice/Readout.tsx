import { type ReactElement, type RefObject, useEffect, useRef } from 'react';
import { element } from '../../ui/dom';

interface ReadoutProps {
  /** Filled with the function that shows lines; none hide the readout. */
  readonly show: RefObject<(lines: readonly string[]) => void>;
}

/** How what is read there stays: said with it, as nothing on the picture says so. */
const HINT = 'Alt+click pins it';

/** What lies under the pointer. Changes with every move, so its lines are written without React. */
export function Readout({ show }: ReadoutProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let shown = '';
    show.current = (lines) => {
      const node = box.current;
      const text = lines.join('\n');
      if (!node || text === shown) return;
      shown = text;
      node.hidden = lines.length === 0;
      node.replaceChildren(
        ...lines.map((line) => element('div', '', line)),
        element('div', 'slice-readout-hint', HINT),
      );
    };
  }, [show]);
  // Hidden from assistive technology: the same facts are in the summary, the table and the point's own value.
  return <div ref={box} className="slice-chip slice-readout num" aria-hidden="true" hidden />;
}
