import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deviceEntity, type Entity, linkEntity, STATES } from '#core/domain/state.ts';
import { buildCityView } from '#portal/city/city-view.ts';
import { buildVisibleFleet } from '#portal/city/visible-fleet.ts';
import { createPortalAnswers } from '#server/portal/answer-portal.ts';
import { createLinkNews } from '#server/portal/link-news.ts';
import { createLiveMirror } from '#server/portal/mirror-live.ts';
import type { DeviceDetails, Present } from '#server/portal/portal-messages.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS, sampleLive } from '#test/support/sample-live.ts';
import { NO_INCIDENTS, WRITING } from '#test/support/sample-portal.ts';

const shown = sampleFleet({ camerasPerArea: 2 });
const { inventory } = shown;
const entities: readonly Entity[] = [
  ...[...inventory.devices.keys()].slice(0, 30).map(deviceEntity),
  ...[...inventory.links.keys()].map(linkEntity),
];

/** A collector, and what another thread was told of it: messages are copied as threads copy them. */
function startBoth() {
  const live = sampleLive(inventory);
  const answer = createPortalAnswers({
    ...{ present: () => shown, configOf: () => 0, live, measurements: () => WRITING },
    ...{ takeNoted: () => new Set<Entity>(), metricsText: async () => '', nowMs: () => SAMPLE_NOW_MS },
    ledgerFailure: () => undefined,
    checkpointFailure: () => undefined,
    alertingHealth: () => ({ incidentLagMs: 0, incidentRestarts: 0 }),
    configurationFailure: () => undefined,
  });
  const mirror = createLiveMirror(() => inventory);
  let hasBefore = false;
  return {
    ...{ live, mirror },
    look: async () => {
      mirror.take(structuredClone((await answer({ about: 'present', hasBefore })) as Present));
      hasBefore = true;
    },
    bring: async () => {
      const ids = mirror.missing();
      mirror.takeDetails(structuredClone((await answer({ about: 'devices', ids })) as DeviceDetails[]));
    },
  };
}

/** All that pages are made of. */
function tell(source: Parameters<typeof buildCityView>[0]['live']) {
  const fleet = buildVisibleFleet(inventory, source.columns().devices);
  const view = buildCityView({
    ...{ shown, fleet, live: source, incidents: NO_INCIDENTS, measurements: WRITING, atMs: SAMPLE_NOW_MS },
  });
  return {
    ...{ districts: view.districts, watched: view.watched, links: [...view.linkConditions] },
    devices: [...inventory.devices.keys()].map((id) => [
      view.conditions.get(id),
      view.rungAt(fleet.indexOf(id), 'reach'),
    ]),
    statuses: [...inventory.links.keys()].map(view.statusesOfLink),
    traffic: [...inventory.links.keys()].map(view.trafficOfLink),
  };
}

const step = fc.record({
  entity: fc.constantFrom(...entities),
  state: fc.constantFrom(...STATES),
  reason: fc.constantFrom('timeout', 'unreachable', undefined),
  minutesAgo: fc.integer({ min: 0, max: 500 }),
  isLook: fc.boolean(),
});

describe('what another thread is told', () => {
  it('is what the collector knows, after any changes and looks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { live, mirror, look } = startBoth();
        await look();
        for (const { entity, state, reason, minutesAgo, isLook } of steps) {
          const sinceMs = SAMPLE_NOW_MS - minutesAgo * 60_000;
          live.set(entity, { state, sinceMs, afterMs: sinceMs - 1, ...(reason !== undefined && { reason }) });
          if (isLook) await look();
        }
        await look();
        expect(tell(mirror)).toEqual(tell(live));
      }),
      { numRuns: 20 },
    );
  });

  it('stays as it was while the next is written', async () => {
    const { live, mirror, look } = startBoth();
    await look();
    const [first] = inventory.devices.keys();
    const [before] = tell(mirror).devices;
    live.set(deviceEntity(first ?? ''), { state: 'down' });
    expect(tell(mirror).devices[0]).toEqual(before);
    await look();
    expect(tell(mirror).devices[0]).toMatchObject([{ state: 'down' }, 'down']);
  });

  it('has what a device measured once somebody asked for it, until the next look', async () => {
    const { live, mirror, look, bring } = startBoth();
    await look();
    const [id = ''] = inventory.devices.keys();
    const of = (source: typeof live | typeof mirror) => source.status(deviceEntity(id), 'reach');
    expect(of(mirror)).toMatchObject({ state: 'up' });
    expect(of(mirror)).not.toHaveProperty('measurements');
    expect(mirror.missing()).toEqual([id]);
    await bring();
    expect(of(mirror)).toEqual(of(live));
    await look();
    expect(of(mirror)).not.toHaveProperty('measurements');
  });

  it('has states of one look, whatever a device measured since', async () => {
    const { live, mirror, look, bring } = startBoth();
    await look();
    const [id = ''] = inventory.devices.keys();
    const of = () => mirror.status(deviceEntity(id), 'reach');
    of();
    live.set(deviceEntity(id), { state: 'down', reason: 'timeout', measurements: { rttAvgMs: 9 } });
    await bring();
    expect(of()).toMatchObject({ state: 'up', measurements: { rttAvgMs: 9 } });
    expect(of()).not.toHaveProperty('reason');
    await look();
    expect(of()).toMatchObject({ state: 'down', reason: 'timeout' });
  });

  it('tells of links what changed alone', async () => {
    const live = sampleLive(inventory);
    const [id = ''] = inventory.links.keys();
    const news = createLinkNews(live);
    expect(news(inventory.links, false).statuses).toHaveLength(inventory.links.size);
    expect(news(inventory.links, true)).toEqual({ statuses: [], traffic: [], isMore: true });
    live.set(linkEntity(id), { state: 'down' });
    expect(news(inventory.links, true).statuses).toMatchObject([{ entity: linkEntity(id), state: 'down' }]);
    expect(news(new Map(inventory.links), true)).not.toHaveProperty('isMore');
  });
});
