/** A corner of a convex cell: x, y, and the label of the side after it. */
export type Corner = [x: number, y: number, side: number];

/** Sutherland–Hodgman for one half-plane; the new side is labelled `label`. */
export function clipped(
  cell: readonly Corner[],
  values: readonly number[],
  label: number,
  tolerance: number,
): Corner[] {
  const out: Corner[] = [];
  cell.forEach(([x, y, side], i) => {
    const next = cell[(i + 1) % cell.length] as Corner;
    const here = values[i] as number;
    const there = values[(i + 1) % cell.length] as number;
    const inside = here >= -tolerance;
    // The corner is left towards the outside: the side after it is the new one.
    if (inside) out.push([x, y, here <= tolerance && there < -tolerance ? label : side]);
    if ((here > tolerance && there < -tolerance) || (here < -tolerance && there > tolerance)) {
      const t = here / (here - there);
      out.push([x + t * (next[0] - x), y + t * (next[1] - y), here > 0 ? label : side]);
    }
  });
  return out;
}
