import { proposeDevices, renderProposals } from '../../collector/discovery/device-rows.ts';
import type { Discovery } from '../../collector/discovery/discover.ts';
import { knownAddresses } from '../../collector/discovery/known-addresses.ts';
import { createAddressResolver } from '../../collector/probing/resolve-address.ts';
import type { Config } from '../../config/load-config.ts';
import type { Context } from '../shell/context.ts';

export interface ReportOptions {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly header: boolean;
  readonly credentials?: string;
  readonly config: string;
}

/** Prints rows of what is new, or all of it as JSON, and tells on standard error what else there was. */
export async function reportDiscovery(
  { devices, unknown, failures }: Discovery,
  { all, json, header, credentials, config: dir }: ReportOptions,
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
    terminal.printHeard(header ? csv : csv.slice(csv.indexOf('\n') + 1));
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
