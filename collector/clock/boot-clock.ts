import { readFileSync } from 'node:fs';

/** A clock that nobody can set, which goes on while the machine sleeps: it counts from the start of the system. */
export interface BootClock {
  /** Names this start of the system: instants of two of them cannot be compared. */
  readonly bootId: string;
  readonly elapsedMs: () => number;
}

/** Where Linux tells them; elsewhere sleep cannot be told from a step. */
export function openBootClock(): BootClock | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    const elapsedMs = () => readUptimeMs(readFileSync('/proc/uptime', 'latin1'));
    return Number.isFinite(elapsedMs()) && bootId !== '' ? { bootId, elapsedMs } : undefined;
  } catch {
    return undefined;
  }
}

/** `875.47 1623.05`: CLOCK_BOOTTIME in seconds, then how long the processors were idle. */
function readUptimeMs(text: string): number {
  return Math.round(Number(text.split(' ', 1)[0]) * 1_000);
}
