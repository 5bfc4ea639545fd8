import { isDeepStrictEqual } from 'node:util';
import type { Settings } from '../config/settings/settings-schema.ts';

/** What is built once, when camwatch starts: a reload takes over everything but these. */
const READ_AT_START: Readonly<Record<string, (settings: Settings) => unknown>> = {
  'city.time_zone': ({ city }) => city.timeZone,
  'collector.id': ({ collector }) => collector.id,
  'collector.icmp': ({ collector }) => collector.icmp,
  'collector.icmp_fallback_port': ({ collector }) => collector.icmpFallbackPort,
  'collector.tcp_concurrency': ({ collector }) => collector.tcpConcurrency,
  ledger: ({ ledger }) => ledger,
  influx: ({ influx }) => influx,
  'page.host': ({ page }) => page.host,
  'page.port': ({ page }) => page.port,
  deadman: ({ deadman }) => deadman,
};

/** The settings that differ and come into force only at the next start, by the names they have in the file. */
export function settingsForNextStart(inForce: Settings, next: Settings): readonly string[] {
  return Object.entries(READ_AT_START).flatMap(([name, read]) =>
    isDeepStrictEqual(read(inForce), read(next)) ? [] : name,
  );
}
