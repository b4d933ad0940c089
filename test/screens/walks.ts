import type { Walk } from './scene.ts';
import { accounts } from './scenes/accounts.ts';
import { connector, connectorTrouble } from './scenes/connector.ts';
import { design } from './scenes/design.ts';
import { backupInPlace, damagedFiles } from './scenes/files.ts';
import { form } from './scenes/form.ts';
import { keychain, signIn, signInByUuid } from './scenes/sign-in.ts';
import { order } from './scenes/order.ts';
import { outcomes } from './scenes/outcomes.ts';
import { settings } from './scenes/settings.ts';

/** Every screen and state there is. The long walks come first, so that nobody waits for one at the end. */
export const walks: readonly Walk[] = [
  outcomes,
  order,
  connector,
  form,
  signIn,
  accounts,
  settings,
  connectorTrouble,
  keychain,
  signInByUuid,
  damagedFiles,
  backupInPlace,
  design,
];
