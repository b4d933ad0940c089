import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

/** Where everything is. `app` is the folder of the built program, read-only; `data` is this user's. */
export interface Paths {
  readonly app: string;
  readonly renderer: string;
  readonly resources: string;
  /** The design system's page, in development only. */
  readonly design: string;
  readonly data: string;
  readonly logs: string;
  readonly tickets: string;
  readonly backups: string;
  /** The catalogue: can be fetched again. */
  readonly catalogue: string;
  /** What the workshop itself says of ids: kept like tickets. */
  readonly own: string;
  /** Outside the data folder: what was last sent from it, so that one of an older day is known for what it is. */
  readonly witness: string;
}

/** What this function asks of the system. */
export interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/** Where a program keeps what belongs to this PC and must not travel with a person's data. */
function stateFolder({ platform, env, home }: Place): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library');
  return env.XDG_STATE_HOME ?? join(home, '.local', 'state');
}

/** One for each data folder of this person on this PC. */
const witnessOf = (data: string, place: Place): string =>
  join(
    stateFolder(place),
    'Jifeline Workshop',
    `${createHash('sha256').update(data, 'utf8').digest('hex').slice(0, 16)}.json`,
  );

export const pathsOf = (app: string, data: string, place: Place): Paths => ({
  app,
  renderer: join(app, 'renderer'),
  resources: join(app, 'resources'),
  design: join(app, '..', 'design'),
  data,
  logs: join(data, 'logs'),
  tickets: join(data, 'tickets.db'),
  backups: join(data, 'backups'),
  catalogue: join(data, 'catalogue.db'),
  own: join(data, 'workshop.db'),
  witness: witnessOf(data, place),
});

/** Where only the program puts anything. */
export const ownFolders = ({ data, witness }: Paths): string[] => [data, dirname(witness)];
