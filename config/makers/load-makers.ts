import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, type Problem } from '../files/config-error.ts';
import { decodeText } from '../files/read-text.ts';
import { parseYaml, parseYamlValue } from '../files/yaml-file.ts';
import { MakerProfile } from './maker-schema.ts';

const BUILT_IN_DIR = import.meta.dirname;

/**
 * Reads the maker profiles that come with camwatch, and those of `extraDir` where there is such a folder: one of the same id
 * takes the place of ours.
 * @throws a {@link ConfigError} that lists every problem in them.
 */
export async function loadMakers(extraDir?: string): Promise<readonly MakerProfile[]> {
  const profiles = await loadFolder(BUILT_IN_DIR);
  const own = extraDir === undefined ? new Map<string, MakerProfile>() : await loadFolder(extraDir);
  return [...new Map([...profiles, ...own]).values()];
}

async function loadFolder(dir: string): Promise<ReadonlyMap<string, MakerProfile>> {
  const files = (await listFolder(dir)).filter((file) => file.endsWith('.yaml')).sort();
  const profiles = new Map<string, MakerProfile>();
  const problems: Problem[] = [];
  for (const file of files) {
    const read = await readProfile(dir, file);
    problems.push(...read.problems);
    if (read.value) profiles.set(read.value.id, read.value);
  }
  if (problems.length > 0) throw new ConfigError(dir, problems);
  return profiles;
}

/** A folder of one's own need not be there. */
async function listFolder(dir: string): Promise<readonly string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

interface Read {
  readonly value: MakerProfile | undefined;
  readonly problems: readonly Problem[];
}

async function readProfile(dir: string, file: string): Promise<Read> {
  const decoded = decodeText(await readFile(join(dir, file)));
  if (!decoded.ok) {
    const { line, message } = decoded;
    return { value: undefined, problems: [{ file, line, col: 1, path: 'the file', message }] };
  }
  const yaml = parseYaml(file, decoded.text);
  if (yaml.problems.length > 0) return { value: undefined, problems: yaml.problems };
  const read = parseYamlValue(yaml, yaml.value, MakerProfile);
  const expected = file.slice(0, -'.yaml'.length);
  if (!read.value || read.value.id === expected) return read;
  const message = `expected the name of the file, ${expected}, got ${JSON.stringify(read.value.id)}`;
  return { value: undefined, problems: [yaml.problem(['id'], message)] };
}
