/** What the inspector finds and people decided to leave: each with its reason. Whoever adds one says why. */
export interface Allowed {
  readonly selector: string;
  readonly reason: string;
}

/** Texts that may be cut off, because all of it can be read elsewhere. */
export const mayBeCut: readonly Allowed[] = [
  { selector: 'header .detail', reason: 'small print of a light: one click on it shows it in full' },
  { selector: 'header h1', reason: "the program's name: the title bar has it" },
  { selector: 'footer .why', reason: 'what is missing, in two lines: Send lists all of it above the form' },
  { selector: 'nav .reference', reason: 'a name in the list: the ticket itself shows it in full' },
];

/** Targets that may be lower than the density promises. */
export const mayBeSmall: readonly Allowed[] = [];

/** Names of the outside world: data, the same in every language. */
export const known: readonly string[] = [
  'anna.de.vries@garage-jansen.example',
  'anna',
  'bert',
  'carla',
  'localhost',
  'Jifeline Workshop',
];
