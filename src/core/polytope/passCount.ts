/** Passes through a network so far: one count for all parts of a search. Those of magnitudes and those backwards count as well. */
export interface PassCount {
  taken: number;
}
