import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { addCollector } from '#hub/actions/add-collector.ts';
import { parseJoinToken } from '#hub/authority/join-token.ts';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { enrol } from '#hub/shipping/enrol.ts';
import { openIdentity } from '#hub/shipping/open-identity.ts';
import { openCollectors } from '#ledger/sqlite/collectors/open-collectors.ts';
import { writeLoopbackCity } from '../../support/loopback-city.ts';
import { nextPort } from '../../support/next-port.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { cpuSeconds } from '../cpu.ts';
import type { ShippingChild, ShippingTold } from './shipping-child.ts';

/** A hub as people start it, on a PostgreSQL that flushes to its disk and to that of a synchronous standby. */
export interface BenchCentre {
  readonly folder: string;
  /** Of the record. */
  readonly place: string;
  /** With the CPU that each of them took until then. */
  readonly ship: (asked: Omit<ShippingChild, 'hub'>) => Promise<Shipped>;
  /** Lets a collector in; returns the folder of its identity. */
  readonly enrol: (collector: string) => Promise<string>;
  readonly query: (sql: string) => ReturnType<TestPostgres['query']>;
  readonly stop: () => Promise<void>;
}

export interface Shipped extends ShippingTold {
  readonly cpu: Readonly<Record<'collectors' | 'hub' | 'primary' | 'standby', number>>;
}

const PROGRAM = new URL('../../../camwatch', import.meta.url).pathname;
const CHILD = join(import.meta.dirname, 'shipping-child.ts');
const NEVER = new AbortController().signal;
const run = promisify(execFile);

export async function startBenchCentre(): Promise<BenchCentre> {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-bench-'));
  const database = await startPostgres({ fsync: 'on' });
  const place = await database.newPlace();
  const standbyPid = await database.addStandby();
  const [dir, port] = [join(folder, 'centre'), nextPort()];
  const shown = place.replace(/#.*/, '');
  const more = `hub: { host: 127.0.0.1, port: ${port}, names: [127.0.0.1] }\nledger: { database: ${shown} }\n`;
  await writeLoopbackCity(dir, { devices: 1, more });
  const process_ = spawn(PROGRAM, ['hub', '--config', dir, '--log-level', 'error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const hub = `https://127.0.0.1:${port}`;
  const used = async (pid: number) => {
    const { own, children } = await cpuSeconds(pid);
    return own + children;
  };
  const now = async () => ({
    collectors: await used(process.pid),
    hub: await used(process_.pid ?? 0),
    primary: await used(database.pid()),
    standby: await used(standbyPid),
  });
  return {
    ...{ folder, place },
    query: (sql) => database.query(place, sql),
    enrol: async (collector) => {
      const identity = openIdentity(join(folder, `${collector}-identity`));
      const collectors = openCollectors(place, { author: 'bench', nowMs: Date.now });
      try {
        const authority = openAuthority(join(dir, 'keys/hub'));
        const { token } = addCollector({ collectors, authority, nowMs: Date.now }, { collector });
        await untilDone(() => enrol(parseJoinToken(token), { hubs: [hub], identity, stop: NEVER }));
      } finally {
        collectors.close();
      }
      return join(folder, `${collector}-identity`);
    },
    ship: async (asked) => {
      const before = await now();
      const { stdout } = await run(process.execPath, [CHILD, JSON.stringify({ hub, ...asked })]);
      const after = await now();
      const told: ShippingTold = JSON.parse(stdout);
      const others = after.hub - before.hub + after.primary - before.primary + after.standby - before.standby;
      const cpu = {
        collectors: after.collectors - before.collectors - others,
        hub: after.hub - before.hub,
        primary: after.primary - before.primary,
        standby: after.standby - before.standby,
      };
      return { ...told, cpu };
    },
    stop: async () => {
      await end(process_);
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilDone(work: () => Promise<void>): Promise<void> {
  for (const untilMs = performance.now() + 60_000; ; ) {
    try {
      return await work();
    } catch (error) {
      // The hub is still starting.
      if (performance.now() > untilMs) throw error;
      await delay(200);
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
