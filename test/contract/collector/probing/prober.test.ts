import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFpingProber } from '#collector/probers/fping.ts';
import { createOnvifProber } from '#collector/probers/onvif.ts';
import { createPingProber } from '#collector/probers/ping.ts';
import { findProgram } from '#collector/probers/reach-engine.ts';
import { createRtspProber } from '#collector/probers/rtsp.ts';
import { createSnmpProber } from '#collector/probers/snmp.ts';
import { createTcpProber } from '#collector/probers/tcp.ts';
import type { Prober, Target } from '#collector/probing/prober.ts';
import { runProbes } from '#collector/probing/run-probes.ts';
import { PROTOCOLS } from '#test/support/engines.ts';
import { startOnvifServer } from '#test/support/onvif.ts';
import { CAMERA, timeAnswer } from '#test/support/onvif-answers.ts';
import { checkOf, questionOf } from '#test/support/question.ts';
import { type Answering, startRtspServer, wellBehaved } from '#test/support/rtsp.ts';
import { answerUptime } from '#test/support/snmp-packets.ts';
import { community, snmpTarget } from '#test/support/snmp-question.ts';
import { host, startTcpServer, unusedPort } from '#test/support/tcp.ts';
import { startUdpAgent } from '#test/support/udp-agent.ts';

/** What a prober's author must provide for the suite: a target that answers, and one that does not. */
interface Subject {
  readonly create: () => Promise<Prober>;
  readonly answering: () => Promise<Target>;
  readonly silent: () => Promise<Target>;
}

const running = () => new AbortController().signal;

/** Every loopback address answers a ping, except behind a route that this suite makes and takes away again. */
const SILENT_BLOCK = '127.199.7.0/24';
const SILENT = '127.199.7.1';
const route = (verb: 'add' | 'del') =>
  spawnSync('ip', ['route', verb, 'unreachable', SILENT_BLOCK, 'table', 'local'], { encoding: 'utf8' });

beforeAll(() => {
  const { status, stderr, error } = route('add');
  if (status !== 0) throw new Error(`a silent address needs root and ip (iproute2): ${error ?? stderr}`);
});
afterAll(() => void route('del'));

/** Of each prober at least one, under its name or with what is asked of it: "rtsp, playing". */
const SUBJECTS: Readonly<Record<string, Subject>> = {
  fping: {
    create: async () => {
      const program = await findProgram('fping', process.env.PATH ?? '');
      if (program === undefined) throw new Error('fping is missing: run sh deploy/setup.sh --with all');
      return createFpingProber({ program, count: 2, lanes: 2 });
    },
    answering: async () => ({ address: host, timeoutMs: 300 }),
    silent: async () => ({ address: SILENT, timeoutMs: 300 }),
  },
  ping: {
    create: async () => createPingProber(),
    answering: async () => ({ address: host, timeoutMs: 1_000 }),
    silent: async () => ({ address: SILENT, timeoutMs: 1_000 }),
  },
  tcp: {
    create: async () => createTcpProber({ concurrency: 10 }),
    answering: async () => ({ address: host, port: await startTcpServer(), timeoutMs: 1_000 }),
    silent: async () => ({ address: host, port: await unusedPort(), timeoutMs: 1_000 }),
  },
  snmp: {
    create: async () => {
      const prober = createSnmpProber({ concurrency: 10, makers: [] });
      onTestFinished(() => prober.close());
      return prober;
    },
    answering: async () => {
      const agent = await startUdpAgent((packet, send) => send(answerUptime(packet)));
      return snmpTarget(agent, { snmp: community('camwatch'), timeoutMs: 1_000 });
    },
    silent: async () =>
      snmpTarget(await startUdpAgent(() => undefined), { snmp: community('camwatch'), timeoutMs: 400 }),
  },
  onvif: {
    create: async () => createOnvifProber({ concurrency: 10, nowMs: Date.now }),
    answering: async () => onvifTarget(await startCamera(), 'health', 1_000),
    silent: async () => onvifTarget(await startTcpServer(), 'health', 300),
  },
  'onvif, with details': {
    create: async () => createOnvifProber({ concurrency: 10, nowMs: Date.now }),
    answering: async () => onvifTarget(await startCamera(), 'details', 3_000),
    silent: async () => onvifTarget(await unusedPort(), 'details', 300),
  },
  'rtsp, playing': {
    create: async () => createRtspProber({ concurrency: 10 }),
    answering: async () => rtspTarget(wellBehaved(), 2_000),
    silent: async () => rtspTarget(wellBehaved({ PLAY: () => undefined }), 400),
  },
};

async function rtspTarget(answer: Answering, timeoutMs: number): Promise<Target> {
  const { port } = await startRtspServer(answer);
  const question = questionOf(checkOf({ indicator: 'stream', prober: 'rtsp' }));
  return { address: host, port, timeoutMs, question };
}

async function startCamera(): Promise<number> {
  const { port } = await startOnvifServer(({ operation }) => CAMERA[operation] ?? timeAnswer(Date.now()));
  return port;
}

function onvifTarget(port: number, depth: 'health' | 'details', timeoutMs: number): Target {
  const question = questionOf(checkOf({ indicator: 'service', prober: 'onvif' }), { depth });
  return { address: host, port, timeoutMs, question };
}

test.each(PROTOCOLS)('%s is held to what is promised', (prober) => {
  expect(Object.keys(SUBJECTS).map((name) => name.split(/[ ,]/)[0])).toContain(prober);
});

describe.each(Object.entries(SUBJECTS))('the prober %s', (_name, { create, answering, silent }) => {
  test('finds an answering target healthy, and measures something', async () => {
    const [outcome] = await runProbes(await create(), [await answering()], running());

    expect(outcome).toMatchObject({ ok: true });
    const measured = outcome?.ok ? Object.values(outcome.measurements) : [];
    expect(measured.length).toBeGreaterThan(0);
    expect(measured.every(Number.isFinite)).toBe(true);
  });

  test('finds a silent target failed, for a reason that is the target’s', async () => {
    const [outcome] = await runProbes(await create(), [await silent()], running());

    expect(outcome).toMatchObject({ ok: false });
    expect(outcome).not.toMatchObject({ reason: 'internal' });
  });

  test('gives one outcome a target, in their order, duplicates included', async () => {
    const [good, bad] = [await answering(), await silent()];

    const outcomes = await runProbes(await create(), [bad, good, bad, good, good], running());

    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, false, true, true]);
  });

  test('has nothing to say about no targets', async () => {
    expect(await runProbes(await create(), [], running())).toEqual([]);
  });

  test('settles after abort and leaves no socket and no process', async () => {
    const prober = await create();
    const stopping = new AbortController();
    const before = openHandles();

    const probing = runProbes(
      prober,
      [await answering(), { ...(await silent()), timeoutMs: 5_000 }],
      stopping.signal,
    );
    stopping.abort(new Error('shutting down'));

    await expect(probing).rejects.toThrow('shutting down');
    await vi.waitFor(() => expect(openHandles()).toBeLessThanOrEqual(before), { timeout: 7_000 });
  });
});

/** Sockets and child processes that keep this process busy, servers of the test's own aside. */
function openHandles(): number {
  return process
    .getActiveResourcesInfo()
    .filter((name) => ['TCPSocketWrap', 'ProcessWrap', 'PipeWrap'].includes(name)).length;
}

test('a missing program is the engine’s failure, and says nothing about a target', async () => {
  const prober = createFpingProber({ program: '/nowhere/fping', count: 1, lanes: 1 });

  expect(await runProbes(prober, [{ address: host, timeoutMs: 300 }], running())).toMatchObject([
    { ok: false, reason: 'internal' },
  ]);
});
