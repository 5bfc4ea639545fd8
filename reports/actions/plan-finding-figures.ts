import type { Device, Site } from '../../core/domain/inventory.ts';
import { isWatchedAt } from '../../core/domain/inventory.ts';
import { valueAt } from '../../core/time/versions.ts';
import { createZone } from '../../core/time/zone.ts';
import { readHistory } from '../../ledger/history/history.ts';
import type { PlanFinding } from '../../plan/state/plan-finding.ts';
import { findPlanFindings } from '../../plan/state/plan-findings.ts';
import type { PlanState } from '../../plan/state/plan-state.ts';
import { readDownSince } from '../../plan/state/read-down-since.ts';
import type { FiguresSections } from '../figures/document/annual-figures.ts';
import type { FiguresInput } from '../figures/document/figures-input.ts';
import type { FindingUnit } from '../figures/document/inventory-figures.ts';
import { missing } from '../figures/document/missing-words.ts';
import { nameAt } from '../figures/inventory/name-at.ts';

/** Findings about devices, by what they are and whose; what the plan itself lacks is told by the command alone. */
export function buildPlanFindings(
  input: FiguresInput,
  stateOf: (input: FiguresInput) => PlanState,
): FiguresSections['planFindings'] {
  if (input.scope.kind === 'month') return missing('not-in-scope');
  const city = cityOf(input);
  const found = foundIn(city, stateOf(input), input);
  const named = input.given.secretSites === 'include';
  return {
    checked: countChecked(city, input),
    rows: [...Map.groupBy(found, ({ code }) => code)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, members]) => ({
        id,
        devices: new Set(members.flatMap(({ devices }) => devices)).size,
        sites: new Set(members.flatMap(({ site }) => site ?? [])).size,
        examples: members
          .filter(({ isSecret }) => named || !isSecret)
          .flatMap(({ devices }) => devices)
          .slice(0, input.given.mostListed),
        units: unitsOf(members, city, input),
        tasks: tasksOf(members, city, input),
      })),
  };
}

interface City {
  readonly devices: readonly Device[];
  readonly sites: ReadonlyMap<string, Site>;
  readonly byId: ReadonlyMap<string, Device>;
}

const NOTHING: readonly never[] = [];

/** Where it stands, whose it is and since when; not how it is asked: of 100,000 devices that is most of the memory. */
const pickDevice = (device: Device): Device => ({
  id: device.id,
  name: device.name,
  kind: device.kind,
  site: device.site,
  ...(device.cameraClass !== undefined && { cameraClass: device.cameraClass }),
  ...(device.directionDegrees !== undefined && { directionDegrees: device.directionDegrees }),
  ...(device.agency !== undefined && { agency: device.agency }),
  ...(device.programme !== undefined && { programme: device.programme }),
  lifecycle: device.lifecycle.map(({ stage, atMs }) => ({ stage, atMs })),
  profile: device.profile,
  ...{ contracts: NOTHING, upstreams: NOTHING, interfaces: NOTHING },
});

/** As it was at the end of the window. */
function cityOf({ reader, recordedBeforeMs, window }: FiguresInput): City {
  const atMs = window.toMs - 1;
  const history = readHistory(reader, { recordedBeforeMs, pickDevice });
  const devices = [...history.devices.values()].flatMap((versions) => valueAt(versions, atMs) ?? []);
  const sites = [...history.sites].flatMap(([id, versions]) => {
    const site = valueAt(versions, atMs);
    return site ? [[id, site] as const] : [];
  });
  return { devices, sites: new Map(sites), byId: new Map(devices.map((device) => [device.id, device])) };
}

function foundIn(
  { devices, sites }: City,
  state: PlanState,
  { reader, recordedBeforeMs, window, timeZone, scope }: FiguresInput,
): readonly PlanFinding[] {
  const atMs = window.toMs - 1;
  const zone = createZone(timeZone);
  const downSince = readDownSince(reader, { atMs, recordedBeforeMs });
  return findPlanFindings({ state, atMs, zone, devices, sites, downSince }).filter(
    (finding) =>
      finding.devices.length > 0 && (scope.kind !== 'agency' || finding.agencies.includes(scope.agency)),
  );
}

/** What could be looked at: a camera without coordinates or a direction is near to none, and looks nowhere. */
function countChecked({ devices, sites }: City, { scope, window }: FiguresInput) {
  const watched = devices.filter(
    (device) =>
      isWatchedAt(device, window.toMs - 1) && (scope.kind !== 'agency' || device.agency === scope.agency),
  );
  const isComparable = ({ kind, cameraClass, directionDegrees, agency, site }: Device): boolean =>
    kind === 'camera' &&
    agency !== undefined &&
    sites.get(site)?.latitude !== undefined &&
    (cameraClass === 'ptz' || directionDegrees !== undefined);
  return { devices: watched.length, cameras: watched.filter(isComparable).length };
}

/** By the agency in charge, `none` where there is none; secret sites are counted, and so is what is beyond the most that are listed. */
function unitsOf(
  members: readonly PlanFinding[],
  { byId, sites }: City,
  { inventory, window, given, scope }: FiguresInput,
): FindingUnit[] {
  const placed = members.flatMap(({ devices, site, detail, isSecret }) =>
    devices.map((id) => {
      const device = byId.get(id);
      return { id, unit: device?.agency ?? 'none', site: device?.site ?? site ?? '', detail, isSecret };
    }),
  );
  return [...Map.groupBy(placed, ({ unit }) => unit)]
    .filter(([unit]) => scope.kind !== 'agency' || unit === scope.agency)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => {
      const bySite = [...Map.groupBy(own, ({ site }) => site)].sort(([a], [b]) => (a < b ? -1 : 1));
      const open = bySite.filter(
        ([, [first]]) => given.secretSites === 'include' || first?.isSecret !== true,
      );
      return {
        id,
        ...nameAt(inventory.agencies.get(id), window.toMs - 1),
        sites: bySite.length,
        devices: countDevices(own),
        secretSites: bySite.length - open.length,
        places: open.slice(0, given.mostListed).map(([site, there]) => ({
          id: site,
          name: sites.get(site)?.name ?? site,
          devices: countDevices(there),
          detail: there[0]?.detail ?? '',
        })),
        notListed: Math.max(0, open.length - given.mostListed),
      };
    });
}

function tasksOf(
  members: readonly PlanFinding[],
  { byId }: City,
  { inventory, window, scope }: FiguresInput,
) {
  const placed = members.flatMap(({ devices }) =>
    devices.flatMap((id) => {
      const { programme, site = '', agency } = byId.get(id) ?? {};
      const versions = inventory.programmes.get(programme ?? '');
      const task = (valueAt(versions, window.toMs - 1) ?? versions?.at(-1)?.value)?.task;
      const isMeant = scope.kind !== 'agency' || agency === scope.agency;
      return task === undefined || !isMeant ? [] : [{ id, task, site }];
    }),
  );
  return [...Map.groupBy(placed, ({ task }) => task)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => ({
      id,
      sites: new Set(own.map(({ site }) => site)).size,
      devices: countDevices(own),
    }));
}

const countDevices = (list: readonly { readonly id: string }[]): number =>
  new Set(list.map(({ id }) => id)).size;
