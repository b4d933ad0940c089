import { shell } from 'electron';
import { isLoopback } from '../api/proxy.ts';

/** The program's own addresses. They are constants: the window can name one, never bring its own. */
const links = {
  jifeline: 'https://www.jifeline.com/',
} as const;

export type ExternalLink = keyof typeof links;

/** The door to the system's browser for the program's own links. */
export async function openExternalLink(link: ExternalLink): Promise<void> {
  await shell.openExternal(links[link]);
}

/**
 * The door to the system's browser for signing in. Main builds the address from what the deployment file's issuer says;
 * whatever that says, nothing but a web page may be opened: no file, no program, no other scheme.
 *
 * @returns whether it was opened.
 */
export async function openSignInPage(address: string): Promise<boolean> {
  const { protocol, hostname, username, password } = new URL(address);
  const isPage = protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
  if (!isPage || username + password !== '') return false;
  try {
    await shell.openExternal(address);
    return true;
  } catch {
    return false;
  }
}
