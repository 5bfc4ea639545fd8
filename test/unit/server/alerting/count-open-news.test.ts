import { expect, test } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { countOpenNews } from '#server/alerting/count-open-news.ts';
import { createOpenRoots } from '#server/alerting/open-roots.ts';
import { lineIncident, newsAbout } from '#test/support/incident-city.ts';
import { device, openInventoryOf, openSite } from '#test/support/inventory.ts';

const city = {
  ...openInventoryOf({
    devices: [device({ id: 'cam-1', site: 'pole' }), device({ id: 'cam-bi-mat', site: 'hidden' })],
  }),
  sites: new Map([
    ['pole', openSite('pole')],
    ['hidden', { ...openSite('hidden'), secrecy: 'secret' as const }],
  ]),
};

test('news of an incident at a secret site are planned for, and not counted', async () => {
  const metrics = createMetrics();
  const planned: string[] = [];
  const plan = countOpenNews(
    ({ incident }) => {
      planned.push(incident.id);
      return [];
    },
    createOpenRoots(() => city),
    metrics,
  );
  const tell = (id: string) => {
    const incident = lineIncident(1_000, { id, root: { kind: 'entity', entity: deviceEntity(id) } });
    plan(newsAbout(incident), { members: new Set(), timeline: [], told: [] });
  };

  for (const id of ['cam-1', 'cam-bi-mat', 'cam-bi-mat', 'gone', 'cam-1']) tell(id);

  expect(planned).toHaveLength(5);
  expect((await metrics.camwatch_incident_news_total.get()).values).toMatchObject([{ value: 2 }]);
  expect(await metrics.registry.metrics()).not.toContain('camwatch_incident_rows_total');
});

test('what is found of a root is asked of the inventory again when that is another one', () => {
  let inventory = city;
  const isOpen = createOpenRoots(() => inventory);
  const root = { kind: 'entity', entity: deviceEntity('cam-bi-mat') } as const;
  const place = {
    kind: 'common',
    by: 'site',
    what: 'device',
    fallen: 5,
    of: 9,
    firstMs: 0,
    lastMs: 1,
  } as const;

  expect([isOpen(root), isOpen({ ...root, entity: deviceEntity('cam-1') }), isOpen(root)]).toEqual([
    false,
    true,
    false,
  ]);
  expect(['hidden', 'pole'].map((name) => isOpen({ ...place, name }))).toEqual([false, true]);

  inventory = { ...city, sites: new Map([['hidden', openSite('hidden')]]) };
  expect([isOpen(root), isOpen({ ...place, name: 'hidden' }), isOpen({ ...place, name: 'pole' })]).toEqual([
    true,
    true,
    false,
  ]);
});
