import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import type { Inventory } from '#core/domain/inventory.ts';
import type { Entity } from '#core/domain/state.ts';
import { type IncidentSummary, NEWS_KINDS } from '#ledger/record/incidents/incident-event.ts';
import type { Occasion } from '#ledger/record/outbox/occasion.ts';
import { hostileText } from '#test/support/hostile-text.ts';
import {
  cutLine,
  FIVE_PAST_TWO_MS,
  MESSAGE_CITY,
  MESSAGE_OPTIONS,
  news,
} from '#test/support/message-city.ts';

const MARK = 'zq7';

/** What somebody might call a device who means ill, and what goes wrong by itself. */
const nasty = fc.oneof(
  hostileText,
  fc.constantFrom(
    `<script src=//${MARK}></script>`,
    `"><img src=x onerror=${MARK}>`,
    `cam\r\nBcc: all@example.org\r\n\r\n<b>${MARK}`,
    `\u202e${MARK}\u2066`,
    `\u001b[2J\u001b]0;${MARK}\u0007`,
    '📷'.repeat(50),
    '"\'<&>'.repeat(2_000),
    'Ế'.repeat(10_000),
    'e\u0302\u0301'.repeat(4_000),
    '',
  ),
);

/** The same city under other names. */
const renamed = fc
  .record({ name: nasty, address: nasty, phone: nasty })
  .map(({ name, address, phone }): Inventory => {
    const rename = <Value extends { readonly name: string }>(
      map: ReadonlyMap<string, Value>,
      more: object = {},
    ) => new Map([...map].map(([id, one]) => [id, { ...one, name, nameEn: name, ...more }]));
    return {
      ...MESSAGE_CITY,
      agencies: rename(new Map([['police', { id: 'police', name: '', kind: 'police', successors: [] }]])),
      areas: rename(MESSAGE_CITY.areas),
      sites: rename(MESSAGE_CITY.sites, { address, cabinet: address }),
      devices: rename(MESSAGE_CITY.devices),
      links: rename(MESSAGE_CITY.links, { circuit: address, hotline: phone }),
      contacts: rename(MESSAGE_CITY.contacts, { phone }),
      contractors: rename(MESSAGE_CITY.contractors, { hotline: phone }),
      contracts: rename(MESSAGE_CITY.contracts, { number: address }),
    };
  });

const incidents = fc
  .record({
    root: fc.oneof(
      fc.constantFrom<IncidentSummary['root']>(
        { kind: 'entity', entity: 'link:hang-bai' },
        { kind: 'entity', entity: 'device:cam-3' },
        { kind: 'entity', entity: 'device:cam-hidden' },
      ),
      nasty.map((collector) => ({ kind: 'collector', collector }) as const),
      fc.record({
        kind: fc.constant('common' as const),
        by: fc.constantFrom('switch', 'cabinet', 'site', 'area-carrier', 'area'),
        name: fc.oneof(nasty, fc.constantFrom('hang-bai', 'hoan-kiem vien-thong-1', 'rt-hang-bai')),
        what: fc.constantFrom('device', 'link'),
        fallen: fc.nat(),
        of: fc.nat(),
        firstMs: fc.constant(FIVE_PAST_TWO_MS),
        lastMs: fc.constant(FIVE_PAST_TWO_MS),
      }),
    ),
    id: fc.oneof(
      nasty,
      nasty.map((name) => `collector:${name}@5`),
    ),
    acknowledgedBy: nasty,
    areas: fc.array(fc.record({ area: nasty, lost: fc.nat(999), of: fc.nat(9_999) }), { maxLength: 130 }),
    service: fc.constantFrom('lost', 'degraded'),
    camerasLost: fc.nat(),
    lostNow: fc.nat(),
  })
  .map((given) => cutLine(given));

const entities = fc.record({
  some: fc.array(
    fc.oneof(
      nasty.map((id): Entity => `device:${id}`),
      fc.constant<Entity>('device:cam-3'),
    ),
    { maxLength: 30 },
  ),
  count: fc.nat(),
});

const newsOccasions = fc
  .record({
    kind: fc.constantFrom(...NEWS_KINDS),
    incident: incidents,
    members: entities,
    by: nasty,
    note: nasty,
    mergedInto: nasty,
  })
  .map(({ kind, mergedInto, ...given }) =>
    news({ ...given, news: kind, ...(kind === 'resolved' && { mergedInto }) }),
  );

const SPAN = { fromMs: FIVE_PAST_TWO_MS, toMs: FIVE_PAST_TWO_MS + 1 };
const occasions: fc.Arbitrary<Occasion> = fc.oneof(
  newsOccasions,
  fc.record({ occasion: newsOccasions, recipient: nasty }).map(
    ({ occasion, recipient }): Occasion => ({
      ...occasion,
      type: 'escalation',
      told: [{ recipient, atMs: 0 }],
      afterMs: 1_800_000,
    }),
  ),
  fc
    .record({ items: fc.array(newsOccasions, { maxLength: 5 }), more: fc.nat() })
    .map((given): Occasion => ({ type: 'digest', reason: 'wanted', ...SPAN, ...given })),
  fc.tuple(fc.array(incidents, { maxLength: 5 }), nasty).map(
    ([all, agency]): Occasion => ({
      type: 'report',
      period: 'week',
      ...SPAN,
      opened: all,
      resolved: all.map((incident) => ({ incident, resolvedMs: FIVE_PAST_TWO_MS })),
      unresolved: all,
      acknowledged: all.map(({ id, acknowledgedBy = '' }) => ({ incident: id, by: acknowledgedBy, atMs: 0 })),
      counts: { opened: all.length, resolved: 0, unresolved: 0 },
      agencies: {
        some: [agency, 'police'].map((id, isOpen) => ({
          ...{ agency: id, opened: all.length, resolved: 0, unresolved: 0 },
          ...(all[0] && { longest: { incident: all[0], isOpen: isOpen === 1, untilMs: FIVE_PAST_TWO_MS } }),
        })),
        count: 2,
      },
    }),
  ),
  nasty.map((by): Occasion => ({ type: 'test', atMs: FIVE_PAST_TWO_MS, by })),
);

/** Tags that messages are made of; everything else in angle brackets came from outside. */
const OURS =
  /<(?:!doctype html|\/?(?:html|head|meta|title|body|table|tr|td|div|h2|p|a|img))(?: [a-z-]+(?:="[^"<>]*")?)*>/g;
const UNSEEN_IN_A_LINE = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;
const UNSEEN_IN_A_TEXT = /[^\P{Cc}\n]|[\p{Bidi_Control}\u2028\u2029]/u;

function expectSafe(occasion: Occasion, inventory: Inventory, language: 'vi' | 'en') {
  const { subject, text, html, facts } = composeMessage(occasion, {
    ...MESSAGE_OPTIONS,
    inventory,
    language,
    onDrawingError: (error) => {
      throw error;
    },
  });
  const { short } = facts as { short: string };
  const json = JSON.stringify(facts);

  expect(html.replace(OURS, '')).not.toMatch(/[<>]/);
  expect(html).not.toMatch(/ on[a-z]+="/);
  for (const line of [subject, short]) expect(line).not.toMatch(UNSEEN_IN_A_LINE);
  for (const whole of [text, html]) expect(whole).not.toMatch(UNSEEN_IN_A_TEXT);
  for (const whole of [subject, short, text, html, json]) expect(whole.isWellFormed()).toBe(true);
  expect(subject.length).toBeLessThanOrEqual(120);
  expect(short.length).toBeLessThanOrEqual(160);
  for (const whole of [text, html, json]) expect(Buffer.byteLength(whole)).toBeLessThan(200_000);
  for (const line of text.split('\n')) {
    const isWhole = line.startsWith('https://') || line.trimStart().startsWith('camwatch incidents ');
    if (!isWhole) expect([...line].length).toBeLessThanOrEqual(78);
  }
}

describe('whatever names, notes and ids hold', () => {
  test('a message is one subject line, text without control characters, and HTML of our own tags', () => {
    fc.assert(
      fc.property(occasions, renamed, fc.constantFrom('vi', 'en'), (occasion, inventory, language) =>
        expectSafe(occasion, inventory, language),
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ['subject', 'cam\r\nBcc: all@example.org', /[\r\n]/],
    ['subject', '\u202ecam', /\u202e/],
    ['text', '\u001b[31mcam', UNSEEN_IN_A_TEXT],
    ['html', '<b>cam</b>', /<b>/],
    ['html', '"><img src=x>', /<img src=x>/],
  ] as const)('the %s of a mail about %j is clean', (part, name, bad) => {
    const link = { ...MESSAGE_CITY.links.get('hang-bai'), name } as never;
    const inventory = { ...MESSAGE_CITY, links: new Map([['hang-bai', link]]) };

    const message = composeMessage(news(), { ...MESSAGE_OPTIONS, inventory });

    expect(message[part]).not.toBe('');
    expect(message[part]).not.toMatch(bad);
  });
});

describe('however much there is to tell', () => {
  const many = Array.from({ length: 100_000 }, (_, index): Entity => `device:cam-${index % 212}`);
  const everyone = { some: many, count: many.length };
  const incident = cutLine({
    lostNow: 100_000,
    areas: Array.from({ length: 126 }, (_, index) => ({ area: `ward-${index}`, lost: 700, of: 800 })),
  });
  const occasion = news({ news: 'grew', incident, members: everyone, joined: everyone, left: everyone });
  const thousand = Array.from({ length: 1_000 }, (_, index) => ({
    ...incident,
    id: `device:cam-${index}@5`,
  }));

  test.each<[string, Occasion]>([
    ['news of 100,000 members', occasion],
    [
      'a digest of a thousand',
      {
        type: 'digest',
        reason: 'wanted',
        ...SPAN,
        items: thousand.map((one) => news({ incident: one })),
        more: 9_000,
      },
    ],
    [
      'a report of a thousand',
      {
        type: 'report',
        period: 'week',
        ...SPAN,
        opened: thousand,
        resolved: thousand.map((one) => ({ incident: one, resolvedMs: FIVE_PAST_TWO_MS })),
        unresolved: thousand,
        acknowledged: thousand.map(({ id }) => ({ incident: id, by: 'lan', atMs: 0 })),
        counts: { opened: 1_000, resolved: 1_000, unresolved: 1_000 },
      },
    ],
  ])('%s is bounded', (_what, given) => {
    for (const name of ['Ngã tư số 1', `"'<&>${MARK}`.repeat(2_000)]) {
      const devices = new Map([...MESSAGE_CITY.devices].map(([id, one]) => [id, { ...one, name }]));
      expectSafe(given, { ...MESSAGE_CITY, devices }, 'vi');
    }
  });
});
