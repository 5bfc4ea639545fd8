import { join } from 'node:path';
import type { Inventory } from '../core/domain/inventory.ts';
import { crossCheck } from './checks/cross-checks.ts';
import { CONFIG_FILES, type ConfigTexts, OTHER_FILES, readConfigFiles } from './draft/config-files.ts';
import type { Draft } from './draft/draft.ts';
import type { Finding } from './draft/finding.ts';
import { readDraft } from './draft/read-draft.ts';
import { ConfigError, type Problem } from './files/config-error.ts';
import { loadMakers } from './makers/load-makers.ts';
import type { MakerProfile } from './makers/maker-schema.ts';
import type { Settings } from './settings/settings-schema.ts';

/** A configuration folder that holds together. */
export interface Config {
  readonly dir: string;
  readonly settings: Settings;
  readonly inventory: Inventory;
  /** What is known of makers: ours, and those of the folder `makers` beside the inventory. */
  readonly makers: readonly MakerProfile[];
  readonly findings: readonly Finding[];
  /** SHA-256 over the files: the same folder has the same hash. */
  readonly sourceHash: string;
  /** Paths of the files that were read. */
  readonly files: readonly string[];
}

export interface LoadConfigOptions {
  readonly onProgress?: (doneRows: number, totalRows: number) => void;
  /** The instant that "abolished", "retired" and "expired" are judged at. */
  readonly nowMs?: number;
}

/**
 * Reads and checks a configuration folder; gives up the event loop every few milliseconds.
 * @throws a {@link ConfigError} that lists every problem in it, in the order of the files.
 */
export async function loadConfig(dir: string, options: LoadConfigOptions = {}): Promise<Config> {
  const { onProgress, nowMs = Date.now() } = options;
  const source = await readConfigFiles(dir);
  const { draft, problems: ownProblems } = await readDraft(source, nowMs, onProgress);
  const problems: Problem[] = [...source.problems, ...ownProblems];
  const findings: Finding[] = source.unread.map(unreadFinding);
  await crossCheck(draft, {
    problem: (problem) => problems.push(problem),
    finding: (finding) => findings.push(finding),
  });
  const makers = await readMakers(join(dir, 'makers'), problems);
  const { settings } = draft;
  if (problems.length > 0 || !settings) throw new ConfigError(dir, inOrder(problems));
  return {
    dir,
    settings,
    inventory: freezeInventory(draft),
    makers,
    findings: inOrder(findings),
    sourceHash: source.sourceHash,
    files: source.files,
  };
}

async function readMakers(dir: string, problems: Problem[]): Promise<readonly MakerProfile[]> {
  try {
    return await loadMakers(dir);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems.map((problem) => ({ ...problem, file: `makers/${problem.file}` })));
    return [];
  }
}

function unreadFinding(file: ConfigTexts['unread'][number]): Finding {
  const known = [...CONFIG_FILES, ...OTHER_FILES].map(({ name }) => name).join(', ');
  return { code: 'UNREAD_FILE', file, line: 1, message: `this file is not read; the names are ${known}` };
}

const FILE_RANKS: ReadonlyMap<string, number> = new Map(CONFIG_FILES.map(({ name }, index) => [name, index]));

function inOrder<Item extends { readonly file: string; readonly line: number; readonly col?: number }>(
  items: readonly Item[],
): readonly Item[] {
  const rank = (file: string) => FILE_RANKS.get(file) ?? FILE_RANKS.size;
  return items.toSorted(
    (a, b) => rank(a.file) - rank(b.file) || a.line - b.line || (a.col ?? 0) - (b.col ?? 0),
  );
}

function freezeInventory(draft: Draft): Inventory {
  for (const table of [
    draft.agencies,
    draft.contractors,
    draft.contracts,
    draft.calendars,
    draft.sites,
    draft.devices,
    draft.links,
  ]) {
    for (const item of table.items) Object.freeze(item);
  }
  return Object.freeze({
    agencies: draft.agencies.byId,
    contractors: draft.contractors.byId,
    contracts: draft.contracts.byId,
    calendars: draft.calendars.byId,
    programmes: draft.programmes.byId,
    districts: draft.districts.byId,
    areas: draft.areas.byId,
    contacts: draft.contacts.byId,
    sites: draft.sites.byId,
    devices: draft.devices.byId,
    links: draft.links.byId,
    handovers: draft.handovers.items,
  });
}
