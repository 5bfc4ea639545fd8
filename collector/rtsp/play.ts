import type { Measurements } from '../../core/domain/probing.ts';
import { setFairTimeout } from '../../core/time/deadline.ts';
import { formatDurationMs } from '../../core/time/units.ts';
import { ProbeError, type Trace } from '../probing/prober.ts';
import type { RtspClient } from './client.ts';
import { HungUpError } from './connection.ts';
import type { Description } from './describe.ts';
import { parseSetup, type Setup } from './parse-setup.ts';
import { refusalOf } from './refusal.ts';
import type { Track } from './sdp.ts';
import type { StreamMeter } from './stream-meter.ts';
import { resolveControl } from './stream-url.ts';

export interface PlayOptions {
  readonly description: Description;
  readonly track: Track;
  readonly path: string;
  readonly meter: StreamMeter;
  /** How long is measured from the first packet on; 0: not at all. */
  readonly playMs: number;
  /** Instant of {@link performance.now} until which packets are waited for. */
  readonly untilMs: number;
  readonly trace: Trace | undefined;
}

/**
 * Has a track played until its first packet, or for a while; ends the session whatever comes of it.
 * @throws ProbeError: what the device refuses, `no-media` where it agrees and nothing comes, `malformed` where what comes is no RTP.
 */
export async function play(client: RtspClient, options: PlayOptions): Promise<Measurements> {
  const { description, track, meter, path } = options;
  const aggregateUrl = resolveControl(description.baseUrl, description.sdp.control);
  const setup = await setUp(client, resolveControl(description.baseUrl, track.control), path);
  meter.listenTo(setup.channel);
  try {
    const startedMs = performance.now();
    const headers = { Session: setup.session, Range: 'npt=0.000-' };
    const response = await client.ask({ method: 'PLAY', url: aggregateUrl, headers });
    const refusal = refusalOf(response, 'PLAY', path);
    if (refusal) throw refusal;
    const firstAtMs = await waitForPacket(client, options);
    const firstPacketMs = Math.max(0, firstAtMs - startedMs);
    options.trace?.({ kind: 'received', text: `first RTP packet after ${firstPacketMs.toFixed(0)} ms` });
    if (options.playMs === 0) return { firstPacketMs };
    return { firstPacketMs, ...(await measure(client, options, firstAtMs)) };
  } finally {
    await tearDown(client, aggregateUrl, setup, options.untilMs);
  }
}

async function setUp(client: RtspClient, url: string, path: string): Promise<Setup> {
  const headers = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
  const response = await client.ask({ method: 'SETUP', url, headers });
  const refusal = refusalOf(response, 'SETUP', path);
  if (refusal) throw refusal;
  return parseSetup(response.headers);
}

async function waitForPacket(client: RtspClient, options: PlayOptions): Promise<number> {
  const waitMs = Math.max(0, Math.round(options.untilMs - performance.now()));
  const firstAtMs = await within(waitMs, [options.meter.firstAtMs, client.ended()]);
  if (firstAtMs !== undefined) return firstAtMs;
  const { invalid } = options.meter.counts();
  if (invalid > 0) {
    throw new ProbeError(
      'malformed',
      `PLAY was granted, and ${invalid} frames came of which none is RTP video`,
    );
  }
  throw new ProbeError('no-media', `PLAY was granted, and no packet came within ${formatDurationMs(waitMs)}`);
}

/** A shorter look than this would take one picture for a rate. */
const LEAST_WINDOW_MS = 100;

async function measure(client: RtspClient, options: PlayOptions, firstAtMs: number): Promise<Measurements> {
  const { playMs, untilMs, meter, trace } = options;
  try {
    await within(Math.min(firstAtMs + playMs, untilMs) - performance.now(), [client.ended()]);
  } catch (error) {
    // What had come proves that it plays; that it ends early is the device's way.
    if (!(error instanceof HungUpError)) throw error;
    trace?.({ kind: 'noted', text: 'the device hung up while it played' });
  }
  const seconds = (performance.now() - firstAtMs) / 1_000;
  if (seconds * 1_000 < LEAST_WINDOW_MS) return {};
  const { packets, bytes, lost } = meter.counts();
  const rates = {
    packetsPerSecond: packets / seconds,
    bitsPerSecond: (bytes * 8) / seconds,
    rtpLossRatio: lost / (packets + lost),
  };
  const text = `${packets} packets in ${seconds.toFixed(1)} s, ${(rates.bitsPerSecond / 1e6).toFixed(2)} Mbit/s, ${lost} lost`;
  trace?.({ kind: 'received', text });
  return rates;
}

/** The first of `promises` that settles; `undefined` when none does in time. */
async function within<Value>(
  timeMs: number,
  promises: readonly Promise<Value>[],
): Promise<Value | undefined> {
  const timeout = Promise.withResolvers<undefined>();
  const forget = setFairTimeout(() => timeout.resolve(undefined), Math.max(0, timeMs), 0);
  try {
    return await Promise.race([...promises, timeout.promise]);
  } finally {
    forget();
  }
}

const TEARDOWN_WAIT_MS = 250;
const LEAST_TEARDOWN_WAIT_MS = 20;

/** Polite, and no part of the verdict: some servers hang up instead of an answer, and the connection's end does the same. */
async function tearDown(client: RtspClient, url: string, { session }: Setup, untilMs: number): Promise<void> {
  if (!client.isConnected()) return;
  const asking = client.ask({ method: 'TEARDOWN', url, headers: { Session: session } });
  const settled = asking.then(
    () => undefined,
    () => undefined,
  );
  const waitMs = Math.max(LEAST_TEARDOWN_WAIT_MS, Math.min(TEARDOWN_WAIT_MS, untilMs - performance.now()));
  await within(waitMs, [settled]);
}
