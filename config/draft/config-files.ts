import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../files/config-error.ts';
import { decodeText } from '../files/read-text.ts';

/** The files of a configuration folder, in the order in which their problems are printed. */
export const CONFIG_FILES = [
  { name: 'camwatch.yaml', isRequired: true, about: 'settings of this installation' },
  { name: 'agencies.yaml', isRequired: true, about: 'who owns and runs devices' },
  { name: 'contractors.yaml', isRequired: true, about: 'who keeps devices working and carries lines' },
  { name: 'contracts.yaml', isRequired: false, about: 'contracts and their terms' },
  { name: 'calendars.yaml', isRequired: false, about: 'hours and holidays that contracts name' },
  { name: 'programmes.yaml', isRequired: false, about: 'tasks of the plan that devices were bought under' },
  { name: 'areas.yaml', isRequired: true, about: 'wards and communes, and the former districts' },
  { name: 'contacts.yaml', isRequired: false, about: 'people and desks on duty' },
  { name: 'sites.csv', isRequired: true, about: 'poles, junctions and cabinets where devices hang' },
  { name: 'devices.csv', isRequired: true, about: 'cameras, recorders, switches and the rest' },
  { name: 'links.csv', isRequired: false, about: 'lines between them' },
  { name: 'handovers.csv', isRequired: false, about: 'devices and contracts that change hands' },
] as const;
/** Files of the folder that are read by themselves, and are no part of the inventory. */
export const OTHER_FILES = [
  { name: 'plan.yaml', isRequired: false, about: 'the plan of the city and the annual report' },
] as const;
export type ConfigFileName = (typeof CONFIG_FILES)[number]['name'];

export interface ConfigTexts {
  /** Decoded texts by name; a file that is absent or cannot be decoded is not in it. Whoever has read a large one lets it go. */
  readonly texts: Map<ConfigFileName, string>;
  readonly absent: ReadonlySet<ConfigFileName>;
  readonly problems: readonly Problem[];
  /** Files that look like ours and are not read, most likely because of a misspelt name. */
  readonly unread: readonly string[];
  /** SHA-256 over names and bytes of all files that were read. */
  readonly sourceHash: string;
  /** Paths of the files that were read. */
  readonly files: readonly string[];
}

export async function readConfigFiles(dir: string): Promise<ConfigTexts> {
  const listing = await listFolder(dir);
  if (typeof listing === 'string') {
    const message = `expected a folder with the files of a configuration, got ${listing}`;
    const problems = [{ file: '.', line: 1, col: 1, path: 'the folder', message }];
    const absent = new Set(CONFIG_FILES.map(({ name }) => name));
    return { texts: new Map(), absent, problems, unread: [], sourceHash: '', files: [] };
  }
  const hash = createHash('sha256');
  const texts = new Map<ConfigFileName, string>();
  const absent = new Set<ConfigFileName>();
  const problems: Problem[] = [];
  const files: string[] = [];
  for (const { name, isRequired, about } of CONFIG_FILES) {
    if (!listing.includes(name)) {
      absent.add(name);
      if (isRequired)
        problems.push({ ...startOf(name), message: `expected a file of this name (${about}), got none` });
      continue;
    }
    const path = join(dir, name);
    const bytes = await readBytes(path);
    if (typeof bytes === 'string') {
      problems.push({ ...startOf(name), message: `expected a readable file, got ${bytes}` });
      continue;
    }
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
    files.push(path);
    const decoded = decodeText(bytes);
    if (decoded.ok) texts.set(name, decoded.text);
    else problems.push({ ...startOf(name), line: decoded.line, message: decoded.message });
  }
  const known: ReadonlySet<string> = new Set([...CONFIG_FILES, ...OTHER_FILES].map(({ name }) => name));
  const unread = listing.filter(
    (name) => /\.(ya?ml|csv)$/i.test(name) && !name.startsWith('.') && !known.has(name),
  );
  return { texts, absent, problems, unread, sourceHash: hash.digest('hex'), files };
}

function startOf(file: string) {
  return { file, line: 1, col: 1, path: 'the file' } as const;
}

/** The names in the folder, or the code of the system's error (ENOENT, ENOTDIR). */
async function listFolder(dir: string): Promise<readonly string[] | string> {
  try {
    return (await readdir(dir)).sort();
  } catch (error) {
    if (isSystemError(error)) return error.code;
    throw error;
  }
}

/** The bytes, or the code of the system's error (EACCES, EISDIR). */
async function readBytes(path: string): Promise<Buffer | string> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isSystemError(error)) return error.code;
    throw error;
  }
}

function isSystemError(error: unknown): error is { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
