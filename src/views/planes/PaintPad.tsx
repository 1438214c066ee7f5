import { type ReactElement, type ReactNode, useMemo, useRef, useState } from 'react';
import { writtenOut } from '../../state/slices/points';
import type { LensStore } from '../../state/types';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { type Drawing, type LensStoreApi, useDrawing } from '../live';
import type { Brush, Image } from './brush';
import { PaintCanvas } from './paintCanvas';

const watched = ({ session }: LensStore): readonly unknown[] => [session.inspection];

const SIZES = { fine: 0.5, medium: 1, broad: 1.7 } as const;
type Size = keyof typeof SIZES;

interface PaintPadProps {
  readonly store: LensStoreApi;
  readonly image: Image;
  /** Stands beside the button that clears. */
  readonly children: ReactNode;
}

/** The selected input as a picture to paint on; the plane goes along with every stroke. */
export function PaintPad({ store, image, children }: PaintPadProps): ReactElement {
  const [tool, setTool] = useState<Brush['tool']>('paint');
  const [size, setSize] = useState<Size>('medium');
  const brush = useRef<Brush>({ tool, radius: SIZES[size] });
  brush.current = { tool, radius: SIZES[size] };
  const mount = useMemo(
    () =>
      (host: HTMLElement, api: LensStoreApi): Drawing =>
        new PaintCanvas(host, api, image, () => brush.current),
    [image],
  );
  const ref = useDrawing<HTMLDivElement>(store, mount, watched);
  const clear = (): void =>
    void store.getState().actions.setInput(writtenOut(new Float64Array(image.width * image.height)));
  return (
    <div className="paint">
      <div className="paint-tools">
        <Segmented
          label="Tool"
          hideLabel
          value={tool}
          options={[
            { value: 'paint', text: 'paint' },
            { value: 'erase', text: 'erase' },
          ]}
          onChange={setTool}
        />
        <Segmented<Size>
          label="Brush"
          hideLabel
          value={size}
          options={[
            { value: 'fine', text: 'fine' },
            { value: 'medium', text: 'medium' },
            { value: 'broad', text: 'broad' },
          ]}
          onChange={setSize}
        />
      </div>
      <div ref={ref} className="paint-pad" />
      <div className="slice-row">
        <Button onClick={clear}>Clear</Button>
        {children}
      </div>
      <p className="slice-note soft">
        Keys: arrows move the cell, Space paints it, Delete erases it, Shift with arrows draws.
      </p>
    </div>
  );
}
