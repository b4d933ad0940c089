import { join } from 'node:path';
import electronLog from 'electron-log/main';
import { redactFields, scrub, type LogFields } from './log-fields.ts';

export interface Log {
  /** Something that happened, told in fields that may be told. */
  event(name: string, fields?: LogFields): void;
  /** A defect. Its stack is kept, scrubbed of whatever looks like a secret. */
  bug(name: string, error: unknown): void;
}

/** Writes to `<folder>/main.log`: one line an event, the file before kept as `main.old.log`. */
export function createLog(folder: string): Log {
  electronLog.transports.console.level = false;
  electronLog.transports.ipc.level = false;
  electronLog.transports.file.level = 'info';
  electronLog.transports.file.maxSize = 2 * 1024 * 1024;
  electronLog.transports.file.resolvePathFn = () => join(folder, 'main.log');
  electronLog.transports.file.format = '{iso} {text}';
  return {
    event: (name, fields = {}) => electronLog.info(name, JSON.stringify(redactFields(fields))),
    bug: (name, error) =>
      electronLog.error(name, scrub(error instanceof Error ? (error.stack ?? error.message) : String(error))),
  };
}
