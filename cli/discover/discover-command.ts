import { Command, Option } from 'commander';
import { type AddressRange, countAddresses } from '../../collector/discovery/address-range.ts';
import { type Discovery, discover } from '../../collector/discovery/discover.ts';
import { DiscoverError } from '../../collector/discovery/discover-error.ts';
import { localAddresses } from '../../collector/discovery/local-addresses.ts';
import { createOnvifProber } from '../../collector/probers/onvif.ts';
import { chooseReachEngine } from '../../collector/probers/reach-engine.ts';
import { createSnmpProber } from '../../collector/probers/snmp.ts';
import { type Config, loadConfig } from '../../config/load-config.ts';
import { resolveCredentials } from '../../config/settings/credentials.ts';
import { seconds } from '../../core/time/units.ts';
import type { Context } from '../shell/context.ts';
import { collect, collectRanges, parseListenMs, parseWhole } from './parse-options.ts';
import { type ReportOptions, reportDiscovery } from './report-discovery.ts';

interface Options extends ReportOptions {
  readonly range?: readonly AddressRange[];
  readonly interface?: readonly string[];
  readonly for: number;
  readonly rate: number;
  readonly maxAddresses: number;
}

const USUAL_MOST_ADDRESSES = 4_096;
const LARGEST_MOST_ADDRESSES = 65_536;

/** `camwatch discover`: what is out there and not in the inventory, as rows of devices.csv. */
export function buildDiscoverCommand({ env, stop, terminal }: Context): Command {
  return new Command('discover')
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
      await reportDiscovery(found, options, config, terminal);
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
