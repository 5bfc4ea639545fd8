import { mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeWholeFile } from '#core/host/write-whole-file.ts';
import { seconds } from '#core/time/units.ts';
import {
  type ClusterPart,
  type ClusterParts,
  collectorFolderOf,
  createCollectorPart,
  createParts,
  type PartsOptions,
} from '#demo/cluster/cluster-parts.ts';
import { judgeChain } from '#demo/cluster/judge-cluster.ts';
import { type Machines, startMachines } from '#demo/cluster/start-machines.ts';
import { addTokens, startParts, untilWatched, untilWorking } from '#demo/cluster/start-parts.ts';
import { type Pulse, watchPulse } from '#demo/cluster/watch-pulse.ts';
import { folderOf, settleCity } from '#demo/cluster/write-cluster-city.ts';
import { openAuthority } from '#hub/authority/open-authority.ts';
import type { RecordStore } from '#ledger/record/record-store.ts';
import { recordStore } from '#ledger/sqlite/record-store.ts';
import { runHere } from '#simulator/cluster/run-here.ts';
import { type Cluster, KEEPERS } from '#simulator/cluster/start-cluster.ts';
import { createRoutes, type Routes } from '#simulator/faults/routes.ts';
import { fakedVariables } from '../../../support/faketime.ts';
import { LOOPBACK_BLOCK, writeLoopbackCity } from '../../../support/loopback-city.ts';

/** A small city on five machines, whose parts are ended, cut off and started again. */
export interface ClusterWorld {
  readonly dir: string;
  readonly machines: Machines;
  readonly cluster: Cluster;
  readonly store: RecordStore;
  readonly parts: ClusterParts;
  /** Those that share the zone of the city. */
  readonly pair: () => readonly string[];
  /** Where the ledger of every collector lies that ever sent. */
  readonly folders: Map<string, string>;
  readonly pulse: Pulse;
  readonly routes: Routes;
  /** When a collector did not run, by its name. */
  readonly off: Off[];
  /** How far the clock of a part is ahead, by name of its log. */
  readonly aheadMs: (name: string) => number;
  readonly devices: number;
  readonly stopCollector: (id: string, how: 'kill' | 'stop') => Promise<void>;
  readonly startCollector: (id: string) => Promise<void>;
  readonly folderOf: (id: string) => string;
  /** What it has said since it was started last. */
  readonly logOf: (id: string) => string;
  readonly untilMoreRows: (id: string, rows: number) => Promise<void>;
  /** Lets a new one in on a machine of its own, and starts it. `prepare` gets its name and folder before. */
  readonly addCollector: (zone?: string, prepare?: (id: string, folder: string) => void) => Promise<string>;
  /** Revokes one and stops it for good. */
  readonly dropCollector: (id: string) => Promise<void>;
  /** Another process under the name of a collector, on a machine of its own. */
  readonly startTwin: (id: string, folder: string) => ClusterPart;
  /** It starts without one from now on, as one whose token is over a day old. */
  readonly takeToken: (id: string) => void;
  /** Hands out a token for one that is enrolled; its next start has it. */
  readonly giveToken: (id: string) => void;
  /** Settles when all that was recorded by now is at the centre, and PostgreSQL has both servers. @returns how long it took */
  readonly untilWhole: (withinMs?: number) => Promise<number>;
}

export interface Off {
  readonly collector: string;
  readonly fromMs: number;
  toMs: number;
}

export interface WorldOptions {
  readonly dir: string;
  readonly devices: number;
  /** Seconds that the clocks of parts are ahead, by name of their logs. */
  readonly clocks: Readonly<Record<string, number>>;
  readonly onProgress: (step: string) => void;
}

export const INTERVAL_MS = seconds(5);
const PER_SITE = 10;
export const CANARY = `127.${LOOPBACK_BLOCK}.255.1`;
/** Machines that are there for those that come later. */
const SPARE = ['c3', 'c4', 'c5'];
const TWIN = 'c6';
const FIRST = ['c1', 'c2'];
const CENTRE_PORT = 8_480;
/** Of each of these file systems, which a fault fills. */
const DISK_BYTES = { collector: 64e6, database: 700e6 };

export const databaseFolderOf = (dir: string, machine: string): string =>
  join(dir, 'e', machine, 'var/lib/postgresql');

/** Of devices in the zone that nobody watches before a collector comes with what it recorded of them. */
export const FAR_DEVICES = 30;
export const FAR_ZONE = 'far';

export async function openClusterWorld(
  options: WorldOptions,
  closing: AsyncDisposableStack,
): Promise<ClusterWorld> {
  const { dir, devices, onProgress } = options;
  for (const machine of KEEPERS) mountDisk(databaseFolderOf(dir, machine), DISK_BYTES.database);
  for (const id of [...FIRST, ...SPARE, TWIN]) mountDisk(collectorFolderOf(dir, id), DISK_BYTES.collector);
  const tell = (step: string, done: number, total: number) => onProgress(`${step} ${done}/${total}`);
  const machines = await startMachines(
    { dir, block: LOOPBACK_BLOCK, collectors: [...FIRST, ...SPARE, TWIN], onProgress: tell },
    closing,
  );
  const { network, cluster, passwordPath } = machines;
  await writeLoopbackCity(folderOf(dir, KEEPERS[0]), {
    ...{ devices: devices + FAR_DEVICES, perSite: PER_SITE, interval: `${INTERVAL_MS}ms`, canary: CANARY },
    zoneOf: (pole) => (pole * PER_SITE > devices ? FAR_ZONE : 'default'),
  });
  await settleCity({
    ...{ dir, language: 'en', centrePort: CENTRE_PORT, addressOf: network.addressOf },
    record: { ...cluster.record, passwordPath },
  });
  const { store } = machines.openRecord();
  const tokens = addTokens(store, dir, FIRST);
  const partsOptions: PartsOptions = {
    ...{ dir, tokens, addressOf: network.addressOf },
    env: (name) => clockOf(dir, name, options.clocks[name]),
  };
  const parts = createParts(partsOptions);
  const collectors = new Map(parts.collectors);
  closing.defer(async () => void (await Promise.all(collectors.values().map((part) => part.stop()))));
  await startParts(parts, tell, closing);
  await untilWatched(store, devices, tell);
  const pulse = watchPulse(store.place);
  closing.defer(pulse.close);

  const off: Off[] = [];
  const folders = new Map(FIRST.map((id) => [id, collectorFolderOf(dir, id)]));
  const spare = [...SPARE];
  const far = new Set<string>();
  const partOf = (id: string): ClusterPart => {
    const part = collectors.get(id);
    if (part === undefined) throw new Error(`collector ${id}: expected one that was started`);
    return part;
  };
  const startCollector = async (id: string) => {
    const ended = off.findLast(({ collector }) => collector === id);
    if (ended?.toMs === Number.POSITIVE_INFINITY) ended.toMs = Date.now();
    partOf(id).start();
    await untilWorking(partOf(id));
  };
  return {
    ...{ dir, machines, cluster, store, parts, folders, pulse, off, devices, startCollector },
    pair: () => [...collectors.keys()].filter((id) => !far.has(id)),
    routes: createRoutes('ip'),
    aheadMs: (name) => seconds(options.clocks[name] ?? 0),
    stopCollector: async (id, how) => {
      await partOf(id)[how]();
      off.push({ collector: id, fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY });
    },
    folderOf: (id) => collectorFolderOf(dir, id),
    logOf: (id) => readFileSync(partOf(id).logPath).subarray(partOf(id).startedAt()).toString(),
    untilMoreRows: async (id, rows) => {
      const own = ledgerOf(collectorFolderOf(dir, id));
      const wanted = headSeqOf(own) + rows;
      for (const untilMs = Date.now() + seconds(120); headSeqOf(own) < wanted; await delay(500))
        if (Date.now() > untilMs) throw new Error(`expected ${rows} more rows of ${id} within 120 s`);
    },
    addCollector: async (zone, prepare) => {
      const id = spare.shift();
      if (id === undefined) throw new Error('expected a machine for another collector, found none left');
      for (const [name, token] of addTokens(store, dir, [id], { ...(zone !== undefined && { zone }) }))
        tokens.set(name, token);
      if (zone !== undefined) far.add(id);
      prepare?.(id, collectorFolderOf(dir, id));
      collectors.set(id, createCollectorPart(partsOptions, id));
      folders.set(id, collectorFolderOf(dir, id));
      await startCollector(id);
      return id;
    },
    dropCollector: async (id) => {
      await partOf(id).stop();
      off.push({ collector: id, fromMs: Date.now(), toMs: Number.POSITIVE_INFINITY });
      collectors.delete(id);
      using known = store.openCollectors({ author: 'bench', nowMs: Date.now });
      known.revoke(id);
    },
    startTwin: (id, folder) => {
      const part = createCollectorPart(partsOptions, id, { machine: TWIN, folder });
      part.start();
      closing.defer(part.stop);
      return part;
    },
    takeToken: (id) => void tokens.delete(id),
    giveToken: (id) => {
      for (const [name, token] of addTokens(store, dir, [id], { again: true })) tokens.set(name, token);
    },
    untilWhole: async (withinMs = seconds(180)) => {
      const fromMs = Date.now();
      await cluster.untilWhole(withinMs);
      for (const [id, folder] of folders) await untilSent(store, id, folder, withinMs);
      return Date.now() - fromMs;
    },
  };
}

/** What lies in the folder of a collector. */
export const ledgerOf = (folder: string): RecordStore => recordStore(join(folder, 'ledger.sqlite'));

export const authorityOf = (dir: string) => openAuthority(join(dir, 'keys/hub'));

function mountDisk(folder: string, bytes: number): void {
  mkdirSync(folder, { recursive: true });
  runHere('mount', '-t', 'tmpfs', '-o', `size=${bytes},mode=711`, 'tmpfs', folder);
}

/** Writes until nothing more fits; gives back what frees it. */
export function fillDisk(folder: string): () => Promise<void> {
  const filler = join(folder, 'filler');
  // It ends with an error as soon as the disk is full.
  runHere('sh', '-c', 'dd if=/dev/zero of="$1" bs=64k 2>/dev/null || true', 'sh', filler);
  return () => rm(filler, { force: true });
}

function clockOf(dir: string, name: string, aheadSeconds: number | undefined): Record<string, string> {
  if (aheadSeconds === undefined) return {};
  const file = join(dir, `clock-${name}`);
  writeWholeFile(file, `${aheadSeconds < 0 ? '' : '+'}${aheadSeconds}\n`);
  return fakedVariables(file);
}

/** All that it has by now. */
async function untilSent(store: RecordStore, id: string, folder: string, withinMs: number): Promise<void> {
  const own = ledgerOf(folder);
  const wanted = headSeqOf(own);
  let failure: unknown;
  for (const untilMs = Date.now() + withinMs; Date.now() < untilMs; await delay(seconds(1))) {
    try {
      const { rows, areEqual } = judgeChain(id, own, store);
      if (rows >= wanted && areEqual) return;
      failure = `${rows} of ${wanted} rows of ${id}`;
    } catch (error) {
      failure = error;
    }
  }
  throw new Error(`expected all rows of ${id} at the centre within ${withinMs} ms`, { cause: failure });
}

function headSeqOf(own: RecordStore): number {
  using outgoing = own.openOutgoing('bench');
  return outgoing.head().seq;
}
