import { join } from 'node:path';
import { type MachineProcess, startOnMachine } from '../../simulator/cluster/machine-process.ts';
import { KEEPERS } from '../../simulator/cluster/start-cluster.ts';
import { FRONT_PORT } from './cluster-timing.ts';
import { folderOf } from './write-cluster-city.ts';

/** A process of camwatch on a machine, which may be ended and started again. */
export interface ClusterPart {
  readonly machine: string;
  readonly logPath: string;
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

export function createParts(
  dir: string,
  tokens: ReadonlyMap<string, string>,
  addressOf: (machine: string) => string,
): ClusterParts {
  const logOf = (name: string) => join(dir, 'logs', `${name}.log`);
  const partOf = (machine: string, name: string, words: readonly string[]) =>
    createPart(machine, logOf(`${name}-${machine}`), [PROGRAM, ...words]);
  const hubs = KEEPERS.flatMap((machine) => ['--hub', `https://${addressOf(machine)}:${FRONT_PORT}`]);
  return {
    hubs: KEEPERS.map((machine) => partOf(machine, 'hub', ['hub', '--config', folderOf(dir, machine)])),
    centres: KEEPERS.map((machine) =>
      partOf(machine, 'centre', ['centre', '--config', folderOf(dir, machine)]),
    ),
    collectors: new Map(
      [...tokens].map(([id, token]) => [
        id,
        partOf(id, 'collector', [
          ...['collector', ...hubs, '--token', token],
          ...['--dir', collectorFolderOf(dir, id)],
        ]),
      ]),
    ),
  };
}

function createPart(machine: string, logPath: string, words: readonly string[]): ClusterPart {
  let running: MachineProcess | undefined;
  return {
    ...{ machine, logPath },
    start: () => {
      running = startOnMachine({ machine, words, logPath });
    },
    isRunning: () => running?.isRunning() === true,
    kill: async () => await running?.kill(),
    stop: async () => await running?.stop(),
  };
}
