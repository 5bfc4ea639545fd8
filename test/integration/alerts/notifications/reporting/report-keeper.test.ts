import { expect, test } from 'vitest';
import { createReportKeeper } from '#alerts/notifications/reporting/report-keeper.ts';
import type { ReportSchedule } from '#core/domain/alert-settings.ts';
import { days, hours, minutes } from '#core/time/units.ts';
import { createIncidentLists } from '#ledger/sqlite/incidents/incident-lists.ts';
import { createOutbox } from '#ledger/sqlite/outbox/create-outbox.ts';
import { recipientOf } from '#test/support/delivery-world.ts';
import { EVENING_MS, type KeptNight, keptCity, keptNight } from '#test/support/kept-night.ts';

/** 18:00 on 1 January in Greenwich is 1:00 on 2 January in Hanoi, a Friday. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';
const SEVEN_MS = EVENING_MS + hours(6);

const ALL_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const dost = recipientOf('dost', { webhook: { url: 'https://example.org', secret: 'env:KEY' } });
const settingsOf = (...reports: readonly ReportSchedule[]) => ({
  recipients: new Map([[dost.id, dost]]),
  rosters: new Map([
    [
      'desk',
      {
        id: 'desk',
        shifts: [
          { contact: 'an', days: ALL_DAYS, fromMinute: 7 * 60, toMinute: 19 * 60 },
          { contact: 'binh', days: ALL_DAYS, fromMinute: 19 * 60, toMinute: 7 * 60 },
        ],
      },
    ],
  ]),
  reports,
});

/** The cameras behind the first line are the police's, the one behind the second is a ward's; the switch is nobody's. */
const CITY = ownedCity();

function ownedCity() {
  const city = keptCity();
  const owners = new Map([
    ['cam-1', 'police'],
    ['cam-2', 'police'],
    ['cam-3', 'ward'],
    ['cam-4', 'ward'],
  ]);
  const devices = [...city.devices].map(([id, device]) => {
    const agency = owners.get(id);
    return [id, { ...device, ...(agency !== undefined && { agency }) }] as const;
  });
  return { ...city, devices: new Map(devices) };
}

const DAILY: ReportSchedule = { to: 'dost', period: 'day', atMinute: 7 * 60 };

/** One line is cut and mended, another is still down; somebody acknowledges that. */
function aNight(): KeptNight {
  const night = keptNight();
  const keeper = night.start();
  night.record(minutes(1), 'down', 'line-1', 'sw-1', 'cam-1', 'cam-2', 'cam-3');
  night.record(minutes(30), 'up', 'line-1', 'sw-1', 'cam-1', 'cam-2', 'cam-3');
  night.record(minutes(60), 'down', 'line-2', 'cam-4');
  keeper.advance(EVENING_MS + hours(2));
  const [latest] = night.reads.incidents({ state: 'unresolved' });
  night.decide(hours(3), 'incident_step', latest?.id ?? '', 'acknowledged', { atMs: EVENING_MS + hours(3) });
  keeper.advance(EVENING_MS + hours(4));
  return night;
}

function keeperOf({ database, reads }: KeptNight, doneMs = EVENING_MS) {
  const outbox = createOutbox(database);
  const keeper = createReportKeeper({
    reads: { ...reads, ...createIncidentLists(database) },
    inventory: () => CITY,
    outbox,
    timeZone: TIME_ZONE,
    doneMs,
  });
  const reports = () => outbox.list().filter(({ occasion }) => occasion.type === 'report');
  return { keeper, reports };
}

test('a day is told when it is over, on every channel: what began, what ended, what is left, and who was at it', () => {
  const { keeper, reports } = keeperOf(aNight());

  const early = keeper.update(settingsOf(DAILY), SEVEN_MS - 1);
  const written = keeper.update(settingsOf(DAILY), SEVEN_MS);

  expect([early, written]).toEqual([0, 2]);
  expect(reports().map(({ recipient, channel, state }) => [recipient, channel, state])).toEqual([
    ['dost', 'webhook', 'waiting'],
    ['dost', 'email', 'waiting'],
  ]);
  expect(reports()[0]?.occasion).toMatchObject({
    ...{ type: 'report', period: 'day', fromMs: SEVEN_MS - days(1), toMs: SEVEN_MS },
    counts: { opened: 2, resolved: 1, unresolved: 1 },
    opened: [{ root: { entity: 'link:line-1' } }, { root: { entity: 'link:line-2' } }],
    resolved: [{ incident: { root: { entity: 'link:line-1' } }, resolvedMs: EVENING_MS + minutes(30) }],
    unresolved: [{ root: { entity: 'link:line-2' } }],
    acknowledged: [{ by: 'an', atMs: EVENING_MS + hours(3) }],
  });
});

test('what was told is not told again, whatever is started anew', () => {
  const night = aNight();
  keeperOf(night).keeper.update(settingsOf(DAILY), SEVEN_MS);

  const { keeper, reports } = keeperOf(night);

  expect(keeper.update(settingsOf(DAILY), SEVEN_MS + minutes(5))).toBe(0);
  expect(reports()).toHaveLength(2);
});

test('of days on which nothing ran one report is made up for, and the next comes in its time', () => {
  const { keeper } = keeperOf(aNight());

  expect(keeper.update(settingsOf(DAILY), SEVEN_MS + days(3) + hours(1))).toBe(2);
  expect(keeper.update(settingsOf(DAILY), SEVEN_MS + days(3) + hours(2))).toBe(0);
  expect(keeper.update(settingsOf(DAILY), SEVEN_MS + days(4))).toBe(2);
});

test('a shift has its log when its turn ends', () => {
  const { keeper, reports } = keeperOf(aNight());
  const shifts = settingsOf({ to: 'dost', period: 'shift', roster: 'desk', atMinute: 0 });

  keeper.update(shifts, SEVEN_MS);

  expect(reports()[0]?.occasion).toMatchObject({
    ...{ period: 'shift', fromMs: SEVEN_MS - hours(12), toMs: SEVEN_MS },
    counts: { opened: 2, resolved: 1, unresolved: 1 },
  });
});

test('a recipient that is not there any more holds up no other', () => {
  const { keeper, reports } = keeperOf(aNight());

  keeper.update(settingsOf({ ...DAILY, to: 'gone' }, DAILY), SEVEN_MS);

  expect(reports()).toHaveLength(2);
});

test('a week is told by agency too, the one with most unresolved first', () => {
  const { keeper, reports } = keeperOf(aNight());
  const mondayMs = SEVEN_MS + days(3);

  keeper.update(settingsOf({ to: 'dost', period: 'week', atMinute: 7 * 60 }), mondayMs);

  const first = {
    incident: { root: { entity: 'link:line-1' } },
    isOpen: false,
    untilMs: EVENING_MS + minutes(30),
  };
  const second = { incident: { root: { entity: 'link:line-2' } }, isOpen: true, untilMs: mondayMs };
  expect(reports()[0]?.occasion).toMatchObject({
    period: 'week',
    counts: { opened: 2, resolved: 1, unresolved: 1 },
    agencies: {
      some: [
        { agency: 'ward', opened: 2, resolved: 1, unresolved: 1, longest: second },
        { opened: 1, resolved: 1, unresolved: 0, longest: first },
        { agency: 'police', opened: 1, resolved: 1, unresolved: 0, longest: first },
      ],
      count: 3,
    },
  });
});

test('a day is not told by agency', () => {
  const { keeper, reports } = keeperOf(aNight());

  keeper.update(settingsOf(DAILY), SEVEN_MS);

  expect(reports()[0]?.occasion).not.toHaveProperty('agencies');
});
