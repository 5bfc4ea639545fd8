import { existsSync, mkdirSync, type Stats, statSync } from 'node:fs';
import type { Said } from '../language/said.ts';

type Owned = Pick<Stats, 'mode' | 'uid'> & { readonly isFile: () => boolean };

const ROOT = 0;

/** What keeps a key from being the secret of one account, and what to do about it; `undefined` where nothing does. */
export function keyFlaw(path: string, stats: Owned, userId = process.geteuid?.()): Said | undefined {
  if (!stats.isFile()) return { en: 'something that is no file', vi: 'thứ không phải tệp' };
  const mode = stats.mode & 0o777;
  // The group as well: whoever is in it could sign.
  if (mode & 0o077)
    return {
      en: `one with the mode ${mode.toString(8)}: chmod 600 ${path}`,
      vi: `khóa có quyền ${mode.toString(8)}: chmod 600 ${path}`,
    };
  // Root may use anybody's key, and hand one of its own to a service (systemd's credentials are root's).
  if (userId === undefined || userId === ROOT || stats.uid === userId || stats.uid === ROOT) return undefined;
  return {
    en: `one of the user ${stats.uid}, who can read and replace it: chown ${userId} ${path}`,
    vi: `khóa của người dùng ${stats.uid}, người này đọc và thay được: chown ${userId} ${path}`,
  };
}

/** A folder in which others may replace files; the sticky bit keeps them from it, as in /tmp. */
export function folderFlaw(folder: string): Said | undefined {
  if (!existsSync(folder)) return undefined;
  const { mode } = statSync(folder);
  if ((mode & 0o002) === 0 || (mode & 0o1000) !== 0) return undefined;
  return {
    en: `${folder}: expected a folder of keys that others cannot write to, got one with the mode ${(mode & 0o777).toString(8)}: chmod o-w ${folder}`,
    vi: `${folder}: cần thư mục khóa mà người khác không ghi được, nhận được thư mục có quyền ${(mode & 0o777).toString(8)}: chmod o-w ${folder}`,
  };
}

export function makeKeyFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}
