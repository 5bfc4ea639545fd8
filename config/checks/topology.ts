import type { Device, Link } from '../../core/domain/inventory.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import type { Draft, Report } from '../draft/draft.ts';
import { findCycles } from './find-cycles.ts';

/** Devices and links must hang on each other without a circle, and on nothing that is retired or does not exist. */
export function checkTopology(draft: Draft, report: Report): void {
  checkCycles(draft, report);
  checkUpstreamsInUse(draft, report);
  checkRecorders(draft, report);
  checkInterfaces(draft, report);
}

function checkCycles({ devices, links }: Draft, report: Report): void {
  const upstreamsOf = (entity: Entity): readonly Entity[] => {
    if (entity.startsWith('link:')) {
      const near = links.byId.get(entity.slice('link:'.length))?.near ?? 'core';
      return near === 'core' ? [] : [near];
    }
    const device = devices.byId.get(entity.slice('device:'.length));
    const recorder = device?.channelOf?.recorder;
    return [
      ...(device?.upstreams.flat() ?? []),
      ...(recorder === undefined ? [] : [`device:${recorder}` as const]),
    ];
  };
  // Only what something hangs on can be part of a circle: a few thousand of 100,000 devices.
  const upstreams = new Set<Entity>();
  for (const { upstreams: paths, channelOf } of devices.items) {
    for (const path of paths) for (const entity of path) upstreams.add(entity);
    if (channelOf) upstreams.add(`device:${channelOf.recorder}`);
  }
  for (const cycle of findCycles(upstreams, upstreamsOf)) {
    const device = cycle
      .map((entity) => devices.byId.get(parseEntity(entity)?.id ?? ''))
      .find((found) => found);
    if (!device) continue;
    const circle = [...cycle, cycle[0]].join(' → ');
    report.problem(
      devices.problem(device, 'upstreams', `expected ways that lead to the core, got the circle ${circle}`),
    );
  }
}

function checkUpstreamsInUse({ devices, present, nowMs, zone }: Draft, report: Report): void {
  for (const device of devices.items) {
    if (present.get(device)?.stage === 'retired') continue;
    for (const path of device.upstreams) for (const entity of path) refuse(device, entity, 'upstreams');
    if (device.channelOf) refuse(device, `device:${device.channelOf.recorder}`, 'channel_of');
  }

  function refuse(device: Device, entity: Entity, field: string): void {
    const upstream = entity.startsWith('device:')
      ? devices.byId.get(entity.slice('device:'.length))
      : undefined;
    const retiredMs =
      upstream && present.get(upstream)?.stage === 'retired' ? retiredAtMs(upstream, nowMs) : undefined;
    if (!upstream || retiredMs === undefined) return;
    const message = `expected a device in use, got ${JSON.stringify(upstream.id)}, retired on ${zone.renderInstant(retiredMs)}`;
    report.problem(devices.problem(device, field, message));
  }
}

function retiredAtMs(device: Device, nowMs: number): number | undefined {
  return device.lifecycle.find(({ stage, atMs }) => stage === 'retired' && atMs <= nowMs)?.atMs;
}

function checkRecorders({ devices }: Draft, report: Report): void {
  for (const device of devices.items) {
    const recorder = devices.byId.get(device.channelOf?.recorder ?? '');
    if (!recorder || recorder.kind === 'nvr') continue;
    const message = `expected a device of kind nvr, got ${JSON.stringify(recorder.id)}, which is of kind ${recorder.kind}`;
    report.problem(devices.problem(device, 'channel_of', message));
  }
}

function checkInterfaces({ devices, links }: Draft, report: Report): void {
  const mismatchOf = (place: Link['interface']): string | undefined => {
    const device = devices.byId.get(place?.device ?? '');
    // A device without a list of interfaces is one whose list is not known.
    if (!place || !device || device.interfaces.length === 0 || device.interfaces.includes(place.name))
      return undefined;
    const expected = `an interface of ${device.id} (${device.interfaces.join(', ')})`;
    return `expected ${expected}, got ${JSON.stringify(place.name)}`;
  };
  for (const link of links.items) {
    const mismatch = mismatchOf(link.interface);
    if (mismatch !== undefined) report.problem(links.problem(link, 'interface', mismatch));
  }
  for (const device of devices.items) {
    const mismatch = mismatchOf(device.attachedTo);
    if (mismatch !== undefined) report.problem(devices.problem(device, 'attached', mismatch));
  }
}
