import type { Device, Validity } from '../../core/domain/inventory.ts';
import { contractPartiesAt, ownershipAt } from '../../core/domain/ownership.ts';
import type { Draft, Report } from '../draft/draft.ts';

type Party = Validity & { readonly id: string };

/** Nobody may be in charge of anything before they existed or after they were abolished. */
export function checkValidity(draft: Draft, report: Report): void {
  checkHandoverParties(draft, report);
  checkDeviceParties(draft, report);
  checkContractParties(draft, report);
  checkAreas(draft, report);
}

/** Each party of a hand-over must exist at its instant; one that ends at that instant hands over just in time. */
function checkHandoverParties(draft: Draft, report: Report): void {
  const { handovers, agencies, contractors, zone } = draft;
  for (const handover of handovers.items) {
    if (handover.field === 'contract') continue;
    const parties: { readonly byId: ReadonlyMap<string, Party> } =
      handover.field === 'agency' ? agencies : contractors;
    const from = parties.byId.get(handover.from ?? '');
    if (from?.validToMs !== undefined && handover.atMs > from.validToMs) {
      const bound = `no later than ${zone.renderInstant(from.validToMs)}, when ${from.id} was abolished`;
      const got = JSON.stringify(zone.renderInstant(handover.atMs));
      report.problem(handovers.problem(handover, 'at', `expected an instant ${bound}, got ${got}`));
    }
    const to = parties.byId.get(handover.to ?? '');
    const flaw = to && flawAt(to, handover.atMs, draft);
    if (flaw) report.problem(handovers.problem(handover, 'to', flaw));
  }
}

function checkDeviceParties(draft: Draft, report: Report): void {
  const { devices, handoverIndex, present, agencies, contractors, nowMs } = draft;
  for (const device of devices.items) {
    const { stage, ownership } = present.get(device) ?? {};
    const atMs = stage === 'retired' ? lastInUseMs(device, nowMs) : nowMs;
    const { agency = '', contractor = '' } =
      ownership && atMs === nowMs ? ownership : ownershipAt(device, handoverIndex, atMs);
    const agencyFlaw = flawOf(agencies.byId.get(agency), atMs, draft);
    if (agencyFlaw) report.problem(devices.problem(device, 'agency', agencyFlaw));
    const contractorFlaw = flawOf(contractors.byId.get(contractor), atMs, draft);
    if (contractorFlaw) report.problem(devices.problem(device, 'contractor', contractorFlaw));
  }
}

/** A retired device keeps the parties it had at the end. */
function lastInUseMs({ lifecycle }: Device, nowMs: number): number {
  return (lifecycle.find(({ stage }) => stage === 'retired')?.atMs ?? nowMs + 1) - 1;
}

function checkContractParties(draft: Draft, report: Report): void {
  const { contracts, links, handoverIndex, agencies, contractors, nowMs } = draft;
  for (const contract of contracts.items) {
    const endedMs = contract.toMs !== undefined && contract.toMs <= nowMs ? contract.toMs - 1 : nowMs;
    const atMs = Math.max(endedMs, contract.fromMs);
    const { agency = '', contractor } = contractPartiesAt(contract, handoverIndex, atMs);
    const agencyFlaw = flawOf(agencies.byId.get(agency), atMs, draft);
    if (agencyFlaw) report.problem(contracts.problem(contract, 'agency', agencyFlaw));
    const contractorFlaw = flawOf(contractors.byId.get(contractor), atMs, draft);
    if (contractorFlaw) report.problem(contracts.problem(contract, 'contractor', contractorFlaw));
  }
  for (const link of links.items) {
    const flaw = flawOf(contractors.byId.get(link.carrier ?? ''), nowMs, draft);
    if (flaw) report.problem(links.problem(link, 'carrier', flaw));
  }
}

/** A site must lie in an area of today, unless all that ever hung there is retired. */
function checkAreas(draft: Draft, report: Report): void {
  const { sites, areas, devices, present, nowMs } = draft;
  if (areas.items.every(({ validFromMs, validToMs }) => validFromMs === undefined && validToMs === undefined))
    return;
  const known = new Set(devices.items.map(({ site }) => site));
  const used = new Set(
    devices.items.filter((device) => present.get(device)?.stage !== 'retired').map(({ site }) => site),
  );
  for (const site of sites.items) {
    if (known.has(site.id) && !used.has(site.id)) continue;
    const flaw = flawOf(areas.byId.get(site.area), nowMs, draft);
    if (flaw) report.problem(sites.problem(site, 'area', flaw));
  }
}

function flawOf(party: Party | undefined, atMs: number, draft: Draft): string | undefined {
  return party && flawAt(party, atMs, draft);
}

/** What is wrong with a party being in charge at an instant; names who took its place. */
function flawAt(party: Party, atMs: number, { zone }: Draft): string | undefined {
  const { id, validFromMs, validToMs, successors } = party;
  if (validFromMs !== undefined && atMs < validFromMs) {
    return `expected one that exists on ${zone.renderInstant(atMs).slice(0, 'yyyy-mm-dd'.length)}, got ${JSON.stringify(id)}, which begins on ${zone.renderInstant(validFromMs)}`;
  }
  if (validToMs === undefined || atMs < validToMs) return undefined;
  const followers =
    successors.length > 0 ? `; succeeded by ${successors.join(', ')}` : '; it has no successor on record';
  return `expected one that still exists, got ${JSON.stringify(id)}, abolished on ${zone.renderInstant(validToMs)}${followers}`;
}
