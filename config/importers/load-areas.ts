import { readConfigFiles } from '../draft/config-files.ts';
import { readDraft } from '../draft/read-draft.ts';
import { ConfigError } from '../files/config-error.ts';
import type { AreaList } from './match-area.ts';

/**
 * Reads only the areas of a configuration folder, for imports into one that is not complete yet.
 * @throws a {@link ConfigError} with the problems of areas.yaml.
 */
export async function loadAreas(dir: string): Promise<AreaList> {
  const source = await readConfigFiles(dir);
  const { draft, problems } = await readDraft(source, Date.now());
  const own = [...source.problems, ...problems].filter(({ file }) => file === 'areas.yaml');
  if (own.length > 0 || draft.listVersion === undefined) throw new ConfigError(dir, own);
  return { areas: draft.areas.items, listVersion: draft.listVersion };
}
