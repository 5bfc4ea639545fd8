import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { checkOf, loginOf, questionOf } from '../support/question.ts';

const host = '127.0.0.1';
const CONCURRENCY = 50;
const MOST_CHECKS = 5_000;
/** Each is eight requests, six of them signed; a connect of the package is four, three of them signed. */
const MOST_DETAILS = 500;

/**
 * Time checks, one connection each, against the same by the `onvif` package in the same run; and the details of a camera
 * against what the package asks when it connects. The camera is a process of its own: its work is not counted.
 */
export async function benchOnvif({ devices }: { readonly devices: number }): Promise<string> {
  const checks = Math.min(devices, MOST_CHECKS);
  const details = Math.min(devices, MOST_DETAILS);
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(new URL('../support/onvif-bench-child.ts', import.meta.url)),
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const port = await portOf(child);
    const rows = [];
    // Once unmeasured, so that nobody pays for being compiled.
    for (const scale of [10, 1]) {
      rows.length = 0;
      rows.push(
        ['camwatch, time', 1, await measure(checks / scale, () => probe(port, 'health'))] as const,
        ['`onvif` package, time', 1, await measure(checks / scale, () => packageTime(port))] as const,
        ['camwatch, details', 8, await measure(details / scale, () => probe(port, 'details'))] as const,
        ['`onvif` package, connect', 4, await measure(details / scale, () => packageConnect(port))] as const,
      );
    }
    return [
      '| what | requests | a second | CPU-s per 10,000 | CPU-s per 10,000 requests | failed |',
      '|---|---|---|---|---|---|',
      ...rows.map(([name, requests, { count, wallS, cpuS, failed }]) => {
        const each = (cpuS / count) * 10_000;
        const cells = [
          requests,
          Math.round(count / wallS),
          each.toFixed(2),
          (each / requests).toFixed(2),
          failed,
        ];
        return `| ${name} | ${cells.join(' | ')} |`;
      }),
    ].join('\n');
  } finally {
    child.kill();
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return Number(line.toString());
}

const never = new AbortController().signal;
const prober = createOnvifProber({ concurrency: 1, nowMs: Date.now });
const check = checkOf({ indicator: 'service', prober: 'onvif' });

async function probe(port: number, depth: 'health' | 'details'): Promise<boolean> {
  const { trace: _nobody, ...question } = questionOf(check, { depth, credentials: loginOf('a', 'b') });
  const [outcome] = await runProbes(prober, [{ address: host, port, timeoutMs: 5_000, question }], never);
  const isWhole = depth === 'health' || outcome?.report?.streams !== undefined;
  return outcome?.ok === true && isWhole;
}

/** As much of the package's interface as is used here: it comes without types. */
interface Cam {
  readonly getSystemDateAndTime: (done: (error: Error | null) => void) => void;
  readonly connect: (done: (error: Error | null) => void) => void;
}
type CamOptions = Readonly<Record<string, string | number | boolean>>;
const require = createRequire(import.meta.url);
const { Cam } = require('onvif') as { Cam: new (options: CamOptions) => Cam };

const cameraOf = (port: number) =>
  new Cam({ hostname: host, port, username: 'a', password: 'b', autoconnect: false, preserveAddress: true });

const packageTime = (port: number) =>
  new Promise<boolean>((resolve) => cameraOf(port).getSystemDateAndTime((error) => resolve(!error)));
const packageConnect = (port: number) =>
  new Promise<boolean>((resolve) => cameraOf(port).connect((error) => resolve(!error)));

async function measure(count: number, once: () => Promise<boolean>) {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  let [left, failed] = [count, 0];
  const lane = async () => {
    while (left-- > 0) if (!(await once())) failed++;
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const { user, system } = process.cpuUsage(before);
  return { count, failed, cpuS: (user + system) / 1e6, wallS: (performance.now() - startedMs) / 1_000 };
}
