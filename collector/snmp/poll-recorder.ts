import type { MakerProfile } from '../../config/makers/maker-schema.ts';
import type { Disk } from '../../core/domain/device-report.ts';
import type { ProbeAnswer } from '../../core/domain/probing.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { judgeRecorder, type RecorderPart } from '../judge/judge-recorder.ts';
import { ProbeError, type Question } from '../probing/prober.ts';
import { concludeRecording } from '../recorders/conclude-recording.ts';
import { createParts } from './poll-parts.ts';
import type { PollContext } from './poll-service.ts';
import { readOldestRecording } from './read-oldest-recording.ts';
import { readChannels, readDisks } from './read-profile.ts';
import { readStorage } from './read-storage.ts';
import { readHealth, readSystem } from './read-system.ts';
import { distinctiveObjects, recogniseMaker } from './recognise-maker.ts';

/**
 * Asks a recorder for its disks, channels and oldest recording, where its maker keeps them, and judges by what it shows.
 * @throws ProbeError: `unsupported` where its agent tells nothing of them by which to judge, `disk` or `not-recording` where
 * nothing is kept, `cut-short` where not all was told.
 */
export async function pollRecorder(
  { agent, makers, signal }: PollContext,
  { device, check, trace }: Question,
  nowMs: number,
): Promise<ProbeAnswer> {
  const startedMs = performance.now();
  const { uptimeMs } = await readHealth(agent);
  const responseMs = performance.now() - startedMs;
  const parts = createParts<RecorderPart>(signal, trace);
  const profile = await findProfile(device.maker, { agent, makers, signal }, uptimeMs);
  trace?.({ kind: 'noted', text: `maker profile: ${profile?.id ?? 'none'}` });

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
  const missing = parts.missing();
  const { retentionMs } = check;
  return concludeRecording({
    judged: judgeRecorder({ ...view, ...(missing && { missing }) }, { nowMs, retentionMs }),
    measurements: { responseMs },
    report: omitUndefined({ uptimeMs, ...view }),
    missing,
    lacks: lacksOf(disks),
  });
}

/** Without its maker nobody knows where to ask: an agent that answered and is late with that was cut short. */
async function findProfile(
  maker: string | undefined,
  { agent, makers }: PollContext,
  uptimeMs: number | undefined,
): Promise<MakerProfile | undefined> {
  try {
    return recogniseMaker(makers, await readSystem(agent, distinctiveObjects(makers)), maker);
  } catch (error) {
    if (!(error instanceof ProbeError) || error.reason !== 'timeout') throw error;
    const report = { ...omitUndefined({ uptimeMs }), isCutShort: true } as const;
    throw new ProbeError('cut-short', `system: ${error.message}`, { report, cause: error });
  }
}

function lacksOf(disks: readonly Disk[]): string {
  return disks.length === 0
    ? 'the agent tells nothing of disks, channels or recordings'
    : 'the agent tells of disks without their state, and nothing of channels or recordings';
}
