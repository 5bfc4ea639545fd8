import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type MachineProcess, startOnMachine } from '../../simulator/cluster/machine-process.ts';
import { KEEPERS } from '../../simulator/cluster/start-cluster.ts';
import { FRONT_PORT } from './cluster-timing.ts';
import { folderOf } from './write-cluster-city.ts';

/** A process of camwatch on a machine, which may be ended and started again. */
export interface ClusterPart {
  readonly machine: string;
  readonly logPath: string;
  /** What its log says as soon as it works. */
  readonly saysWorking: string;
  /** Where in its log it was started last. */
  readonly startedAt: () => number;
  readonly start: () => void;
  readonly isRunning: () => boolean;
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ClusterParts {
  readonly hubs: readonly ClusterPart[];
  readonly centres: readonly ClusterPart[];
  /** By name, which is the name of their machine as well. */
  readonly collectors: ReadonlyMap<string, ClusterPart>;
}

const PROGRAM = new URL('../../camwatch', import.meta.url).pathname;

export const collectorFolderOf = (dir: string, id: string): string => join(dir, `collector-${id}`);

export interface PartsOptions {
  readonly dir: string;
  /** By the name of a collector; what is another later counts from its next start on. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly addressOf: (machine: string) => string;
  /** What the environment of a part has besides, by the name of its log. */
  readonly env?: (name: string) => Readonly<Record<string, string>>;
}

export function createParts(options: PartsOptions): ClusterParts {
  const { dir, tokens } = options;
  const partOf = (machine: string, kind: 'hub' | 'centre') =>
    createPart(options, machine, kind, () => [kind, '--config', folderOf(dir, machine)]);
  return {
    hubs: KEEPERS.map((machine) => partOf(machine, 'hub')),
    centres: KEEPERS.map((machine) => partOf(machine, 'centre')),
    collectors: new Map([...tokens.keys()].map((id) => [id, createCollectorPart(options, id)])),
  };
}

/** @param machine - Absent: of its name. */
export function createCollectorPart(
  options: PartsOptions,
  id: string,
  { machine = id, folder = collectorFolderOf(options.dir, id) } = {},
): ClusterPart {
  const { tokens, addressOf } = options;
  const hubs = KEEPERS.flatMap((machine) => ['--hub', `https://${addressOf(machine)}:${FRONT_PORT}`]);
  return createPart(options, machine, 'collector', () => {
    const token = tokens.get(id);
    return ['collector', ...hubs, '--dir', folder, ...(token === undefined ? [] : ['--token', token])];
  });
}

const SAYS_WORKING = { hub: 'receiving', centre: 'showing the record', collector: 'watching' } as const;

function createPart(
  { dir, env }: PartsOptions,
  machine: string,
  kind: keyof typeof SAYS_WORKING,
  words: () => readonly string[],
): ClusterPart {
  const name = `${kind}-${machine}`;
  const logPath = join(dir, 'logs', `${name}.log`);
  let running: MachineProcess | undefined;
  let startedAt = 0;
  return {
    ...{ machine, logPath, saysWorking: SAYS_WORKING[kind], startedAt: () => startedAt },
    start: () => {
      startedAt = statSync(logPath, { throwIfNoEntry: false })?.size ?? 0;
      running = startOnMachine({ machine, words: [PROGRAM, ...words()], env: env?.(name), logPath });
    },
    isRunning: () => running?.isRunning() === true,
    kill: async () => await running?.kill(),
    stop: async () => await running?.stop(),
  };
}
