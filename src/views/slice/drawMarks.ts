/** Marks for whoever measures the page: `slice-draw` a drawing, `polytopes-painted` once the first picture is there. */
export function createDrawMarks(): (begun: number, generation: number | null) => void {
  let painted = false;
  /** `generation` says which partition was drawn, null: none. */
  return (begun, generation) => {
    performance.clearMeasures('slice-draw');
    performance.measure('slice-draw', { start: begun, detail: generation });
    if (generation === null || painted) return;
    painted = true;
    performance.mark('polytopes-painted');
  };
}
