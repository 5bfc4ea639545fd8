import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { openLedger } from '#ledger/sqlite/writing/open-ledger.ts';
import { provideLedger } from './sla.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Step {
  readonly name: string;
  readonly seconds: number;
  readonly says: string;
}

/**
 * The drill for a machine that is lost: the made-up year of `bench sla` is backed up, rows are recorded, the ledger is deleted, and
 * what the backup has is put in its place. @throws where that says anything but what was lost.
 */
export async function benchRestore({ devices }: { readonly devices: number }): Promise<string> {
  const setpriv = await findProgram('setpriv', process.env.PATH ?? '');
  if (setpriv === undefined || process.getuid?.() !== 0)
    throw new Error('the drill needs root, and setpriv and unshare (apt-get install util-linux)');
  const folder = await mkdtemp(join(tmpdir(), 'camwatch-bench-restore-'));
  try {
    const ledger = await provideCity(await provideLedger(devices), folder);
    const sizeMB = (await stat(ledger)).size / 1e6;
    const steps = await drill(ledger, join(folder, 'backup.sqlite'), join(folder, 'city'));
    steps.push(
      await timed('`camwatch run`, until it sees', () => runUntilItSees(setpriv, join(folder, 'city'))),
    );
    return [
      `${devices.toLocaleString('en')} devices, a ledger of ${sizeMB.toFixed(0)} MB, load ${loadavg()[0]?.toFixed(1)}`,
      '| step | time | what it says |',
      '|---|---|---|',
      ...steps.map(({ name, seconds, says }) => `| ${name} | ${seconds.toFixed(0)} s | ${says} |`),
    ].join('\n');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function provideCity(made: string, folder: string): Promise<string> {
  const city = join(folder, 'city');
  const ledger = join(city, 'data/ledger.sqlite');
  await cp(join(dirname(made), 'city'), city, { recursive: true });
  await mkdir(dirname(ledger));
  for (const part of ['', '-wal', '.mark', '.files'])
    await cp(`${made}${part}`, `${ledger}${part}`, { recursive: true }).catch(() => undefined);
  return ledger;
}

async function drill(ledger: string, backup: string, config: string): Promise<Step[]> {
  const ours = (...words: readonly string[]) => camwatch(['ledger', ...words, '--config', config]);
  const saved = await timed('`camwatch ledger backup`', () => ours('backup', backup));
  await recordAfter(ledger);
  for (const part of ['', '-wal', '-shm']) await rm(`${ledger}${part}`, { force: true });
  const refused = await timed('`camwatch ledger restore`', async () => {
    const { code, text } = await ours('restore', backup);
    if (code === 0 || !text.includes('are lost')) throw new Error(`the loss was not named: ${text}`);
    return { code: 0, text };
  });
  const restored = await timed('the same with `--accept-loss "the disk died"`', () =>
    ours('restore', backup, '--accept-loss', 'the disk died'),
  );
  const verified = await timed('`camwatch ledger verify`', () => ours('verify'));
  return [saved, refused, restored, verified];
}

/** What a backup of a moment ago cannot have. */
async function recordAfter(path: string): Promise<void> {
  const logger = pino({ level: 'silent' });
  const ledger = await openLedger({ path, collector: 'hanoi-1', run: 'after the backup', logger });
  const [atMs, entity] = [Date.now(), 'device:after-the-backup'] as const;
  const change = (state: 'up' | 'down') =>
    ({ entity, indicator: 'reach', state, reason: 'timeout', afterMs: atMs, atMs }) as const;
  await ledger.record({ changes: [change('down'), change('up')] });
  await ledger.close();
}

interface Said {
  readonly code: number;
  readonly text: string;
}

async function camwatch(words: readonly string[]): Promise<Said> {
  return await run(join(ROOT, 'camwatch'), words).then(
    ({ stdout }) => ({ code: 0, text: stdout.trim() }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, text: stderr.trim() }),
  );
}

async function timed(name: string, work: () => Promise<Said>): Promise<Step> {
  process.stderr.write(`bench: ${name}\n`);
  const startedMs = performance.now();
  const { code, text } = await work();
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${text}`);
  const says = text
    .replaceAll(/\/\S*\//g, '')
    .replaceAll(/\s*\n\s*/g, '; ')
    .replaceAll('|', '/');
  return { name, seconds: (performance.now() - startedMs) / 1_000, says };
}

/** In a network of its own, where nobody answers but the canary. */
async function runUntilItSees(setpriv: string, config: string): Promise<Said> {
  const shell = 'ip link set lo up && exec "$@"';
  const words = ['--net', 'sh', '-c', shell, 'sh', join(ROOT, 'camwatch'), 'run', '--config', config];
  const child = spawn(setpriv, ['--pdeathsig', 'KILL', 'unshare', ...words], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit');
  const text = await sees(child);
  const startedMs = performance.now();
  child.kill('SIGTERM');
  const [code] = await ended;
  return { code, text: `${text}; stopped in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s` };
}

async function sees({ stderr }: ChildProcess): Promise<string> {
  if (stderr === null) throw new Error('no output');
  for await (const line of createInterface(stderr)) if (line.includes('"seeing')) return 'seeing';
  throw new Error('camwatch run ended before it saw anything');
}
