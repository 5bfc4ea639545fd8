import { Command, InvalidArgumentError, Option } from 'commander';
import { ADDRESSINGS, type Addressing } from '../../simulator/city/address-plan.ts';
import type { Cut } from '../../simulator/city/blocks.ts';
import type { CitySurvey } from '../../simulator/city/survey-city.ts';
import { SAMPLE_CITY_DIR, writeSimulatedCity } from '../../simulator/write-city.ts';
import type { Context } from '../shell/context.ts';

interface Options {
  readonly devices: number;
  readonly seed: number;
  readonly out: string;
  readonly from: string;
  readonly addresses: Addressing;
  readonly force?: boolean;
  readonly json?: boolean;
}

const MOST_DEVICES = 200_000;
const LARGEST_SEED = 2 ** 32 - 1;

/** `camwatch simulate inventory`: a complete configuration folder of a made-up city. */
export function buildSimulateInventoryCommand({ terminal, stop }: Context): Command {
  return new Command('inventory')
    .description(
      'Write a complete configuration folder: the real wards and agencies of Hà Nội, and made-up sites, devices and links.',
    )
    .requiredOption('--devices <count>', 'how many devices, exactly', parseWithin(1, MOST_DEVICES))
    .option('--seed <number>', 'the same number gives the same files', parseWithin(0, LARGEST_SEED), 1)
    .requiredOption('--out <dir>', 'folder to write, new or empty')
    .addOption(
      new Option(
        '--addresses <plan>',
        'loopback: 127.x, which answer on this machine alone; private: the same on 10.x',
      )
        .choices(ADDRESSINGS)
        .default('loopback'),
    )
    .addOption(
      new Option('--from <dir>', 'configuration whose settings, units and parties are used').default(
        SAMPLE_CITY_DIR,
        'config/hanoi',
      ),
    )
    .option('--force', 'write over the files of a folder that is not empty')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Every line has addresses of its own (a /26; an area has whole /24s), so that each can be cut off on its own.

Examples:
  camwatch simulate inventory --devices 300 --seed 77 --out /tmp/city
  camwatch simulate inventory --devices 100000 --out /tmp/large --addresses private
  camwatch simulate inventory --devices 1000 --out /tmp/city --force --json | jq .byKind`,
    )
    .action(async ({ out, from, force, json, addresses, devices, seed }: Options) => {
      stop.throwIfAborted();
      const { survey, widestCut } = await writeSimulatedCity({
        devices,
        seed,
        addressing: addresses,
        outDir: out,
        factsDir: from,
        mayOverwrite: force ?? false,
        signal: stop,
        onProgress: (doneDevices, totalDevices) => terminal.progress('city', doneDevices, totalDevices),
      });
      terminal.clearProgress();
      if (json) terminal.printJson({ dir: out, seed, addresses, ...survey, widestCut });
      else terminal.print([renderSurvey(survey), ...renderNextSteps(out, addresses, widestCut)].join('\n'));
    });
}

function parseWithin(min: number, max: number) {
  return (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${min} to ${max}.`);
  };
}

function renderSurvey(survey: CitySurvey): string {
  const { byKind } = survey;
  const rows: readonly (readonly [string, number | undefined, string])[] = [
    [
      'cameras',
      byKind.camera,
      `${survey.fixedCameras} fixed, ${survey.ptzCameras} PTZ; ${cameraNotes(survey)}`,
    ],
    ['recorders', byKind.nvr, ''],
    ['switches', byKind.switch, ''],
    ['routers', byKind.router, ''],
    ['controllers', byKind.controller, 'traffic lights, signs, detectors'],
    ['servers', byKind.server, ''],
    ['power supplies', byKind.ups, ''],
    ['devices', survey.devices, `${survey.undeterminedOwners} whose owner is not yet determined`],
    ['sites', survey.sites, `in ${survey.areas} wards and communes of ${survey.districts} former districts`],
    ['links', survey.links, `${survey.measuredLinks} with an interface to poll`],
    ['hand-overs', survey.handovers, ''],
  ];
  const lines = rows.map(
    ([label, count = 0, note]) => `${label.padEnd(15)}${String(count).padStart(8)}  ${note}`,
  );
  return lines.map((line) => line.trimEnd()).join('\n');
}

function renderNextSteps(dir: string, addresses: Addressing, cut: Cut | undefined): readonly string[] {
  const next = `Next: ./camwatch check ${dir}`;
  if (addresses === 'private' || !cut) return ['', next];
  return [
    '',
    `To cut ${cut.link} and the ${cut.devices} devices behind it, as root (del in place of add mends it):`,
    `  ip route add unreachable ${cut.block} table local`,
    '',
    next,
  ];
}

function cameraNotes({ channelCameras, forwardedCameras }: CitySurvey): string {
  return `${channelCameras} only as channels of a recorder, ${forwardedCameras} behind forwarded ports`;
}
