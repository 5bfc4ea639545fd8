import type { Addressing } from '../../simulator/city/address-plan.ts';
import type { Cut } from '../../simulator/city/blocks.ts';
import type { CitySurvey } from '../../simulator/city/survey-city.ts';
import { SimulateCity, writeSimulatedCity } from '../../simulator/write-city.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { TOLD } from '../shell/shared-options.ts';

/** `camwatch simulate inventory`: a complete configuration folder of a made-up city. */
export const buildSimulateInventoryCommand = defineCommand({
  name: 'inventory',
  description:
    'Write a complete configuration folder: the real wards and agencies of Hà Nội, and made-up sites, devices and links.',
  options: { ...SimulateCity.shape, json: TOLD.json },
  help: `
Every line has addresses of its own (a /26; an area has whole /24s), so that each can be cut off on its own.

Examples:
  camwatch simulate inventory --devices 300 --seed 77 --out /tmp/city
  camwatch simulate inventory --devices 100000 --out /tmp/large --addresses private
  camwatch simulate inventory --devices 1000 --out /tmp/city --force --json | jq .byKind`,
  open: openNothing,
  run: ({ cli: { stop, terminal } }, { devices, seed, ...options }) => {
    stop.throwIfAborted();
    return writeSimulatedCity({
      ...{ devices, seed, addressing: options.addresses, outDir: options.out, factsDir: options.from },
      mayOverwrite: options.force,
      signal: stop,
      onProgress: (doneDevices, totalDevices) => terminal.progress('city', doneDevices, totalDevices),
    });
  },
  json: ({ survey, widestCut }, _scope, { out: dir, seed, addresses }) => ({
    ...{ dir, seed, addresses, ...survey, widestCut },
  }),
  render: ({ survey, widestCut }, _scope, { out, addresses }) => [
    ...renderSurvey(survey),
    ...renderNextSteps(out, addresses, widestCut),
  ],
});

function renderSurvey(survey: CitySurvey): readonly string[] {
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
  return lines.map((line) => line.trimEnd());
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
