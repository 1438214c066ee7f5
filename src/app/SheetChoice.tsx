import { type ReactElement, useEffect, useRef } from 'react';
import { Segmented } from '../ui/Segmented';

export type Sheet = 'inspector' | 'setup';

interface SheetChoiceProps {
  readonly sheet: Sheet;
  readonly onSheet: (sheet: Sheet) => void;
}

/** On a phone: which panel lies under the slice. The bar stays in sight at the window's edge; choosing brings its sheet up. */
export function SheetChoice({ sheet, onSheet }: SheetChoiceProps): ReactElement {
  const end = useRef<HTMLDivElement>(null);
  const chosen = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the chosen sheet is laid out
  useEffect(() => {
    if (chosen.current) end.current?.scrollIntoView({ block: 'start', behavior: 'instant' });
    chosen.current = false;
  }, [sheet]);
  return (
    <>
      <div ref={end} className="sheet-end" />
      <nav className="sheet-choice" aria-label="Panels">
        <Segmented<Sheet>
          label="Panel"
          hideLabel
          value={sheet}
          options={[
            { value: 'inspector', text: 'Inspector' },
            { value: 'setup', text: 'Scenes and training' },
          ]}
          onChange={(next) => {
            chosen.current = true;
            onSheet(next);
          }}
        />
      </nav>
    </>
  );
}
