import { Command, InvalidArgumentError, Option } from 'commander';
import { type AddressRange, countAddresses, parseRange } from '../collector/discovery/address-range.ts';
import { type Discovery, discover } from '../collector/discovery/discover.ts';
import { createOnvifProber } from '../collector/probers/onvif.ts';
import { chooseReachEngine } from '../collector/probers/reach-engine.ts';
import { createSnmpProber } from '../collector/probers/snmp.ts';
import { createAddressResolver } from '../collector/resolve-address.ts';
import { resolveCredentials } from '../config/credentials.ts';
import { type Config, loadConfig } from '../config/load-config.ts';
import { parseDurationMs, seconds } from '../core/units.ts';
import type { Context } from './context.ts';
import { proposeDevices, renderProposals } from './discover/device-rows.ts';
import { DiscoverError } from './discover/discover-error.ts';
import { knownAddresses } from './discover/known-addresses.ts';
import { localAddresses } from './discover/local-addresses.ts';

interface Options {
  readonly range?: readonly AddressRange[];
  readonly interface?: readonly string[];
  readonly for: number;
  readonly rate: number;
  readonly maxAddresses: number;
  readonly credentials?: string;
  readonly config: string;
  readonly header: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

const USUAL_MOST_ADDRESSES = 4_096;
const LARGEST_MOST_ADDRESSES = 65_536;

/** `camwatch discover`: what is out there and not in the inventory, as rows of devices.csv. */
export function buildDiscoverCommand({ env, stop, terminal }: Context): Command {
  return new Command('discover')
    .description('Look for devices that are not in the inventory, and print them as rows of devices.csv.')
    .option(
      '--range <addresses>',
      'sweep these, and no others; repeatable, or separated by commas',
      collectRanges,
    )
    .option(
      '--interface <name>',
      'ask everybody on its line (WS-Discovery); name or address, repeatable',
      collect,
    )
    .addOption(
      new Option('--for <duration>', 'how long to listen for answers')
        .argParser(parseListenMs)
        .default(seconds(5), '5s'),
    )
    .option('--rate <number>', 'connections a second of a sweep', parseWhole(1, 5_000), 200)
    .option(
      '--max-addresses <number>',
      'refuse to sweep more than this',
      parseWhole(1, LARGEST_MOST_ADDRESSES),
      USUAL_MOST_ADDRESSES,
    )
    .option(
      '--credentials <reference>',
      'ask by SNMP as well, with what env:NAME, file:/path or credential:NAME holds',
    )
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .option('--no-header', 'leave out the first row, for putting rows behind others')
    .option('--all', 'list addresses that answer and show nothing that camwatch knows, too')
    .option('--json', 'print JSON: everything that was found, known devices included')
    .addHelpText(
      'after',
      `
Without --range nothing is swept. Without --range and --interface all lines of this machine are asked (WS-Discovery); that
does not leave the line. No login is tried: a sweep pings, connects to ports 80, 443, 554, 8000 and 37777, and asks for the
ONVIF time, the name of the RTSP server and the ONVIF scopes. Sweep only networks that you may sweep.

Each row needs its site, and a kind or profile where it says to-be-named: camwatch check refuses it until then. Give it an
\`installed\` date as well: it is probed from then on.

Examples:
  camwatch discover --for 10s --config /etc/camwatch
  camwatch discover --interface eth1 > found.csv
  camwatch discover --range 10.1.2.0/24 --range 10.1.3.10-10.1.3.40 --credentials env:CAM_LOGIN
  camwatch discover --range 10.1.2.0/24 --no-header >> /etc/camwatch/devices.csv`,
    )
    .action(async (options: Options) => {
      checkSize(options);
      const config = await loadConfig(options.config);
      const found = await look(options, config, { env, stop, terminal });
      terminal.clearProgress();
      await report(found, options, config, terminal);
    });
}

function checkSize({ range = [], maxAddresses }: Options): void {
  const count = countAddresses(range);
  if (count <= maxAddresses) return;
  throw new DiscoverError(
    `--range: expected at most ${maxAddresses} addresses, got ${count}; name a smaller range, or raise --max-addresses`,
  );
}

async function look(
  { range = [], interface: interfaces = [], for: listenMs, rate, credentials }: Options,
  { settings, makers }: Config,
  { env, stop, terminal }: Pick<Context, 'env' | 'stop' | 'terminal'>,
): Promise<Discovery> {
  const isAnyNamed = range.length > 0 || interfaces.length > 0;
  const engine =
    range.length > 0 ? await chooseReachEngine(settings.collector, env.PATH ?? '', stop) : undefined;
  const snmp = createSnmpProber({ concurrency: settings.collector.snmpConcurrency, makers });
  try {
    return await discover({
      localAddresses: localAddresses(isAnyNamed ? interfaces : 'all'),
      ranges: range,
      connectsPerSecond: rate,
      listenMs,
      timeoutMs: seconds(1),
      ping: engine === undefined || engine.name === 'tcp' ? undefined : engine.canaryProber,
      onvif: createOnvifProber({ concurrency: settings.collector.onvifConcurrency, nowMs: Date.now }),
      snmp,
      credentials: credentials === undefined ? undefined : await resolveCredentials(credentials, env),
      onProgress: terminal.progress,
      signal: stop,
    });
  } finally {
    await snmp.close();
  }
}

async function report(
  { devices, unknown, failures }: Discovery,
  { all, json, header, credentials, config: dir }: Options,
  { inventory, settings, makers }: Config,
  terminal: Context['terminal'],
): Promise<void> {
  const known = await knownAddresses(inventory.devices.values(), createAddressResolver());
  const isKnown = ({ address }: { readonly address: string }) => known.addresses.has(address);
  const bare = unknown.map((address) => ({
    address,
    seenBy: [],
    openPorts: [],
    speaksOnvif: false,
    onvifTypes: [],
  }));
  const listed = all ? [...devices, ...bare] : devices;
  const fresh = listed.filter((one) => !isKnown(one));
  const options = { devices: inventory.devices, settings, makers, credentials };
  const proposals = proposeDevices(fresh, options);
  if (json) {
    const found = listed.map((one) => ({ ...one, isKnown: isKnown(one) }));
    terminal.printJson({ config: dir, found, unknown, proposals, failures });
  } else if (proposals.length > 0) {
    const csv = renderProposals(proposals).trimEnd();
    terminal.print(header ? csv : csv.slice(csv.indexOf('\n') + 1));
  }
  const knownCount = listed.length - fresh.length;
  terminal.printError(
    `found ${count(listed.length, 'device')}: ${knownCount} in the inventory already, ${fresh.length} not`,
  );
  if (!all && unknown.length > 0)
    terminal.printError(
      `${count(unknown.length, 'address', 'addresses')} more answered and showed no service (--all lists them)`,
    );
  if (known.unresolved > 0)
    terminal.printError(
      `${count(known.unresolved, 'name')} of the inventory could not be looked up: such devices may be listed as new`,
    );
  for (const { localAddress, message } of failures)
    terminal.printError(`could not ask from ${localAddress}: ${message}`);
}

const count = (number: number, one: string, several = `${one}s`) =>
  `${number} ${number === 1 ? one : several}`;

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((part) => part.trim())];
}

function collectRanges(text: string, before: readonly AddressRange[] = []): readonly AddressRange[] {
  const read = text.split(',').map((part) => {
    const range = parseRange(part.trim());
    if (range) return range;
    throw new InvalidArgumentError(
      'expected IPv4 addresses such as 10.1.2.0/24, 10.1.2.10-10.1.2.40 or 10.1.2.3',
    );
  });
  return [...before, ...read];
}

function parseListenMs(text: string): number {
  const listenMs = parseDurationMs(text);
  if (listenMs !== undefined && listenMs >= 100 && listenMs <= seconds(300)) return listenMs;
  throw new InvalidArgumentError('expected a duration from 100ms to 5m, such as 5s');
}

function parseWhole(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`expected a whole number from ${least} to ${most}`);
  };
}
