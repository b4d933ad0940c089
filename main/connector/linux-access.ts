import { access, constants, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Access } from './port-doctor.ts';

/** Who asks. */
export interface Identity {
  readonly user: string;
  /** The groups of this session: what counts until the next sign-in to the PC. */
  readonly groups: readonly number[];
}

/** What the group of a device node may do with it: read and write. */
const GROUP_READ_WRITE = 0o060;

/** Whether a port may be used, and if not, by which group it could be. Null: it is not there. Opens nothing. */
export async function readAccess(root: string, path: string, who: Identity): Promise<Access | null> {
  const file = join(root, path);
  const facts = await stat(file).catch(() => null);
  if (facts === null) return null;
  const isAllowed = await access(file, constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  if (isAllowed) return { kind: 'allowed' };
  if ((facts.mode & GROUP_READ_WRITE) !== GROUP_READ_WRITE) return { kind: 'by-nobody' };
  const group = groupById(await readFile(join(root, 'etc/group'), 'utf8').catch(() => ''), facts.gid);
  if (group === null || who.groups.includes(facts.gid)) return { kind: 'by-nobody' };
  return {
    kind: 'by-group',
    group: group.name,
    user: who.user,
    isMember: group.members.includes(who.user),
  };
}

/** Reads `dialout:x:20:jan,piet`. */
export function groupById(
  text: string,
  id: number,
): { readonly name: string; readonly members: readonly string[] } | null {
  for (const line of text.split('\n')) {
    const [name, , number, members] = line.split(':');
    if (name !== undefined && name !== '' && number === String(id))
      return { name, members: (members ?? '').split(',').map((member) => member.trim()) };
  }
  return null;
}
