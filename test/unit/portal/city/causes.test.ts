import { describe, expect, test } from 'vitest';
import { deviceEntity, linkEntity } from '#core/domain/state.ts';
import { minutes, seconds } from '#core/time/units.ts';
import { originKey } from '#portal/city/cause.ts';
import { device, link } from '#test/support/inventory.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS, type SampleLive } from '#test/support/sample-live.ts';
import { devicesOfArea } from '#test/support/sample-troubles.ts';
import { sampleView } from '#test/support/sample-view.ts';

const summary = (view: ReturnType<typeof sampleView>) =>
  view.causes.map(({ origin, members }) => [originKey(origin), members.length]);

const down = (live: SampleLive, ...ids: string[]) => {
  for (const id of ids) live.set(deviceEntity(id), { state: 'down', reason: 'timeout' });
};

describe('buildCauses', () => {
  test('has nothing to tell of a city that is well', () => {
    expect(sampleView().causes).toEqual([]);
  });

  test('folds everything behind a cut line under the line, since its own edge', () => {
    const view = sampleView((live, { inventory }) =>
      live.cut('link-lang', devicesOfArea(inventory, 'lang'), 12),
    );

    expect(summary(view)).toEqual([['link:link-lang', 14]]);
    const sinceMs = SAMPLE_NOW_MS - minutes(12);
    expect(view.causes[0]).toMatchObject({ sinceMs, afterMs: sinceMs - seconds(42), reason: 'unreachable' });
  });

  test('folds everything behind a port that was switched off under its line, and not under the switch behind it', () => {
    const view = sampleView((live, { inventory }) => {
      down(live, ...devicesOfArea(inventory, 'lang'));
      live.set(linkEntity('link-lang'), { state: 'unknown', reason: 'switched-off' });
    });

    expect(summary(view)).toEqual([['link:link-lang', 14]]);
    expect(view.causes[0]?.reason).toBe('switched-off');
  });

  test('folds cameras under a dead switch whose line is not known to be down', () => {
    const view = sampleView((live) => down(live, 'sw-lang', 'cam-lang-0001', 'cam-lang-0005'));

    expect(summary(view)).toEqual([['device:sw-lang', 3]]);
  });

  test('gives a lone camera a row of its own', () => {
    expect(summary(sampleView((live) => down(live, 'cam-lang-0001')))).toEqual([['device:cam-lang-0001', 1]]);
  });

  test('is not behind a switch that answers otherwise while its pings are filtered', () => {
    const view = sampleView((live) => {
      down(live, 'cam-lang-0001');
      live.set(deviceEntity('sw-lang'), { state: 'down', reason: 'ping-filtered' });
      live.set(deviceEntity('sw-lang'), { indicator: 'service', state: 'up' });
    });

    expect(summary(view)).toEqual([['device:cam-lang-0001', 1]]);
    expect(view.conditions.get('sw-lang')).toMatchObject({ state: 'degraded', reason: 'ping-filtered' });
  });

  test('folds a pole on which nothing answers', () => {
    const view = sampleView((live) =>
      down(live, 'cam-lang-0005', 'cam-lang-0006', 'cam-lang-0007', 'cam-lang-0008'),
    );

    expect(summary(view)).toEqual([['site:site-lang-1', 4]]);
  });

  test('leaves a pole unfolded while one of its cameras answers', () => {
    const view = sampleView((live) => down(live, 'cam-lang-0005', 'cam-lang-0006', 'cam-lang-0007'));

    expect(summary(view)).toHaveLength(3);
  });

  test('folds a ward in which everything is lost for several causes', () => {
    const view = sampleView((live, { inventory }) => {
      down(live, ...devicesOfArea(inventory, 'lang'));
      // The switch pings again for a moment: what is behind it falls one by one.
      live.set(deviceEntity('sw-lang'), { state: 'up' });
      live.set(deviceEntity('sw-lang'), { indicator: 'service', state: 'down', reason: 'refused' });
    });

    expect(summary(view)).toEqual([['area:lang', 14]]);
  });

  test('shows a line that is down with nothing lost behind it', () => {
    const view = sampleView((live) =>
      live.set(linkEntity('link-lang'), { state: 'down', reason: 'unreachable' }),
    );

    expect(summary(view)).toEqual([['link:link-lang', 0]]);
  });

  test('does not name a withheld cause, nor say since when', () => {
    const view = sampleView((live) => {
      down(live, 'nvr-bi-mat', 'cam-han-che');
      live.set(linkEntity('link-bi-mat'), { state: 'down', reason: 'unreachable' });
    });

    expect(view.causes).toEqual([{ origin: { kind: 'withheld' }, members: [expect.anything()] }]);
    expect(view.causes[0]?.members[0]?.device.id).toBe('cam-han-che');
  });

  test('does not blame one of two redundant lines', () => {
    const shown = sampleFleet();
    const devices = new Map(shown.inventory.devices);
    const links = new Map(shown.inventory.links);
    links.set('spare', link({ id: 'spare', far: 'device:sw-lang' }));
    devices.set(
      'sw-lang',
      device({
        id: 'sw-lang',
        kind: 'switch',
        site: 'site-lang-0',
        upstreams: [['link:link-lang'], ['link:spare']],
      }),
    );
    const redundant = { ...shown, inventory: { ...shown.inventory, devices, links } };

    const view = sampleView((live) => {
      live.set(linkEntity('link-lang'), { state: 'down' });
      down(live, 'sw-lang');
    }, redundant);

    expect(summary(view)).toEqual([
      ['device:sw-lang', 1],
      ['link:link-lang', 0],
    ]);
  });

  test('ends where the inventory has a cycle', () => {
    const shown = sampleFleet();
    const devices = new Map(shown.inventory.devices);
    devices.set('a', device({ id: 'a', site: 'site-lang-0', upstreams: [['device:b']] }));
    devices.set('b', device({ id: 'b', site: 'site-lang-0', upstreams: [['device:a']] }));

    const view = sampleView((live) => down(live, 'a', 'b'), {
      ...shown,
      inventory: { ...shown.inventory, devices },
    });

    expect(view.causes.flatMap(({ members }) => members.map(({ device: { id } }) => id)).sort()).toEqual([
      'a',
      'b',
    ]);
  });

  test('puts the cause with the most cameras first', () => {
    const view = sampleView((live, { inventory }) => {
      down(live, 'cam-ba-dinh-0001', 'nvr-lang');
      live.cut('link-lang', devicesOfArea(inventory, 'lang'), 1);
    });

    expect(summary(view)).toEqual([
      ['link:link-lang', 14],
      ['device:cam-ba-dinh-0001', 1],
    ]);
  });
});
