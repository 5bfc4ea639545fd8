import type { Settings } from '../../config/settings/settings-schema.ts';
import type { DeviceReport } from '../../core/domain/device-report.ts';
import type { Reading } from '../../core/domain/probing.ts';
import { INDICATORS } from '../../core/domain/state.ts';
import type { Numbering } from '../../core/packed/numbering.ts';
import { withRow } from '../../core/packed/with-row.ts';
import { stableHash } from '../../core/text/stable-hash.ts';
import { judgeClock } from './find-clock.ts';

/**
 * What finders read of one look, as a number of 32 bits; `undefined` where what they find depends on the time of the look as well. Of four
 * thousand million changes one gives the number of before, and is found when the look changes once more.
 */
export type LookHash = number | undefined;

/**
 * Remembers of each rung the last look that changed nothing of what stands. The same look again changes nothing either, until
 * something that stands is to be told again, or what stands or what the device is held against is another.
 */
export interface SettledLooks {
  readonly has: (reading: Reading, look: LookHash) => boolean;
  /** @param untilMs From when on the same look may change something; at once where absent. */
  readonly note: (reading: Reading, look: LookHash, untilMs?: number) => void;
  /** Of one device, or of all. */
  readonly forget: (deviceId?: string) => void;
}

/** `numbers` are those of the devices, which others may use as well. */
export function createSettledLooks(numbers: Pick<Numbering, 'numberOf' | 'find'>): SettledLooks {
  /** Of each device a row for each indicator. */
  let looks = new Uint32Array(0);
  let untilSeconds = new Uint32Array(0);
  const make = (length: number) => new Uint32Array(length);
  const rowOf = (device: number, { indicator }: Reading) =>
    device * INDICATORS.length + INDICATORS.indexOf(indicator);
  return {
    has: (reading, look) => {
      const device = look === undefined ? undefined : numbers.find(reading.deviceId);
      if (device === undefined) return false;
      const row = rowOf(device, reading);
      return looks[row] === look && reading.atMs < (untilSeconds[row] ?? 0) * 1_000;
    },
    note: (reading, look, untilMs = 0) => {
      const row = rowOf(numbers.numberOf(reading.deviceId), reading);
      looks = withRow(looks, row, make);
      untilSeconds = withRow(untilSeconds, row, make);
      looks[row] = look ?? 0;
      untilSeconds[row] = look === undefined ? 0 : Math.min(Math.floor(untilMs / 1_000), LATEST);
    },
    forget: (deviceId) => {
      if (deviceId === undefined) return void untilSeconds.fill(0);
      const device = numbers.find(deviceId);
      const from = (device ?? 0) * INDICATORS.length;
      if (device !== undefined) untilSeconds.fill(0, from, from + INDICATORS.length);
    },
  };
}

const LATEST = 2 ** 32 - 1;

export function hashLook({ outcome }: Reading, wanted: Settings['findings']): LookHash {
  const { clockOffsetMs, ...told } = findable(outcome.report ?? {});
  const clock = clockOffsetMs === undefined ? undefined : judgeClock(clockOffsetMs, wanted);
  if (told.certificate || told.oldestRecordingMs !== undefined || clock === 'off') return undefined;
  return stableHash(JSON.stringify([outcome.ok || outcome.reason, clock, told]));
}

/** Less of what no finder reads. Whatever else a report gets is taken for read. */
function findable({
  interfaces: _interfaces,
  poePorts: _poePorts,
  sensors: _sensors,
  uptimeMs: _uptimeMs,
  ...told
}: DeviceReport) {
  return told;
}
