import { suggestName } from '../../core/text/suggest-name.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { ReferenceTarget, Table } from '../files/table.ts';

/** Every id that is named must be one of the inventory. */
export function checkReferences(draft: Draft, report: Report): void {
  checkParties(draft, report);
  checkSites(draft, report);
  checkDevices(draft, report);
  checkLinks(draft, report);
  checkHandoverTargets(draft, report);
}

function checkParties(draft: Draft, report: Report): void {
  const { agencies, contractors, contracts, areas, districts } = draft;
  for (const contract of contracts.readable) {
    const from = referenceFrom(contracts, contract, report);
    from('contractor', contract.contractor, contractors, 'a contractor');
    from('agency', contract.agency, agencies, 'an agency');
  }
  for (const area of areas.readable) {
    referenceFrom(areas, area, report)('district', area.district, districts, 'a district');
  }
  checkSuccessors(agencies, 'an agency', report);
  checkSuccessors(contractors, 'a contractor', report);
  checkSuccessors(areas, 'an area', report);
}

function checkSuccessors<Item extends { readonly successors: readonly string[] }>(
  table: Table<Item>,
  what: string,
  report: Report,
): void {
  for (const item of table.readable) {
    for (const [index, id] of item.successors.entries()) {
      referenceFrom(table, item, report)(`successors.${index}`, id, table, what);
    }
  }
}

function checkSites({ sites, areas, contacts }: Draft, report: Report): void {
  for (const site of sites.readable) {
    const from = referenceFrom(sites, site, report);
    from('area', site.area, areas, 'an area');
    from('duty_contact', site.dutyContact, contacts, 'a contact');
  }
}

function checkDevices(draft: Draft, report: Report): void {
  const { devices, links, sites, agencies, contractors, programmes, contracts, settings } = draft;
  const profiles = settings && Object.keys(settings.profiles);
  for (const device of devices.readable) {
    const from = referenceFrom(devices, device, report);
    from('site', device.site, sites, 'a site');
    from('agency', device.agency, agencies, 'an agency');
    from('contractor', device.contractor, contractors, 'a contractor');
    from('programme', device.programme, programmes, 'a programme');
    for (const id of device.contracts) from('contracts', id, contracts, 'a contract');
    for (const id of device.upstreams.flat()) {
      if (id.startsWith('link:')) from('upstreams', id.slice('link:'.length), links, 'a link');
      else from('upstreams', id.slice('device:'.length), devices, 'a device');
    }
    from('channel_of', device.channelOf?.recorder, devices, 'a recorder');
    from('attached', device.attachedTo?.device, devices, 'a device');
    if (profiles && !profiles.includes(device.profile)) {
      const message = `expected a profile of camwatch.yaml (${profiles.join(', ')}), got ${JSON.stringify(device.profile)}`;
      report.problem(devices.problem(device, 'profile', message));
    }
  }
}

function checkLinks({ links, devices, sites, contractors, contracts }: Draft, report: Report): void {
  for (const link of links.readable) {
    const from = referenceFrom(links, link, report);
    if (link.near !== 'core') from('near', link.near.slice('device:'.length), devices, 'a device');
    if (link.far.startsWith('site:')) from('far', link.far.slice('site:'.length), sites, 'a site');
    else from('far', link.far.slice('device:'.length), devices, 'a device');
    from('carrier', link.carrier, contractors, 'a carrier');
    for (const id of link.contracts) from('contracts', id, contracts, 'a contract');
    from('interface', link.interface?.device, devices, 'a device');
    const carrier = contractors.byId.get(link.carrier ?? '');
    if (carrier && carrier.kind !== 'carrier') {
      const message = `expected a contractor of kind carrier, got ${JSON.stringify(carrier.id)}, which is of kind ${carrier.kind}`;
      report.problem(links.problem(link, 'carrier', message));
    }
  }
}

function checkHandoverTargets(draft: Draft, report: Report): void {
  const { handovers, devices, contracts, agencies, contractors } = draft;
  for (const handover of handovers.readable) {
    const from = referenceFrom(handovers, handover, report);
    if (handover.kind === 'device') from('id', handover.id, devices, 'a device');
    else from('id', handover.id, contracts, 'a contract');
    const parties = { agency: agencies, contractor: contractors, contract: contracts }[handover.field];
    const what = { agency: 'an agency', contractor: 'a contractor', contract: 'a contract' }[handover.field];
    from('from', handover.from, parties, what);
    from('to', handover.to, parties, what);
  }
}

/** Checks references out of one entry. The message names the most likely misspelling, as ids are typed by hand. */
function referenceFrom<Item>(table: Table<Item>, item: Item, report: Report) {
  return (field: string, id: string | undefined, target: ReferenceTarget, what: string): void => {
    if (id === undefined || target.isDeclared(id)) return;
    const suggestion = suggestName(id, nearbyIds(target, id));
    const hint = suggestion ? ` (did you mean ${suggestion}?)` : '';
    report.problem(
      table.problem(item, field, `expected ${what} of ${target.file}, got ${JSON.stringify(id)}${hint}`),
    );
  };
}

/** Only lists that a person could read: comparing with each of 100,000 ids for each of 100,000 rows would take hours. */
function nearbyIds(target: ReferenceTarget, id: string): readonly string[] {
  if (target.byId.size > 500) return [];
  const letters = withoutDigits(id);
  // cam-98 is no misspelling of cam-99.
  return [...target.byId.keys()].filter((known) => withoutDigits(known) !== letters);
}

function withoutDigits(id: string): string {
  return id.replaceAll(/\d/g, '');
}
