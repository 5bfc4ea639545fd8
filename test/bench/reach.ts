import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFpingProber } from '#collector/probers/fping.ts';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { cpuSeconds } from './cpu.ts';
import type { Watching, WatchOptions } from './reach-child.ts';

export interface ReachBenchOptions {
  readonly devices: number;
  readonly seconds: number;
}

const INTERVAL_MS = 60_000;

/**
 * The whole path from scheduler to ledger over `devices` loopback addresses, each probed by ICMP every 60 s, against the
 * same echo requests sent by bare fping (batches of 10,000, two lanes) in the same run.
 */
export async function benchReach({ devices, seconds }: ReachBenchOptions): Promise<string> {
  const addresses = Array.from({ length: devices }, (_, index) => loopbackAddress(index));
  progress(`bare fping over ${devices} addresses`);
  const bare = await measureBareFping(addresses);
  progress(`camwatch over ${devices} devices for ${seconds} s`);
  const { all, later, ...ours } = await watchApart({ addresses, seconds, startMs: INTERVAL_MS });

  const perRound = (cpu: number, { probes }: Watching['all']) => (cpu / probes) * devices;
  const round = perRound(later.own + later.children, later);
  const withStart = perRound(all.own + all.children, all);
  const rows: readonly (readonly [string, string])[] = [
    ['devices × echo requests', `${devices} × 3, every ${INTERVAL_MS / 1_000} s, for ${seconds} s`],
    ['bare fping, one round', `${bare.cpu.toFixed(1)} CPU-s, ${bare.wallSeconds.toFixed(0)} s`],
    ['camwatch, one round (engine included)', `${round.toFixed(1)} CPU-s`],
    ['  of that in fping', `${perRound(later.children, later).toFixed(1)} CPU-s`],
    ['ratio to bare fping (goal 1.4)', (round / bare.cpu).toFixed(2)],
    ['the same with the start and the first round', (withStart / bare.cpu).toFixed(2)],
    ['CPU of one core, mean', `${(((all.own + all.children) / all.wallSeconds) * 100).toFixed(0)} %`],
    ['memory (RSS), highest (goal 500)', `${(ours.rssBytes / 1e6).toFixed(0)} MB`],
    ['lateness, highest', `${ours.latenessMs.toFixed(0)} ms`],
    ['probes sent / skipped', `${all.probes} / ${ours.shortfall}`],
    ['outages recorded (none is true)', String(ours.outages)],
  ];
  return ['| reach | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

const AS_COMMAND = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
  MALLOC_TRIM_THRESHOLD_: '4194304',
};

/** In a process of its own, with its engine and its allocator set as `./camwatch` does. */
async function watchApart(options: WatchOptions): Promise<Watching> {
  const program = join(import.meta.dirname, 'reach-child.ts');
  const flags = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];
  const child = promisify(execFile)(process.execPath, [...flags, program], {
    env: { ...process.env, ...AS_COMMAND },
  });
  child.child.stderr?.pipe(process.stderr);
  child.child.stdin?.end(JSON.stringify(options));
  return JSON.parse((await child).stdout);
}

/** 127.1.0.1 and on, without the first and last address of a block of 256. */
function loopbackAddress(index: number): string {
  return `127.${1 + Math.floor(index / 64_516)}.${Math.floor(index / 254) % 254}.${1 + (index % 254)}`;
}

async function measureBareFping(addresses: readonly string[]) {
  const program = await findProgram('fping', process.env.PATH ?? '');
  if (program === undefined) throw new Error('fping is missing: run sh deploy/setup.sh --with fping');
  const prober = createFpingProber({ program, count: 3, lanes: 2 });
  const chunks = Array.from({ length: Math.ceil(addresses.length / 10_000) }, (_, index) =>
    addresses.slice(index * 10_000, (index + 1) * 10_000),
  ).values();
  const before = await cpuSeconds();
  const startedMs = performance.now();
  const lane = async () => {
    for (const chunk of chunks) {
      const targets = chunk.map((address) => ({ address, timeoutMs: 1_000 }));
      await runProbes(prober, targets, new AbortController().signal);
    }
  };
  await Promise.all([lane(), lane()]);
  const after = await cpuSeconds();
  return { cpu: after.children - before.children, wallSeconds: (performance.now() - startedMs) / 1_000 };
}

const progress = (text: string) => process.stderr.write(`bench: ${text} …\n`);
