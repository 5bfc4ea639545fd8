import { randomBytes } from 'node:crypto';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { besidePath } from '../../core/domain/record-place.ts';
import { readIfThere } from '../../core/host/read-if-there.ts';
import { GrafanaError } from '../../grafana/api/grafana-error.ts';
import { type Manifest, parseManifest, renderManifest } from '../../grafana/push/manifest.ts';
import { uidOf } from '../../grafana/uid.ts';
import { makeFolder } from '../../ledger/files/make-folder.ts';

/** What we wrote to one Grafana, as it is kept on disk. */
export interface ManifestFile {
  readonly path: string;
  readonly manifest: Manifest;
  /** @throws GRAFANA_MANIFEST where another push wrote the file meanwhile: neither shall lose what the other did. */
  readonly save: (manifest: Manifest) => Promise<void>;
}

/** Beside the ledger, since it is state as well: one file for each Grafana. */
export function manifestPath(ledgerPath: string, url: string): string {
  const { host, pathname } = new URL(url);
  return join(
    dirname(besidePath(ledgerPath)),
    `grafana-${uidOf(`${host}${pathname}`.replace(/\/$/, ''))}.json`,
  );
}

/** Writes nothing: a file is made by the first `save`. */
export async function openManifest(path: string): Promise<ManifestFile> {
  let known = await readIfThere(path);
  const manifest =
    known === undefined ? { salt: randomBytes(16).toString('hex'), objects: [] } : parseManifest(known, path);
  return {
    path,
    manifest,
    save: async (next) => {
      if ((await readIfThere(path)) !== known) {
        throw new GrafanaError(
          'GRAFANA_MANIFEST',
          `${path}: another push wrote this file meanwhile; run it again`,
        );
      }
      const text = renderManifest(next);
      await replace(path, text);
      known = text;
    },
  };
}

/** A reader sees the old file or the new one. */
async function replace(path: string, text: string): Promise<void> {
  makeFolder(dirname(path));
  const temporary = `${path}.${process.pid}.tmp`;
  {
    await using file = await open(temporary, 'w', 0o600);
    await file.writeFile(text);
    await file.datasync();
  }
  await rename(temporary, path);
}
