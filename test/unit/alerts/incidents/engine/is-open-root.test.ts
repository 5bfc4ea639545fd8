import { expect, test } from 'vitest';
import { isOpenRoot } from '#alerts/incidents/engine/is-open-root.ts';
import type { IncidentRoot } from '#ledger/record/incidents/incident-event.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';

const { inventory } = sampleFleet({ camerasPerArea: 1 });
const hidden = inventory.sites.get('site-bi-mat');
const sites = new Map([
  ...inventory.sites,
  ...(hidden ? [['site-bi-mat', { ...hidden, cabinet: 'tủ-1' }] as const] : []),
]);
const common = (by: string, name: string) =>
  ({ kind: 'common', by, name, what: 'device', fallen: 3, of: 3, firstMs: 1, lastMs: 2 }) as IncidentRoot;

test.each<[IncidentRoot, boolean]>([
  [{ kind: 'entity', entity: 'device:cam-lang-0001' }, true],
  [{ kind: 'entity', entity: 'device:cam-han-che' }, true],
  [{ kind: 'entity', entity: 'device:cam-bi-mat' }, false],
  [{ kind: 'entity', entity: 'link:link-bi-mat' }, false],
  [{ kind: 'entity', entity: 'link:link-lang', port: 'nvr-bi-mat#eth0' }, false],
  [{ kind: 'entity', entity: 'device:gone' }, false],
  [common('site', 'site-lang-0'), true],
  [common('site', 'site-bi-mat'), false],
  [common('cabinet', 'tủ-1'), false],
  [common('switch', 'nvr-bi-mat'), false],
  [common('switch', 'sw-lang'), true],
  [common('area', 'lang'), true],
])('%o may be known: %s', (root, expected) => {
  expect(isOpenRoot(root, { ...inventory, sites })).toBe(expected);
});
