/** One line of a list to choose from. */
export interface Choice {
  readonly key: string;
  readonly title: string;
  /** The second line; empty: none. */
  readonly detail: string;
  /** At the end of the line, e.g. a price; empty: nothing. */
  readonly side: string;
}
