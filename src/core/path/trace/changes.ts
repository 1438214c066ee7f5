/** Changes of units' pieces as they are found along a stretch, in no order. */
export class ChangeList {
  readonly times: number[] = [];
  /** Index among all gated units of the network. */
  readonly units: number[] = [];
  readonly before: number[] = [];
  readonly after: number[] = [];

  add(t: number, unit: number, before: number, after: number): void {
    this.times.push(t);
    this.units.push(unit);
    this.before.push(before);
    this.after.push(after);
  }

  /** The entries by parameter, then unit; those of one unit at one parameter in the order in which they were found. */
  order(): number[] {
    const { times, units } = this;
    return Array.from(times.keys()).sort(
      (a, b) => (times[a] as number) - (times[b] as number) || (units[a] as number) - (units[b] as number) || a - b,
    );
  }
}
