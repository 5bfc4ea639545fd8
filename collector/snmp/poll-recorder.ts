import type { MakerProfile } from '../../config/maker-schema.ts';
import { omitUndefined } from '../../config/omit-undefined.ts';
import type { DeviceReport, Disk } from '../../core/device-report.ts';
import { judgeRecorder, tellsOfRecording } from '../judge-recorder.ts';
import { type ProbeAnswer, ProbeError, type Question } from '../prober.ts';
import { createParts } from './poll-parts.ts';
import type { PollContext } from './poll-service.ts';
import { readOldestRecording } from './read-oldest-recording.ts';
import { readChannels, readDisks } from './read-profile.ts';
import { readStorage } from './read-storage.ts';
import { readHealth, readSystem } from './read-system.ts';
import { distinctiveObjects, recogniseMaker } from './recognise-maker.ts';

/**
 * Asks a recorder for its disks, channels and oldest recording, where its maker keeps them, and judges by what it shows.
 * @throws ProbeError: `unsupported` where its agent tells nothing of them by which to judge, `disk` or `not-recording` where nothing is kept.
 */
export async function pollRecorder(
  { agent, makers, signal }: PollContext,
  { device, check, trace }: Question,
  nowMs: number,
): Promise<ProbeAnswer> {
  const startedMs = performance.now();
  const { uptimeMs } = await readHealth(agent);
  const responseMs = performance.now() - startedMs;
  const system = await readSystem(agent, distinctiveObjects(makers));
  const profile = recogniseMaker(makers, system, device.maker);
  trace?.({ kind: 'noted', text: `maker profile: ${profile?.id ?? 'none'}` });
  const parts = createParts(signal, trace);

  const readOwnDisks = async (own: MakerProfile | undefined) => {
    const disks = own ? await readDisks(agent, own.disks) : [];
    return disks.length > 0 ? disks : await readStorage(agent);
  };
  const disks = await parts.take('disks', () => readOwnDisks(profile), []);
  const channels = profile
    ? await parts.take('channels', () => readChannels(agent, profile.channels), [])
    : [];
  const oldest = profile?.oldestRecording;
  const oldestRecordingMs = oldest
    ? await parts.take('oldest recording', () => readOldestRecording(agent, oldest, nowMs), undefined)
    : undefined;

  const view = omitUndefined({
    disks: disks.length > 0 ? disks : undefined,
    channels: channels.length > 0 ? channels : undefined,
    oldestRecordingMs,
  });
  const report: DeviceReport = omitUndefined({ uptimeMs, ...view });
  const shortfall = parts.shortfall();
  if (!tellsOfRecording(view)) {
    throw new ProbeError(shortfall?.reason ?? 'unsupported', shortfall?.detail ?? lacksOf(disks), { report });
  }
  const {
    measurements,
    failed,
    degraded = shortfall,
  } = judgeRecorder(view, {
    nowMs,
    retentionMs: check.retentionMs,
  });
  if (failed) throw new ProbeError(failed.reason, failed.detail, { report });
  return { measurements: { responseMs, ...measurements }, report, ...(degraded && { degraded }) };
}

function lacksOf(disks: readonly Disk[]): string {
  return disks.length === 0
    ? 'the agent tells nothing of disks, channels or recordings'
    : 'the agent tells of disks without their state, and nothing of channels or recordings';
}
