import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { FAILURE_REASONS } from '#core/domain/probing.ts';
import type { UnknownReason } from '#core/domain/state.ts';
import { openLedgerReader } from '#ledger/sqlite/reading/read-ledger.ts';
import { FUZZ_ENV } from './hostile-city.ts';
import type { Sent } from './hostile-relay.ts';

export interface FuzzOptions {
  readonly devices: number;
  /** Goes on until so many of each were sent. */
  readonly wanted: Sent;
  readonly seed: number;
  readonly mostMs: number;
  readonly onProgress?: (sent: Sent) => void;
}

export interface FuzzResult {
  readonly sent: Sent;
  readonly wallMs: number;
  /** Probes by prober and what they ended in. */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Outcomes and reasons on record that are none of the closed set. */
  readonly strange: readonly string[];
  /** After a collection, every two seconds. */
  readonly memory: readonly Memory[];
  /** Lines of the log about failures of ours. */
  readonly faults: readonly string[];
  readonly exitCode: number | null;
}

export interface Memory {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

const ROOT = new URL('../../../', import.meta.url).pathname;

/** `camwatch run` as it is, watching devices of which nearly every answer is wrong. */
export async function fuzzRun(options: FuzzOptions): Promise<FuzzResult> {
  const { devices, wanted, seed, mostMs, onProgress = () => undefined } = options;
  await using closing = new AsyncDisposableStack();
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-fuzz-'));
  closing.defer(() => rm(dir, { recursive: true, force: true }));
  const city = fork(CITY, [dir, String(devices), String(seed), JSON.stringify(wanted)], { execArgv: QUIET });
  closing.defer(() => void city.kill('SIGKILL'));
  let [sent]: Sent[] = await once(city, 'message');
  city.on('message', (told: Sent) => {
    sent = told;
  });
  const sentSoFar = (): Sent => ({ snmp: 0, onvif: 0, http: 0, rtsp: 0, ...sent });

  const startedMs = performance.now();
  const run = startRun(dir);
  closing.defer(() => void run.child.kill('SIGKILL'));
  const url = await run.url;
  const isDone = () => KINDS_SENT.every((kind) => sentSoFar()[kind] >= wanted[kind]);
  while (!isDone() && run.child.exitCode === null && performance.now() - startedMs < mostMs) {
    await delay(500);
    onProgress(sentSoFar());
  }
  const wallMs = performance.now() - startedMs;
  const outcomes = await readOutcomes(url);
  run.child.kill('SIGTERM');
  const exitCode = await run.ended;
  const strange = [...strangeOutcomes(outcomes), ...strangeReasons(join(dir, 'data/ledger.sqlite'))];
  return { sent: sentSoFar(), wallMs, outcomes, strange, memory: run.memory, faults: run.faults, exitCode };
}

const CITY = new URL('./hostile-city-child.ts', import.meta.url).pathname;
const QUIET = ['--disable-warning=ExperimentalWarning'];
const KINDS_SENT = ['snmp', 'onvif', 'http', 'rtsp'] as const;

function startRun(dir: string) {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      ...QUIET,
      '--expose-gc',
      ...['--import', new URL('./tell-memory.ts', import.meta.url).pathname],
      join(ROOT, 'cli/main.ts'),
      ...['run', '--config', dir],
    ],
    { env: { ...process.env, ...FUZZ_ENV }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] },
  );
  const memory: Memory[] = [];
  const faults: string[] = [];
  const found = Promise.withResolvers<string>();
  child.on('message', (told: Memory) => memory.push(told));
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      const said = asLog(line);
      if (said?.msg?.startsWith('watching')) found.resolve(said.url ?? '');
      else if (said === undefined || (said.level ?? 0) >= ERROR) faults.push(line);
    });
  const ended = once(child, 'close').then(([exitCode]: (number | null)[]) => exitCode ?? null);
  child.once('close', () => found.reject(new Error(`camwatch ended:\n${faults.slice(-5).join('\n')}`)));
  return { child, memory, faults, url: found.promise, ended };
}

const ERROR = 50;

function asLog(line: string): { level?: number; msg?: string; url?: string } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function readOutcomes(url: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.matchAll(/^camwatch_probes_total\{prober="(.*)",outcome="(.*)"\} (\d+)$/gm);
  return new Map([...lines].map(([, prober, outcome, count]) => [`${prober} ${outcome}`, Number(count)]));
}

const UNKNOWN_REASONS: Readonly<Record<UnknownReason, true>> = {
  blind: true,
  stale: true,
  'not-measured': true,
  'no-data-yet': true,
  'near-end-down': true,
  'no-access': true,
  'switched-off': true,
  'cut-short': true,
  'never-answered': true,
  'measuring-fault': true,
};
const CLOSED = new Set<string>([...FAILURE_REASONS, ...Object.keys(UNKNOWN_REASONS), 'ok']);

const strangeOutcomes = (outcomes: ReadonlyMap<string, number>): string[] =>
  [...outcomes.keys()].filter((key) => !CLOSED.has(key.split(' ')[1] ?? ''));

function strangeReasons(path: string): string[] {
  const reader = openLedgerReader(path);
  try {
    return [...reader.changes()].flatMap(({ entity, reason }) =>
      reason === undefined || CLOSED.has(reason) ? [] : [`${entity} ${reason}`],
    );
  } finally {
    reader.close();
  }
}
