import { stageAt } from '../../core/domain/inventory.ts';
import type { LiveStatus } from '../../core/domain/sinks.ts';
import type { CityView } from '../city/city-view.ts';
import type { LearntSource } from '../city/learnt-source.ts';
import { gatherFindings } from '../city/visible-findings.ts';
import { mergeWithheld, type VisibleDevice } from '../city/visible-fleet.ts';
import { isRestricted } from '../server/blur-places.ts';
import { describeFacts } from './facts-json.ts';
import { describeFindingAsJson } from './finding-json.ts';
import { timeWriter, type WriteTime } from './time-writer.ts';

/**
 * A device as the API tells it. Network addresses, credentials and contacts are left out for everybody, and what is closer
 * than the ward for restricted sites: see {@link blurPlaces}.
 */
export function describeStanding(view: CityView, { device, site, area, district }: VisibleDevice) {
  const condition = view.conditions.get(device.id);
  const time = timeWriter(view);
  return {
    id: device.id,
    name: device.name,
    kind: device.kind,
    state: condition?.state ?? 'out-of-service',
    reason: condition?.reason ?? null,
    indicator: condition?.indicator ?? null,
    since: time(condition?.sinceMs),
    after: time(condition?.afterMs),
    stage: stageAt(device, view.atMs) ?? null,
    agency: device.agency ?? null,
    contractor: device.contractor ?? null,
    programme: device.programme ?? null,
    district: { id: district.id, name: district.name },
    area: { id: area.id, name: area.name },
    site: {
      id: site.id,
      name: isRestricted(site) ? null : site.name,
      secrecy: site.secrecy,
      kind: site.kind,
      purpose: site.purpose,
      address: site.address ?? null,
      longitude: site.longitude ?? null,
      latitude: site.latitude ?? null,
    },
  };
}

/** The same with what each rung measured last. */
export function describeDevice(view: CityView, visible: VisibleDevice) {
  const { id } = visible.device;
  const time = timeWriter(view);
  const statuses = view.conditions.has(id) ? view.statusesOf(id) : [];
  return {
    ...describeStanding(view, visible),
    indicators: statuses.map((status) => describeStatus(status, time)),
  };
}

/** One device with the ways to it (withheld steps that follow each other are one `null`), what it said of itself, its findings. */
export function describeWholeDevice(view: CityView, visible: VisibleDevice, source: LearntSource) {
  const findings = gatherFindings(view, source, { entity: visible.entity });
  return {
    ...describeDevice(view, visible),
    maker: visible.device.maker ?? null,
    model: visible.device.model ?? null,
    upstreams: visible.device.upstreams.map((path) =>
      mergeWithheld(path, view.fleet).map((entity) =>
        view.fleet.isVisible(entity) ? { entity, state: upstreamState(view, entity) } : null,
      ),
    ),
    learnt: describeFacts(source.facts(visible.device.id), timeWriter(view)),
    findings: findings.slice(0, MOST_FINDINGS).map((finding) => describeFindingAsJson(view, finding)),
  };
}

function upstreamState(view: CityView, entity: string): string {
  const id = entity.slice(entity.indexOf(':') + 1);
  const conditions = entity.startsWith('link:') ? view.linkConditions : view.conditions;
  return conditions.get(id)?.state ?? 'out-of-service';
}

/** More than any device has, unless it flaps: the list of findings has them all. */
const MOST_FINDINGS = 100;

export function describeStatus(status: LiveStatus, time: WriteTime) {
  return {
    indicator: status.indicator,
    state: status.state,
    reason: status.reason ?? null,
    since: time(status.sinceMs),
    after: time(status.afterMs),
    last_probe: time(status.lastProbeMs),
    flap_ratio: status.flapRatio ?? null,
    measurements: status.measurements ?? {},
    measured: time(status.measuredMs),
  };
}
