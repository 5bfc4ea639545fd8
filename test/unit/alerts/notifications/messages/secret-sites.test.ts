import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import type { IncidentRoot } from '#ledger/record/incidents/incident-event.ts';
import type { Occasion } from '#ledger/record/outbox/occasion.ts';
import { cutLine, FIVE_PAST_TWO_MS, MESSAGE_OPTIONS, news } from '#test/support/message-city.ts';

const HIDDEN = { some: ['device:cam-hidden', 'link:hidden'], count: 2 } as const;
const BETRAYS = /Kho 7|cam-hidden|link:hidden|hidden|Ngõ Vắng|MẬT|9999|105\.1\b|21\.1\b|Cửa Nam|cua-nam/;

const hidden = (root: IncidentRoot, id: string) =>
  cutLine({
    id: `${id}@${FIVE_PAST_TWO_MS}`,
    root,
    areas: [{ area: 'cua-nam', lost: 1, of: 20 }],
    blindSpots: [{ kind: 'junction', name: 'hidden' }],
  });
const common = (by: 'site' | 'cabinet' | 'switch', name: string): IncidentRoot => ({
  kind: 'common',
  by,
  name,
  what: 'device',
  fallen: 5,
  of: 5,
  firstMs: 0,
  lastMs: 0,
});

const ROOTS: readonly [IncidentRoot, id: string][] = [
  [{ kind: 'entity', entity: 'device:cam-hidden' }, 'device:cam-hidden'],
  [{ kind: 'entity', entity: 'link:hidden' }, 'link:hidden'],
  [common('site', 'hidden'), 'devices:site:hidden'],
  [common('cabinet', 'MẬT-1'), 'devices:cabinet:MẬT-1'],
  [common('switch', 'cam-hidden'), 'devices:switch:cam-hidden'],
];

const everything = (occasion: Occasion, secretSites?: 'named') => {
  const { pictures, ...said } = composeMessage(occasion, {
    ...MESSAGE_OPTIONS,
    ...(secretSites && { secretSites }),
  });
  return JSON.stringify({ ...said, alts: pictures.map(({ alt }) => alt) });
};

describe.each(ROOTS)('a secret site behind %o', (root, id) => {
  const incident = hidden(root, id);

  test('is nowhere in a message', () => {
    const said = everything(news({ incident, members: HIDDEN, joined: HIDDEN }));

    expect(said).not.toMatch(BETRAYS);
    expect(said).toContain('một điểm không nêu tên');
  });

  test('is nowhere in digests and reports', () => {
    const digest = {
      type: 'digest',
      reason: 'wanted',
      fromMs: 0,
      toMs: 1,
      items: [news({ incident })],
      more: 0,
    } as const;
    const report = {
      type: 'report',
      period: 'day',
      fromMs: 0,
      toMs: 1,
      opened: [incident],
      resolved: [{ incident, resolvedMs: 1 }],
      unresolved: [incident],
      acknowledged: [{ incident: incident.id, by: 'lan', atMs: 1 }],
      counts: { opened: 1, resolved: 1, unresolved: 1 },
    } as const;

    expect(everything(digest)).not.toMatch(BETRAYS);
    expect(everything(report)).not.toMatch(BETRAYS);
  });

  test('is named where the recipient may read it', () => {
    expect(everything(news({ incident, members: HIDDEN }), 'named')).toMatch(/Kho 7/);
  });
});

test('a secret site within the incident of another place is only counted', () => {
  const incident = cutLine({
    leftFrom: 'link:hidden@5',
    blindSpots: [{ kind: 'junction', name: 'hidden' }],
  });

  const said = everything(
    news({ news: 'resolved', incident, mergedInto: 'device:cam-hidden@5', members: HIDDEN }),
  );
  const grown = everything(news({ news: 'grew', incident, joined: HIDDEN, left: HIDDEN, members: HIDDEN }));

  expect(said + grown).not.toMatch(/Kho 7|cam-hidden|link:hidden|MẬT|9999/);
  expect(grown).toContain('2 thiết bị, đường truyền: một điểm không nêu tên');
});

test('what is not known to stand at another site is withheld as well', () => {
  const incident = cutLine({ id: 'device:gone@5', root: { kind: 'entity', entity: 'device:gone' } });

  expect(everything(news({ incident }))).not.toContain('gone');
});

test('the reference of an incident is the same, told or not', () => {
  const incident = hidden({ kind: 'entity', entity: 'device:cam-hidden' }, 'device:cam-hidden');
  const reference = /"reference":"([0-9a-f]{16})"/;

  const [, withheld] = reference.exec(everything(news({ incident }))) ?? [];
  const [, named] = reference.exec(everything(news({ incident }), 'named')) ?? [];

  expect(withheld).toBe(named);
  expect(withheld).toBeDefined();
});
