import {
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PRIVATE_FILE_MODE, PRIVATE_FOLDER_MODE } from '../../core/host/private-files.ts';
import type { ConfigurationFiles } from '../../hub/wire/configuration.ts';

/** The configurations that came from a hub, on the disk of a collector: the one in force, and the one before. */
export interface ConfigurationFolder {
  /** In force; `undefined` until the first came. */
  readonly current: () => { readonly name: string; readonly dir: string } | undefined;
  /** Writes it beside the one in force; returns its folder. */
  readonly keep: (files: ConfigurationFiles) => string;
  /** Puts it in force, whole or not at all, and removes what is older than the one before. */
  readonly use: (name: string) => void;
}

export function openConfigurationFolder(folder: string): ConfigurationFolder {
  const link = join(folder, 'current');
  const current = () => {
    if (!existsSync(link)) return undefined;
    const name = basename(readlinkSync(link));
    return { name, dir: join(folder, name) };
  };
  return {
    current,
    keep: ({ name, files }) => {
      const dir = join(folder, name);
      const partial = `${dir}.partial`;
      rmSync(partial, { recursive: true, force: true });
      for (const [file, text] of Object.entries(files)) {
        const path = join(partial, file);
        mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER_MODE });
        writeFileSync(path, text, { mode: PRIVATE_FILE_MODE });
      }
      rmSync(dir, { recursive: true, force: true });
      renameSync(partial, dir);
      return dir;
    },
    use: (name) => {
      const before = current()?.name;
      const next = `${link}.next`;
      rmSync(next, { force: true });
      symlinkSync(name, next);
      renameSync(next, link);
      const kept = new Set([basename(link), name, before]);
      for (const other of readdirSync(folder))
        if (!kept.has(other)) rmSync(join(folder, other), { recursive: true, force: true });
    },
  };
}
