import { Command, InvalidArgumentError, Option } from 'commander';
import { AD_HOC_PROBERS, type AdHocProber } from '../../collector/diagnosis/plan-address.ts';
import type { ProbeOptions } from '../../collector/diagnosis/probe-options.ts';
import { DEVICE_KINDS } from '../../core/domain/inventory.ts';
import { LANGUAGES } from '../../core/language/language.ts';
import { parseDurationMs, seconds } from '../../core/time/units.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { type ProbeSubject, runProbe } from './run-probe.ts';

/** `camwatch probe`: everything that can be asked of one device, now, from here, and what follows from it. */
export function buildProbeCommand(context: Context): Command {
  return new Command('probe')
    .argument('[device]', 'id of a device of the inventory')
    .option('--config <dir>', 'configuration folder', 'config/hanoi')
    .addOption(
      new Option('--only <probers>', 'only the checks by these, such as snmp or icmp,rtsp').argParser(
        parseProbers,
      ),
    )
    .option('--times <count>', 'how often to ask', parseWithin(1, 100), 1)
    .addOption(
      new Option('--every <duration>', 'how long from one time to the next')
        .argParser(parseEvery)
        .default(seconds(5), '5s'),
    )
    .option('--address <address>', 'ask this address instead of a device of the inventory')
    .option('--port <port>', 'port of that address', parseWithin(1, 65_535))
    .addOption(
      new Option(
        '--as <prober>',
        `what to ask that address: ${AD_HOC_PROBERS.join(', ')}; may be repeated`,
      ).argParser((text, before: readonly AdHocProber[] = []) => [...before, ...parseProbers(text)]),
    )
    .option('--credentials <reference>', 'what opens it: env:NAME, file:/path or credential:NAME')
    .option('--path <path>', 'path of the RTSP stream or the ONVIF service', parsePath)
    .option('--tls', 'speak TLS')
    .addOption(
      new Option(
        '--kind <kind>',
        'what to take that address for: other things are asked of a recorder (nvr) than of a ups (default: switch)',
      ).choices(DEVICE_KINDS),
    )
    .option('--walk [oid]', 'list what the device offers by SNMP, below this object', parseOid)
    .option('--max-rows <count>', 'most lines of a walk', parseWithin(1, 1_000_000), 5_000)
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Where the device keeps silent, what is in front of it and beside it is asked as well, to tell the line from the device.
Without --credentials an address is asked over SNMP by v2c with the community public. Rates of interfaces need --times 2.
Exit code 1 when a check is not up.

Examples:
  camwatch probe cam-0001
  camwatch probe sw-12 --config /etc/camwatch --only snmp --times 2 --every 5s
  camwatch probe cam-0001 --json | jq '.checks[].rounds[].outcome'
  camwatch probe --address 10.1.2.3 --as snmp --as onvif --credentials env:NEW_CAMERA
  camwatch probe --address 10.1.2.3 --as rtsp --path /stream1 --credentials file:/run/secrets/cam
  camwatch probe --address 10.1.2.3 --walk`,
    )
    .action(async (deviceId: string | undefined, given: ProbeOptions, command: Command) => {
      const subject = readSubject(deviceId, given);
      if ('misuse' in subject) return command.error(`error: ${subject.misuse}`);
      await runProbe(subject, given, given.lang ?? languageOf(context.env), context);
    });
}

/** What is asked, or what does not go together. A reference is not repeated: somebody may have typed the secret itself. */
function readSubject(
  deviceId: string | undefined,
  given: ProbeOptions,
): ProbeSubject | { readonly misuse: string } {
  const { address, walk, as, only, credentials } = given;
  if (credentials !== undefined && !/^(?:env|file|credential):./.test(credentials)) {
    return { misuse: 'expected --credentials env:NAME, file:/path or credential:NAME, got [redacted]' };
  }
  if (deviceId !== undefined && address === undefined) {
    const alien = AD_HOC_OPTIONS.find((name) => given[name] !== undefined);
    return alien
      ? { misuse: `--${alien} goes with --address: a device has its own in the inventory` }
      : { deviceId };
  }
  if (deviceId !== undefined || address === undefined) {
    return { misuse: 'expected a device of the inventory or --address, one of them' };
  }
  if (walk === undefined && as === undefined) return { misuse: 'expected --as or --walk with --address' };
  if (only) return { misuse: '--only goes with a device: --as says what to ask an address' };
  return { address };
}

const AD_HOC_OPTIONS = ['port', 'as', 'credentials', 'path', 'tls', 'kind'] as const;

function parseProbers(text: string): readonly AdHocProber[] {
  return text.split(',').map((name) => {
    const prober = AD_HOC_PROBERS.find((known) => known === name.trim());
    if (prober) return prober;
    throw new InvalidArgumentError(`expected ${AD_HOC_PROBERS.join(', ')}`);
  });
}

function parseWithin(min: number, max: number) {
  return (text: string): number => {
    const count = Number(text);
    if (Number.isInteger(count) && count >= min && count <= max) return count;
    throw new InvalidArgumentError(`expected a whole number from ${min} to ${max}`);
  };
}

function parseEvery(text: string): number {
  const durationMs = parseDurationMs(text);
  if (durationMs !== undefined && durationMs <= seconds(3_600)) return durationMs;
  throw new InvalidArgumentError('expected a duration up to 1h, such as 5s');
}

function parsePath(text: string): string {
  if (/^\/[!-~]*$/.test(text)) return text;
  throw new InvalidArgumentError('expected a path such as /stream1');
}

function parseOid(text: string): string {
  if (/^\.?\d+(?:\.\d+)+$/.test(text)) return text.replace(/^\./, '');
  throw new InvalidArgumentError('expected an object such as 1.3.6.1.2.1.1');
}
