import { type Agency, type Device, stageAt } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { ReportYear } from '../definition/report-schema.ts';
import { compareIds } from '../state/compare-ids.ts';
import { installedCameras } from '../state/installed-cameras.ts';
import type { PlanState, SiteState } from '../state/plan-state.ts';

/** Where sites are on which opinions are asked for, and whose they are. */
export interface AskedSites {
  /** Ids of sites by agency: it has or wants cameras there that need opinions. */
  readonly byAgency: ReadonlyMap<string, readonly string[]>;
  /** Of every site on record. */
  readonly places: ReadonlyMap<string, SitePlace>;
}

export interface SitePlace {
  readonly name: string;
  readonly area?: string;
  readonly isSecret: boolean;
}

/** Sites at which cameras are planned, or were installed since opinions are needed, and those that are on record as asked for. */
export function readAskedSites(
  history: Pick<InventoryHistory, 'devices' | 'sites' | 'areas'>,
  state: PlanState,
  { atMs, zone }: { readonly atMs: number; readonly zone: Zone },
): AskedSites {
  const { opinionsFromDate } = state.definition.findings;
  const fromMs =
    (opinionsFromDate === undefined ? undefined : zone.parseInstantMs(opinionsFromDate)) ??
    Number.POSITIVE_INFINITY;
  const devices = [...history.devices.values()].flatMap((versions) => valueAt(versions, atMs) ?? []);
  const needing = [
    ...devices.filter((device) => isPlanned(device, atMs)),
    ...installedCameras(devices, atMs).flatMap(({ device, installedMs }) =>
      installedMs >= fromMs ? [device] : [],
    ),
  ];
  const asked = new Map(state.site.map((one) => [one.site, one]));
  const pairs = [
    ...needing.flatMap(({ agency, site }) => (agency === undefined ? [] : [[agency, site] as const])),
    ...state.site.flatMap(({ agency, site }) => (agency === undefined ? [] : [[agency, site] as const])),
  ].filter(([agency, site]) => isOpenTo(agency, asked.get(site)));
  return { byAgency: groupSites(pairs), places: readPlaces(history, atMs) };
}

function isPlanned(device: Device, atMs: number): boolean {
  const stage = device.kind === 'camera' ? stageAt(device, atMs) : undefined;
  return stage === 'requested' || stage === 'approved';
}

/** What another agency asked for is its own; what nobody asked for and has its answers asks nothing. */
function isOpenTo(agency: string, site: SiteState | undefined): boolean {
  if (!site || site.agency === agency) return true;
  return site.agency === undefined && !(site.dost.status === 'answered' && site.police.status === 'answered');
}

function groupSites(pairs: readonly (readonly [agency: string, site: string])[]) {
  const groups = Map.groupBy(pairs, ([agency]) => agency);
  return new Map(
    [...groups].map(([agency, own]) => [agency, [...new Set(own.map(([, site]) => site))].sort(compareIds)]),
  );
}

function readPlaces({ sites, areas }: Pick<InventoryHistory, 'sites' | 'areas'>, atMs: number) {
  const places = [...sites].flatMap(([id, versions]): (readonly [string, SitePlace])[] => {
    const site = valueAt(versions, atMs);
    if (!site) return [];
    const area = valueAt(areas.get(site.area), atMs)?.name;
    const name = site.address === undefined ? site.name : `${site.name}, ${site.address}`;
    return [[id, { name, ...(area !== undefined && { area }), isSecret: site.secrecy === 'secret' }]];
  });
  return new Map(places);
}

export type Authority = 'dost' | 'police';

/** Whether the word of a unit is one of the two opinions. */
export function authorityOf(
  { id, kind }: Pick<Agency, 'id' | 'kind'>,
  { definition }: Pick<PlanState, 'definition'>,
): Authority | undefined {
  return id === definition.report.agency ? 'dost' : kind === 'police' ? 'police' : undefined;
}

/** Sites on which an authority has not answered, or did so within the year. Secret ones go by another way. */
export function sitesToAnswer(
  authority: Authority | undefined,
  { site: sites }: Pick<PlanState, 'site'>,
  { places }: AskedSites,
  { fromDate }: ReportYear,
): readonly SiteState[] {
  if (authority === undefined) return [];
  return sites.filter((site) => {
    const { status, date = '' } = site[authority];
    const isOpen = status === 'waiting' || (status === 'answered' && date >= fromDate);
    return isOpen && places.get(site.site)?.isSecret === false;
  });
}
