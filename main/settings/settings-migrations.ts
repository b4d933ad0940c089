/** The version of the settings file that this program writes. A file without one is version 1. */
export const SETTINGS_VERSION = 2;

type Values = Readonly<Record<string, unknown>>;

/** What a settings file says, as this version of the program would have written it. */
export interface Migrated {
  readonly values: Values;
  /** A newer program wrote it: it may hold more than is understood here. */
  readonly isNewer: boolean;
}

/**
 * One step for each version, from the one before: pure, and none minds what it does not know, since any value may be
 * missing or senseless. electron-store has migrations too; those follow the program's version and write the file
 * while it is being opened, so that a full disk would keep the program from starting.
 */
const steps: readonly (readonly [to: number, step: (values: Values) => Values])[] = [[2, listTheAccount]];

export function migrated(file: Values): Migrated {
  const { schemaVersion, ...values } = file;
  const from = Number.isInteger(schemaVersion) ? (schemaVersion as number) : 1;
  return {
    values: steps.filter(([to]) => to > from).reduce<Values>((before, [, step]) => step(before), values),
    isNewer: from > SETTINGS_VERSION,
  };
}

/**
 * Before several accounts could be known, only the name of the one in use was kept, and its secret in the keychain
 * under that name. Put into the list, it can be switched back to and signed out, also when the keychain was locked at
 * the first start after and somebody signed in with another meanwhile.
 */
function listTheAccount(values: Values): Values {
  const { activeAccount, accounts } = values;
  if (accounts !== undefined || typeof activeAccount !== 'string') return values;
  // The only ways of signing in that there were.
  const [, method, label] = /^(connector-pin|token):(.*)$/s.exec(activeAccount) ?? [];
  return method === undefined ? values : { ...values, accounts: [{ name: activeAccount, method, label }] };
}
