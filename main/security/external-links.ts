import { shell } from 'electron';

/**
 * The only addresses this program ever gives to the system's browser. They are constants: the window can name
 * one, never bring its own.
 */
const links = {
  jifeline: 'https://www.jifeline.com/',
} as const;

export type ExternalLink = keyof typeof links;

/** The one door to the system's browser. */
export async function openExternalLink(link: ExternalLink): Promise<void> {
  await shell.openExternal(links[link]);
}
