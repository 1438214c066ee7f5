export interface Term {
  readonly title: string;
  /** A few sentences. */
  readonly text: string;
  /** Its definition, where it has one. */
  readonly formula?: string;
}
