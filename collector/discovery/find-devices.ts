import { z } from 'zod';
import type { Config } from '../../config/load-config.ts';
import { resolveCredentials } from '../../config/settings/credentials.ts';
import { countFrom, durationFrom } from '../../core/input/fields.ts';
import { must } from '../../core/input/parse-input.ts';
import { minutes, seconds } from '../../core/time/units.ts';
import { createOnvifProber } from '../probers/onvif.ts';
import { chooseReachEngine } from '../probers/reach-engine.ts';
import { createSnmpProber } from '../probers/snmp.ts';
import { createAddressResolver } from '../probing/resolve-address.ts';
import { type AddressRange, countAddresses, parseRange } from './address-range.ts';
import { type Proposal, proposeDevices } from './device-rows.ts';
import { type DiscoverOptions, type Discovery, discover } from './discover.ts';
import { DiscoverError } from './discover-error.ts';
import type { FoundDevice } from './found-device.ts';
import { knownAddresses } from './known-addresses.ts';
import { localAddresses } from './local-addresses.ts';

const Range = z
  .string()
  .superRefine(
    must(
      (text) => parseRange(text) !== undefined,
      'expected IPv4 addresses such as 10.1.2.0/24, 10.1.2.10-10.1.2.40 or 10.1.2.3',
      'cần địa chỉ IPv4 như 10.1.2.0/24, 10.1.2.10-10.1.2.40 hoặc 10.1.2.3',
    ),
  );

const LISTENING = {
  en: 'expected a duration from 100ms to 5m, such as 5s',
  vi: 'cần khoảng thời gian từ 100ms đến 5m, như 5s',
};

/** Where devices are looked for, and nowhere else. */
export const FindDevices = z.object({
  range: z
    .array(Range)
    .optional()
    .meta({ value: 'addresses', split: 'commas' })
    .describe('sweep these, and no others; repeatable, or separated by commas'),
  interface: z
    .array(z.string())
    .optional()
    .meta({ value: 'name', split: 'commas' })
    .describe('ask everybody on its line (WS-Discovery); name or address, repeatable'),
  forMs: durationFrom(100, minutes(5), LISTENING)
    .default(seconds(5))
    .describe('how long to listen for answers'),
  rate: countFrom(1, 5_000)
    .meta({ value: 'number' })
    .default(200)
    .describe('connections a second of a sweep'),
  maxAddresses: countFrom(1, 65_536)
    .meta({ value: 'number' })
    .default(4_096)
    .describe('refuse to sweep more than this'),
  credentials: z
    .string()
    .optional()
    .meta({ value: 'reference' })
    .describe('ask by SNMP as well, with what env:NAME, file:/path or credential:NAME holds'),
  all: z
    .boolean()
    .default(false)
    .describe('list addresses that answer and show nothing that camwatch knows, too'),
});
type FindInput = z.output<typeof FindDevices>;

export interface FindContext extends Pick<DiscoverOptions, 'onProgress'> {
  readonly config: Pick<Config, 'inventory' | 'settings' | 'makers'>;
  readonly env: NodeJS.ProcessEnv;
  readonly stop: AbortSignal;
}

export interface FoundDevices extends Pick<Discovery, 'unknown' | 'failures'> {
  readonly found: readonly (FoundDevice & { readonly isKnown: boolean })[];
  /** Rows of those that are not in the inventory. */
  readonly proposals: readonly Proposal[];
  /** Names of the inventory that could not be looked up: such devices may count as new. */
  readonly unresolved: number;
}

/** Looks for devices that are not in the inventory. @throws DISCOVER */
export async function findDevices(context: FindContext, input: FindInput): Promise<FoundDevices> {
  const { inventory, settings, makers } = context.config;
  const ranges = (input.range ?? []).flatMap((text) => parseRange(text) ?? []);
  checkSize(ranges, input);
  const { devices, unknown, failures } = await look(ranges, input, context);
  const known = await knownAddresses(inventory.devices.values(), createAddressResolver());
  const listed = input.all ? [...devices, ...unknown.map(withoutService)] : devices;
  const found = listed.map((one) => ({ ...one, isKnown: known.addresses.has(one.address) }));
  const { credentials } = input;
  const proposals = proposeDevices(
    found.filter(({ isKnown }) => !isKnown),
    { devices: inventory.devices, settings, makers, credentials },
  );
  return { found, unknown, proposals, failures, unresolved: known.unresolved };
}

function checkSize(ranges: readonly AddressRange[], { maxAddresses }: FindInput): void {
  const count = countAddresses(ranges);
  if (count <= maxAddresses) return;
  throw new DiscoverError(
    `--range: expected at most ${maxAddresses} addresses, got ${count}; name a smaller range, or raise --max-addresses`,
  );
}

const withoutService = (address: string): FoundDevice => ({
  ...{ address, seenBy: [], openPorts: [], speaksOnvif: false, onvifTypes: [] },
});

async function look(
  ranges: readonly AddressRange[],
  { interface: interfaces = [], forMs: listenMs, rate, credentials }: FindInput,
  { config: { settings, makers }, env, stop, onProgress }: FindContext,
): Promise<Discovery> {
  const isAnyNamed = ranges.length > 0 || interfaces.length > 0;
  const engine =
    ranges.length > 0 ? await chooseReachEngine(settings.collector, env.PATH ?? '', stop) : undefined;
  const snmp = createSnmpProber({ concurrency: settings.collector.snmpConcurrency, makers });
  try {
    return await discover({
      localAddresses: localAddresses(isAnyNamed ? interfaces : 'all'),
      ranges,
      connectsPerSecond: rate,
      listenMs,
      timeoutMs: seconds(1),
      ping: engine === undefined || engine.name === 'tcp' ? undefined : engine.canaryProber,
      onvif: createOnvifProber({ concurrency: settings.collector.onvifConcurrency, nowMs: Date.now }),
      snmp,
      credentials: credentials === undefined ? undefined : await resolveCredentials(credentials, env),
      onProgress,
      signal: stop,
    });
  } finally {
    await snmp.close();
  }
}
