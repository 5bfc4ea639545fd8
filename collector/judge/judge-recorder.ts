import type { Channel, Disk, ReportParts } from '../../core/domain/device-report.ts';
import type { Measurements, Shortfall } from '../../core/domain/probing.ts';
import { formatDurationMs } from '../../core/time/units.ts';

/** What a recorder shows of itself, however it was asked. */
export interface RecorderView extends Pick<ReportParts, 'disks' | 'channels' | 'oldestRecordingMs'> {
  /** Absent where it told all that it was asked for. */
  readonly missing?: Missing;
}

/** What a recorder was asked for and did not tell, or not wholly, and why the first of it is missing. */
export interface Missing {
  readonly parts: ReadonlySet<RecorderPart>;
  readonly why: Shortfall;
}

export type RecorderPart = 'disks' | 'channels' | 'oldest recording';

/** Whether a recorder records, as far as it tells: `failed` where nothing is kept, `degraded` where something is not. */
export interface RecorderJudgement {
  readonly measurements: Measurements;
  readonly failed?: Shortfall;
  readonly degraded?: Shortfall;
}

/**
 * Judges what a recorder shows. Every disk broken, or no channel recording: failed. Some disk broken or full, some channel
 * off or without video, or recordings that do not reach back far enough: degraded, for the first of these that holds.
 * Of a list that is missing in part nothing is said of all of it, and nothing is counted.
 * A recorder that was just put up has short recordings too: that it is new is not known here.
 */
export function judgeRecorder(
  view: RecorderView,
  { nowMs, retentionMs }: { readonly nowMs: number; readonly retentionMs?: number | undefined },
): RecorderJudgement {
  const { disks = [], channels = [], oldestRecordingMs, missing } = view;
  const isWhole = (part: RecorderPart) => missing?.parts.has(part) !== true;
  const used = usedOf(channels);
  const broken = disks.filter(isBroken);
  const oldestAgeMs = oldestRecordingMs === undefined ? undefined : Math.max(0, nowMs - oldestRecordingMs);
  const [wholeDisks, wholeUsed] = [isWhole('disks') ? disks : [], isWhole('channels') ? used : []];
  const measurements = measure({ disks: wholeDisks, used: wholeUsed, broken, oldestAgeMs });
  const failed = failureOf(wholeDisks, broken, wholeUsed);
  if (failed) return { measurements, failed };
  const degraded = shortfallOf({ disks, broken, used, oldestAgeMs, retentionMs });
  return degraded ? { measurements, degraded } : { measurements };
}

/**
 * Whether a recorder tells anything by which it can be judged: sizes of disks whose state nobody knows, and channels without
 * a state, prove neither that it records nor that it does not.
 */
export function tellsOfRecording({ disks = [], channels = [], oldestRecordingMs }: RecorderView): boolean {
  return (
    oldestRecordingMs !== undefined ||
    disks.some(({ state }) => state !== 'unknown') ||
    usedOf(channels).length > 0
  );
}

/**
 * A channel that nothing hangs on has neither video nor recording, and is nobody's loss. That can be told only of a recorder
 * that tells of video at all.
 */
function usedOf(channels: readonly Channel[]): readonly Channel[] {
  const tellsVideo = channels.some(({ video }) => video !== 'unknown');
  return channels.filter(({ video, recording }) =>
    tellsVideo ? video !== 'unknown' || recording === 'on' : recording !== 'unknown',
  );
}

function isBroken({ state }: Disk): boolean {
  return state === 'failed' || state === 'missing';
}

function failureOf(
  disks: readonly Disk[],
  broken: readonly Disk[],
  used: readonly Channel[],
): Shortfall | undefined {
  if (disks.length > 0 && broken.length === disks.length) {
    return { reason: 'disk', detail: `no disk works: ${namesOf(broken)}` };
  }
  const isNoneRecording = used.length > 0 && used.every(({ recording }) => recording === 'off');
  return isNoneRecording
    ? { reason: 'not-recording', detail: `none of ${used.length} channels is recorded` }
    : undefined;
}

interface Facts {
  readonly disks: readonly Disk[];
  readonly broken: readonly Disk[];
  readonly used: readonly Channel[];
  readonly oldestAgeMs: number | undefined;
  readonly retentionMs: number | undefined;
}

function shortfallOf({ disks, broken, used, oldestAgeMs, retentionMs }: Facts): Shortfall | undefined {
  if (broken.length > 0) {
    return {
      reason: 'disk',
      detail: `${broken.length} of ${disks.length} disks do not work: ${namesOf(broken)}`,
    };
  }
  const full = disks.filter(({ state }) => state === 'full');
  if (full.length > 0) return { reason: 'disk', detail: `no space is left on ${namesOf(full)}` };
  // A channel without video is not recorded either: the video is the cause.
  const lost = used.filter(({ video }) => video === 'lost');
  if (lost.length > 0) return { reason: 'video-loss', detail: `no video on channel ${numbersOf(lost)}` };
  // A channel without video is not recorded either: that it has none is the reason.
  const off = used.filter(({ recording, video }) => recording === 'off' && video !== 'lost');
  if (off.length > 0) return { reason: 'not-recording', detail: `not recorded: channel ${numbersOf(off)}` };
  if (oldestAgeMs === undefined || retentionMs === undefined || oldestAgeMs >= retentionMs) return undefined;
  return {
    reason: 'retention',
    detail: `recordings reach back ${days(oldestAgeMs)}, wanted are ${days(retentionMs)}`,
  };
}

const DAY_MS = 86_400_000;

function days(ms: number): string {
  return ms < DAY_MS
    ? formatDurationMs(Math.round(ms / 60_000) * 60_000)
    : `${(ms / DAY_MS).toFixed(1)} days`;
}

function measure({
  disks,
  used,
  broken,
  oldestAgeMs,
}: Pick<Facts, 'disks' | 'used' | 'broken' | 'oldestAgeMs'>): Measurements {
  const freeRatio = freeRatioOf(disks);
  return {
    ...(disks.length > 0 && { disks: disks.length, disksFailed: broken.length }),
    ...(used.length > 0 && {
      channels: used.length,
      channelsLost: used.filter(({ video }) => video === 'lost').length,
    }),
    ...(freeRatio !== undefined && { freeRatio }),
    ...(oldestAgeMs !== undefined && { oldestAgeMs }),
  };
}

function freeRatioOf(disks: readonly Disk[]): number | undefined {
  const sized = disks.filter(
    ({ sizeBytes, freeBytes }) => sizeBytes !== undefined && freeBytes !== undefined,
  );
  const size = sized.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0);
  const free = sized.reduce((sum, { freeBytes = 0 }) => sum + freeBytes, 0);
  return size > 0 ? Math.min(1, free / size) : undefined;
}

const MOST_NAMED = 8;

function namesOf(disks: readonly Disk[]): string {
  return listed(disks.map(({ name }) => name));
}

function numbersOf(channels: readonly Channel[]): string {
  return listed(channels.map(({ number }) => String(number)));
}

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMED;
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
