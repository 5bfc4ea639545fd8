import { readFileSync } from 'node:fs';
import { DARK_PLACES } from '../collector/scheduler/dispatcher.ts';
import type { Settings } from '../config/settings/settings-schema.ts';
import { CamwatchError } from '../core/errors.ts';
import { MOST_CONNECTIONS } from '../portal/server/start-portal.ts';

/** The system grants fewer open files than the settings need. */
export class DescriptorLimitError extends CamwatchError {
  readonly code = 'DESCRIPTOR_LIMIT';
}

type Concurrency = Pick<Settings['collector'], 'tcpConcurrency' | 'onvifConcurrency' | 'rtspConcurrency'>;

/** The program, its threads, the ledger, the queue and what is sent: 65 were seen of a city of one device. */
const OWN = 120;
/** The shells of four fping with two pipes and three files each, or 32 `ping`. */
const PINGS = 100;

/** TCP, ONVIF and RTSP. */
const DARK_LANES = 3;

/** What `run` has open at most, by what it is for. SNMP has one socket for all devices. */
function needsOf({ tcpConcurrency, onvifConcurrency, rtspConcurrency }: Concurrency) {
  return [
    { what: 'its own', count: OWN },
    { what: 'the page', count: MOST_CONNECTIONS },
    { what: 'pings', count: PINGS },
    { what: 'devices that answer to nothing', count: DARK_LANES * DARK_PLACES },
    { what: 'collector.tcp_concurrency', count: tcpConcurrency },
    { what: 'collector.onvif_concurrency', count: onvifConcurrency },
    { what: 'collector.rtsp_concurrency', count: rtspConcurrency },
  ];
}

/**
 * Sees to it before anything is begun: past the limit connections fail as if devices were silent, and programs cannot be
 * started. `undefined`: nobody knows the limit. @throws DescriptorLimitError with both figures.
 */
export function checkDescriptorLimit(collector: Concurrency, limit: number | undefined): void {
  const needs = needsOf(collector);
  const needed = needs.reduce((sum, { count }) => sum + count, 0);
  if (limit === undefined || limit >= needed) return;
  const parts = needs.map(({ what, count }) => `${count} for ${what}`).join(', ');
  throw new DescriptorLimitError(
    `expected a limit of at least ${needed} open files (${parts}), got ${limit}: raise it (ulimit -n, LimitNOFILE= of the unit), or lower these settings`,
  );
}

/** What the kernel holds this process to: Node has raised it to the hard limit when it started. `undefined` where nobody tells. */
export function readDescriptorLimit(): number | undefined {
  let limits: string;
  try {
    limits = readFileSync('/proc/self/limits', 'utf8');
  } catch {
    // No Linux.
    return undefined;
  }
  const [, soft] = /^Max open files +(\d+)/m.exec(limits) ?? [];
  return soft === undefined ? undefined : Number(soft);
}
