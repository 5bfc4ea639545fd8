import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ReportMeasurement } from '../support/report-bench-child.ts';
import { provideLedger } from './sla.ts';

const SIZES = [1_000, 10_000, 100_000];

/**
 * What the annual report costs from a cold start, at sizes in steps of ten up to `devices`, beside a bare SELECT of the changes that it
 * is made from, in the same run: the measured figures alone, and the command with all its documents.
 */
export async function benchReport({ devices }: { readonly devices: number }): Promise<string> {
  const sizes = [...new Set([...SIZES.filter((size) => size < devices), devices])];
  const rows: string[] = [];
  for (const size of sizes) {
    const ledger = await provideLedger(size);
    const bare = await measure('select', ledger);
    rows.push(renderRow(size, 'every change read by a bare SELECT', bare, bare));
    rows.push(renderRow(size, 'the measured figures of the year', await measure('figures', ledger), bare));
    rows.push(renderRow(size, 'the report as DOCX, PDF and XLSX', await measureCommand(ledger), bare));
  }
  return [
    '| devices in the ledger | what | wall | CPU | peak memory | ratio of CPU to the bare SELECT |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

type Cost = Omit<ReportMeasurement, 'rows'>;

function renderRow(size: number, name: string, ours: Cost, bare: Cost): string {
  const cells = [
    size.toLocaleString('en'),
    name,
    `${ours.wallS.toFixed(2)} s`,
    `${ours.cpuS.toFixed(2)} s`,
    `${Math.round(ours.peakMB)} MB`,
    (ours.cpuS / bare.cpuS).toFixed(1),
  ];
  return `| ${cells.join(' | ')} |`;
}

const run = promisify(execFile);
const pathTo = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

async function measure(work: string, ledger: string): Promise<ReportMeasurement> {
  const child = pathTo('../support/report-bench-child.ts');
  const { stdout } = await run(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    child,
    work,
    ledger,
  ]);
  return JSON.parse(stdout);
}

/** The command itself; what it costs is read from the system while it runs. */
async function measureCommand(ledger: string): Promise<Cost> {
  const out = join(tmpdir(), `camwatch-bench-report-${process.pid}`);
  const args = ['report', 'annual', '--year', '2025', '--recorded-before', '2025-11-20T00:00:00+07:00'];
  const startedMs = performance.now();
  const child = spawn(
    pathTo('../../camwatch'),
    [...args, '--ledger', ledger, '--format', 'docx,pdf,xlsx', '--out', out],
    { stdio: ['ignore', 'ignore', 'inherit'], cwd: pathTo('../..') },
  );
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('exit', resolve);
    child.once('error', reject);
  });
  const watching = watchProcess(child.pid ?? 0);
  try {
    const code = await ended;
    if (code !== 0) throw new Error(`camwatch report annual: expected the exit code 0, got ${code}`);
    const wallS = (performance.now() - startedMs) / 1_000;
    return { wallS, ...watching.read() };
  } finally {
    watching.stop();
    await rm(out, { recursive: true, force: true });
  }
}

const LOOK_EVERY_MS = 100;
/** Of Linux on every machine that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The most memory and the CPU of a process, as they were last before it ended. */
function watchProcess(pid: number) {
  let [peakMB, cpuS] = [0, 0];
  const stopped = new AbortController();
  const look = async () => {
    while (!stopped.signal.aborted) {
      try {
        const status = await readFile(`/proc/${pid}/status`, 'utf8');
        peakMB = Math.max(peakMB, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000);
        const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? [];
        cpuS = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
      } catch {
        // It has ended: what was read last holds.
        return;
      }
      await wait(LOOK_EVERY_MS);
    }
  };
  void look();
  return { read: () => ({ peakMB, cpuS }), stop: () => stopped.abort() };
}
