import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { createRtspProber } from '#collector/probers/rtsp.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import type { Check } from '#core/domain/inventory.ts';
import { checkOf, loginOf, questionOf } from '../support/question.ts';
import { cpuSeconds } from './cpu.ts';

const CONCURRENCY = 50;
const MOST_PROBES = 10_000;
const FFPROBES = 20;
const host = '127.0.0.1';

/**
 * DESCRIBE (with OPTIONS before it) and streams until their first packet, one connection each, against the same bytes over
 * bare `node:net`, and against ffprobe at GStreamer's server. The servers are processes of their own: not counted.
 */
export async function benchRtsp({ devices }: { readonly devices: number }): Promise<string> {
  const probes = Math.min(devices, MOST_PROBES);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', childPath('rtsp-bench-child.ts')],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  try {
    const port = await portOf(child);
    // Once unmeasured, so that neither pays for being compiled.
    for (const count of [500, probes]) {
      const bare = await measure(count, () => bareDescribe(port));
      const described = await measureOurs(count, port, { indicator: 'service', path: '/live' });
      const played = await measureOurs(count, port, { indicator: 'stream', path: '/live' });
      if (count === probes) return render(probes, { bare, described, played, ...(await compareFfprobe()) });
    }
    throw new Error('nothing was measured');
  } finally {
    child.kill();
  }
}

interface Measured {
  readonly cpuS: number;
  readonly wallS: number;
  readonly failed: number;
}

async function measureOurs(
  count: number,
  port: number,
  given: Pick<Check, 'indicator'> & { readonly path: string },
): Promise<Measured> {
  const prober = createRtspProber({ concurrency: CONCURRENCY });
  const question = { ...questionOf(checkOf({ prober: 'rtsp', ...given })), trace: undefined };
  const { trace: _, ...quiet } = question;
  const target = { address: host, port, timeoutMs: 5_000, question: quiet };
  const never = new AbortController().signal;
  return await measure(count, async () => {
    const [outcome] = await runProbes(prober, [target], never);
    return outcome?.ok ?? false;
  });
}

async function measure(count: number, once: () => Promise<boolean>): Promise<Measured> {
  const before = process.cpuUsage();
  const startedMs = performance.now();
  let [left, failed] = [count, 0];
  const lane = async () => {
    while (left-- > 0) if (!(await once())) failed++;
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const { user, system } = process.cpuUsage(before);
  return { cpuS: (user + system) / 1e6, wallS: (performance.now() - startedMs) / 1_000, failed };
}

/** The same requests and answers, with nothing understood but where an answer ends. */
async function bareDescribe(port: number): Promise<boolean> {
  const url = `rtsp://${host}:${port}/live`;
  const socket = connect({ host, port, autoSelectFamily: false });
  const done = Promise.withResolvers<boolean>();
  let text = '';
  let isDescribing = false;
  const ask = (method: string, cseq: number, rest = '') =>
    socket.write(`${method} ${url} RTSP/1.0\r\nCSeq: ${cseq}\r\nUser-Agent: camwatch\r\n${rest}\r\n`);
  socket
    .setEncoding('latin1')
    .on('connect', () => ask('OPTIONS', 1))
    .on('error', done.reject)
    .on('data', (chunk) => {
      text += chunk;
      if (isDescribing) {
        if (text.endsWith('107 vnd.onvif.metadata/90000\r\n')) done.resolve(true);
      } else if (text.endsWith('\r\n\r\n')) {
        isDescribing = true;
        ask('DESCRIBE', 2, 'Accept: application/sdp\r\n');
      }
    });
  try {
    return await done.promise;
  } finally {
    socket.destroy();
  }
}

async function compareFfprobe(): Promise<{ readonly ffprobeS: number; readonly oursS: number }> {
  const child = spawn('/usr/bin/python3', [childPath('rtsp-server.py'), 'digest'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  try {
    const port = await portOf(child);
    const login = loginOf('viewer', 's3cret pass');
    const { trace: _, ...question } = questionOf(
      checkOf({ indicator: 'stream', prober: 'rtsp', path: '/h264' }),
      { credentials: login },
    );
    const prober = createRtspProber({ concurrency: 1 });
    const target = { address: host, port, timeoutMs: 10_000, question };
    const ours = async () => {
      const [outcome] = await runProbes(prober, [target], new AbortController().signal);
      if (!outcome?.ok) throw new Error(`the stream does not play: ${JSON.stringify(outcome)}`);
    };
    await ours();
    const before = process.cpuUsage();
    for (let count = 0; count < FFPROBES; count++) await ours();
    const { user, system } = process.cpuUsage(before);
    const url = `rtsp://viewer:s3cret%20pass@${host}:${port}/h264`;
    const childrenBefore = (await cpuSeconds()).children;
    for (let count = 0; count < FFPROBES; count++) {
      await promisify(execFile)('ffprobe', ['-v', 'error', '-rtsp_transport', 'tcp', '-show_streams', url]);
    }
    const ffprobeS = (await cpuSeconds()).children - childrenBefore;
    return { ffprobeS: ffprobeS / FFPROBES, oursS: (user + system) / 1e6 / FFPROBES };
  } finally {
    child.kill();
  }
}

async function portOf({ stdout }: ChildProcess): Promise<number> {
  if (!stdout) throw new Error('the server has no output');
  const [line] = await once(stdout, 'data');
  return Number(line);
}

const childPath = (name: string) => new URL(`../support/${name}`, import.meta.url).pathname;

interface Figures {
  readonly bare: Measured;
  readonly described: Measured;
  readonly played: Measured;
  readonly ffprobeS: number;
  readonly oursS: number;
}

function render(probes: number, { bare, described, played, ffprobeS, oursS }: Figures): string {
  const rate = ({ cpuS }: Measured) => `${Math.round(probes / cpuS).toLocaleString('en-US')} per CPU-s`;
  const line = (one: Measured) =>
    `${rate(one)}, ${((one.cpuS / probes) * 10_000).toFixed(1)} CPU-s per 10,000, ${Math.round(probes / one.wallS)}/s, ${one.failed} failed`;
  const rows: readonly (readonly [string, string])[] = [
    ['connections of each kind, at once', `${probes}, ${CONCURRENCY}`],
    ['bare `node:net`, OPTIONS and DESCRIBE', line(bare)],
    ['camwatch, OPTIONS and DESCRIBE', line(described)],
    ['ratio to bare', (described.cpuS / bare.cpuS).toFixed(2)],
    ['camwatch, played until the first packet (5 exchanges)', line(played)],
    [
      `camwatch at GStreamer's server, digest, one stream (of ${FFPROBES})`,
      `${(oursS * 1e3).toFixed(1)} CPU-ms`,
    ],
    ['`ffprobe` at the same, a process each', `${(ffprobeS * 1e3).toFixed(0)} CPU-ms`],
    ['ratio to ffprobe', (oursS / ffprobeS).toFixed(3)],
  ];
  return ['| rtsp | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}
