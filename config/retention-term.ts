import type { Contract } from '../core/inventory.ts';
import { parseDurationMs } from '../core/units.ts';

/** Key of a contract's terms that says how far back recordings must reach: `recording_retention: 30d`. */
export const RETENTION_TERM = 'recording_retention';

/** What a contract says of it; `unreadable` where that is no duration. */
export function readRetentionMs({ terms }: Pick<Contract, 'terms'>): number | 'unreadable' | undefined {
  const written = terms[RETENTION_TERM];
  if (written === undefined) return undefined;
  return (typeof written === 'string' ? parseDurationMs(written) : undefined) ?? 'unreadable';
}
