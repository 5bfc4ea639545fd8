import { chmod, mkdir, stat } from 'node:fs/promises';

/** Of a file that only its owner may read: ids and addresses of devices stand in it. A umask can only take away from it. */
export const PRIVATE_FILE_MODE = 0o600;
export const PRIVATE_FOLDER_MODE = 0o700;
const OTHERS = 0o077;
const STICKY = 0o1000;

/** How wide a folder was found, and whether it is closed now. */
export interface OpenFolder {
  readonly mode: string;
  readonly isClosedNow: boolean;
}

/**
 * Makes a folder that only its owner may look into, whatever the umask. One that is there and open to others is closed to
 * them, but for one that is shared on purpose (sticky, as `/tmp`) or another's. @throws what the system says of a folder that
 * can be neither made nor looked at.
 */
export async function openPrivateFolder(path: string): Promise<OpenFolder | undefined> {
  await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER_MODE });
  const { mode: bits, uid } = await stat(path);
  const mode = bits & 0o7777;
  if ((mode & OTHERS) === 0) return undefined;
  const isOurs = uid === process.getuid?.() && (mode & STICKY) === 0;
  if (isOurs) await chmod(path, mode & ~OTHERS);
  return { mode: mode.toString(8), isClosedNow: isOurs };
}
