import { join } from 'node:path';

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
}

export const pathsOf = (app: string, data: string): Paths => ({
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
});
