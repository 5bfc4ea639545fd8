import type { Device, Site } from '../../core/domain/inventory.ts';
import type { Zone } from '../../core/time/zone.ts';
import { compareIds } from './compare-ids.ts';
import { findDuplicateViews } from './duplicate-views.ts';
import { type InstalledCamera, installedCameras } from './installed-cameras.ts';
import type { PlanFinding } from './plan-finding.ts';
import type { OpinionState, PlanState } from './plan-state.ts';
import { settingFindings } from './setting-findings.ts';
import { type DownSince, findUnused } from './unused-devices.ts';

/** What findings of the plan are made from: the city as it was at one instant. */
export interface PlanFindingInput {
  readonly state: PlanState;
  /** The instant at which devices are looked at, such as the end of the data. */
  readonly atMs: number;
  readonly zone: Zone;
  /** Devices with their agencies as they were then. */
  readonly devices: Iterable<Device>;
  readonly sites: ReadonlyMap<string, Site>;
  /** By device, since when it had been down then without a break; devices that were not are not in it. */
  readonly downSince: ReadonlyMap<string, DownSince>;
}

/** Everything about the plan that a person must look at, in a fixed order. */
export function findPlanFindings({
  state,
  atMs,
  zone,
  devices,
  sites,
  downSince,
}: PlanFindingInput): readonly PlanFinding[] {
  const all = [...devices].sort((a, b) => compareIds(a.id, b.id));
  const { findings } = state.definition;
  const opinionsBySite = new Map(state.site.map((one) => [one.site, one]));
  // Once, since a day of the city takes long to find for each of a hundred thousand cameras.
  const opinionsFromMs = startOf(findings.opinionsFromDate);
  const pausedMs = findings.pause && zone.dayAt(startOf(findings.pause.date)).toMs;
  const bySite = Map.groupBy(installedCameras(all, atMs), ({ device }) => device.site);
  const ofSites = [...bySite].sort(([a], [b]) => compareIds(a, b));
  return [
    ...ofSites.flatMap(([site, cameras]) => withoutOpinion(site, cameras)),
    ...ofSites.flatMap(([site, cameras]) => duringPause(site, cameras)),
    ...findUnused(all, { atMs, unusedAfterMs: findings.unusedAfterMs, downSince, sites }),
    ...findDuplicateViews(all, { atMs, sites, ...findings }),
    ...settingFindings(state),
  ];

  /** Nothing is ever that late where no day is set. */
  function startOf(day: string | undefined): number {
    return (day === undefined ? undefined : zone.parseInstantMs(day)) ?? Number.POSITIVE_INFINITY;
  }

  function withoutOpinion(site: string, cameras: readonly InstalledCamera[]): readonly PlanFinding[] {
    const needing = cameras.filter(({ installedMs }) => installedMs >= opinionsFromMs);
    if (needing.length === 0) return [];
    const opinions = opinionsBySite.get(site);
    const missing = [flawOf('dost', opinions?.dost), flawOf('police', opinions?.police)].flat();
    if (missing.length === 0) return [];
    return [siteFinding('installed-without-opinion', site, needing, missing.join(' '))];
  }

  function duringPause(site: string, cameras: readonly InstalledCamera[]): readonly PlanFinding[] {
    const { pause } = findings;
    if (!pause || pausedMs === undefined) return [];
    const needing = cameras.filter(
      ({ device, installedMs }) =>
        installedMs >= pausedMs &&
        !state.exemption.some(
          ({ values }) => values.sites.includes(site) || values.devices.includes(device.id),
        ),
    );
    return needing.length === 0 ? [] : [siteFinding('installed-during-pause', site, needing, pause.number)];
  }

  function siteFinding(
    code: PlanFinding['code'],
    site: string,
    cameras: readonly InstalledCamera[],
    detail: string,
  ): PlanFinding {
    return {
      code,
      site,
      devices: cameras.map(({ device }) => device.id),
      agencies: [...new Set(cameras.flatMap(({ device }) => device.agency ?? []))].sort(compareIds),
      isSecret: sites.get(site)?.secrecy === 'secret',
      sinceMs: Math.min(...cameras.map(({ installedMs }) => installedMs)),
      detail,
    };
  }
}

/** What is wrong with an opinion: it is not there, or it says no. */
function flawOf(authority: 'dost' | 'police', opinion: OpinionState | undefined): readonly string[] {
  if (opinion?.status !== 'answered') return [`${authority}:${opinion?.status ?? 'not-asked'}`];
  const isRefused = opinion.place === 'not-agreed' || opinion.technology === 'not-agreed';
  return isRefused ? [`${authority}:not-agreed`] : [];
}
