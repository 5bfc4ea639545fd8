import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere } from '../../core/host/read-if-there.ts';
import type { GrafanaContent } from '../../grafana/content.ts';
import {
  buildAlertFiles,
  buildDashboardFiles,
  type Files,
  MANIFEST_PATH,
  PLACES,
} from '../../grafana/provisioning/build-files.ts';
import {
  EMPTY_MANIFEST,
  type FilesManifest,
  FilesManifestError,
  type Part,
  parseFilesManifest,
} from '../../grafana/provisioning/manifest.ts';

/** In the project: what Grafana reads for the sample city. */
export const FILES_DIR = 'deploy/grafana';

/** What differs between a folder and the files that belong there, by path. */
export interface FilesDifference {
  readonly path: string;
  readonly kind: 'missing' | 'changed' | 'left over';
}

/** The files of a part, with the list of what the folder holds. @throws GRAFANA_FILES_MANIFEST */
export async function buildPartFiles(part: Part, content: GrafanaContent, dir: string): Promise<Files> {
  const before = await readFilesManifest(dir);
  return part === 'dashboards' ? buildDashboardFiles(content, before) : buildAlertFiles(content, before);
}

/** The list of what stood in the folder, empty for a new one. @throws GRAFANA_FILES_MANIFEST */
async function readFilesManifest(dir: string): Promise<FilesManifest> {
  const path = join(dir, MANIFEST_PATH);
  const text = await readIfThere(path);
  return text === undefined ? EMPTY_MANIFEST : parseFilesManifest(text, path);
}

export async function compareFiles(
  dir: string,
  part: Part,
  files: Files,
): Promise<readonly FilesDifference[]> {
  const differences: FilesDifference[] = [];
  for (const [path, text] of files) {
    const found = await readIfThere(join(dir, path));
    if (found !== text) differences.push({ path, kind: found === undefined ? 'missing' : 'changed' });
  }
  for (const path of await listFiles(dir, part)) {
    if (!files.has(path)) differences.push({ path, kind: 'left over' });
  }
  return differences.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Writes what differs and takes away what is left over.
 * @returns what it did.
 * @throws GRAFANA_FILES_MANIFEST before anything is written, where what is left over cannot be ours.
 */
export async function writeFiles(dir: string, part: Part, files: Files): Promise<readonly FilesDifference[]> {
  const differences = await compareFiles(dir, part, files);
  await refuseForeign(dir, part, differences);
  for (const { path, kind } of differences) {
    const target = join(dir, path);
    if (kind === 'left over') {
      await rm(target);
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, files.get(path) ?? '');
  }
  return differences;
}

/** Where we never wrote, such as Grafana's own folder, nothing is ours to take away. */
async function refuseForeign(
  dir: string,
  part: Part,
  differences: readonly FilesDifference[],
): Promise<void> {
  const leftOver = differences.find(({ kind }) => kind === 'left over');
  if (leftOver === undefined) return;
  const { objects } = await readFilesManifest(dir);
  if (objects.some((object) => object.part === part)) return;
  throw new FilesManifestError(
    `${dir}: expected a folder of camwatch alone, got one with ${leftOver.path}, which it did not write; name another one with --out`,
  );
}

async function listFiles(dir: string, part: Part): Promise<readonly string[]> {
  const places = PLACES[part].map(async (place) => {
    const entries = await readdir(join(dir, place), { recursive: true, withFileTypes: true }).catch(
      emptyIfMissing,
    );
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(dir, '/').length));
  });
  return (await Promise.all(places)).flat();
}

function emptyIfMissing(error: unknown): [] {
  if (isMissing(error)) return [];
  throw error;
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
