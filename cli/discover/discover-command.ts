import { z } from 'zod';
import { renderProposals } from '../../collector/discovery/device-rows.ts';
import { FindDevices, type FoundDevices, findDevices } from '../../collector/discovery/find-devices.ts';
import { hideControls } from '../../core/text/terminal-text.ts';
import { openConfig } from '../print/config-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CONFIG, TOLD } from '../shell/shared-options.ts';

const { all, ...where } = FindDevices.shape;
const header = z.boolean().default(true).describe('leave out the first row, for putting rows behind others');

/** `camwatch discover`: what is out there and not in the inventory, as rows of devices.csv. */
export const buildDiscoverCommand = defineCommand({
  name: 'discover',
  options: {
    ...{ ...where, config: CONFIG, header, all },
    json: TOLD.json.describe('print JSON: everything that was found, known devices included'),
  },
  help: `
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
  open: openConfig,
  run: ({ config, cli: { env, stop, terminal } }, options) =>
    findDevices({ config, env, stop, onProgress: terminal.progress }, options),
  json: ({ found, unknown, proposals, failures }, _scope, { config }) => ({
    ...{ config, found, unknown, proposals, failures },
  }),
  render: ({ proposals }, _scope, { header: hasHeader }) => {
    if (proposals.length === 0) return [];
    // Devices had a say in it, and a pipe may end at a terminal.
    const csv = hideControls(renderProposals(proposals).trimEnd());
    return [hasHeader ? csv : csv.slice(csv.indexOf('\n') + 1)];
  },
  notes: (found, _scope, options) => renderNotes(found, options),
});

/** What else there was. */
function renderNotes(
  { found, unknown, unresolved, failures }: FoundDevices,
  { all: isAllListed }: { readonly all: boolean },
): readonly string[] {
  const known = found.filter(({ isKnown }) => isKnown).length;
  return [
    `found ${count(found.length, 'device')}: ${known} in the inventory already, ${found.length - known} not`,
    ...(!isAllListed && unknown.length > 0
      ? [
          `${count(unknown.length, 'address', 'addresses')} more answered and showed no service (--all lists them)`,
        ]
      : []),
    ...(unresolved > 0
      ? [
          `${count(unresolved, 'name')} of the inventory could not be looked up: such devices may be listed as new`,
        ]
      : []),
    ...failures.map(({ localAddress, message }) => `could not ask from ${localAddress}: ${message}`),
  ];
}

const count = (number: number, one: string, several = `${one}s`) =>
  `${number} ${number === 1 ? one : several}`;
