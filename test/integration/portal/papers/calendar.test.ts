import { describe, expect, it } from 'vitest';
import { addToken } from '#accounts/actions/tokens.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { readCalendar } from '#test/support/read-calendar.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { claimedCity } from './claimed-city.ts';
import { plannedCity } from './planned-city.ts';

const HOUR_MS = 3_600_000;
const local = (atMs: number) => new Date(atMs + 7 * HOUR_MS).toISOString().slice(0, 16);

type Person = Awaited<ReturnType<Awaited<ReturnType<typeof claimedCity>>['person']>>;

/** The address of a new calendar, as the page shows it once. */
async function subscribe(person: Person): Promise<string> {
  const { token } = await person.tokens('/account');
  const { text } = await person.send('/account/calendar/add', { token, name: 'Điện thoại' });
  return new URL(/<code class="address">([^<]*)<\/code>/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '')
    .pathname;
}

async function announce(person: Person, reason: string) {
  const { token } = await person.tokens('/works');
  const fromMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS + 30 * HOUR_MS;
  const times = { fromMs: local(fromMs), toMs: local(fromMs + 2 * HOUR_MS) };
  await person.send('/works/announce', { token, contract: 'keeper', what: '', reason, ...times });
  return fromMs;
}

const withRoster = (): Shown => {
  const shown = sampleFleet({ camerasPerArea: 1 });
  const shift = {
    contact: 'an',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
    fromMinute: 480,
    toMinute: 1_200,
  } as const;
  const rosters = new Map([['noc', { id: 'noc', shifts: [shift], otherwise: 'binh' }]]);
  const contacts = new Map([
    ['an', { id: 'an', name: 'Nguyễn An', phone: '0900 000 001', email: 'an@example.org' }],
    ['binh', { id: 'binh', name: 'Lê Bình', phone: '0900 000 002', email: 'binh@example.org' }],
  ]);
  return {
    settings: { ...shown.settings, alerts: { rosters } },
    inventory: { ...shown.inventory, contacts },
  };
};

describe('the calendar of an account', () => {
  it('is read by a program with its address alone, with what is off told as cancelled', async () => {
    const { person, portal } = await claimedCity();
    const contractor = await person('contractor', 'a');
    const fromMs = await announce(contractor, 'Thay tủ nguồn; hai, ba');
    const path = await subscribe(contractor);

    const answer = await portal.get(path);
    const { events } = readCalendar(await answer.text());

    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const work = events.find(({ uid }) => uid === 'work-1@camwatch');
    expect(work).toMatchObject({ status: 'CONFIRMED', startMs: fromMs, endMs: fromMs + 2 * HOUR_MS });
    expect(work?.description).toBe('a\nThay tủ nguồn; hai, ba');
    expect(events.find(({ uid }) => uid === 'claim-1@camwatch')).toMatchObject({ status: 'CONFIRMED' });

    const agency = await person('agency', 'x');
    const seen = await agency.tokens('/works');
    await agency.send('/works/1/cancel', { ...seen, reason: 'Có lễ hội' });
    const again = readCalendar(await (await portal.get(path)).text());
    expect(again.events.filter(({ uid }) => uid === 'work-1@camwatch')).toMatchObject([
      { status: 'CANCELLED' },
    ]);
  });

  it('tells each role and organisation what it may read, and nobody else anything', async () => {
    const { person, portal } = await claimedCity();
    const contractor = await person('contractor', 'a');
    await announce(contractor, 'Thay tủ nguồn');
    const uidsOf = async (someone: Person) => {
      const { events } = readCalendar(await (await portal.get(await subscribe(someone))).text());
      return events.map(({ uid }) => uid.split('@')[0]).filter((uid) => !uid?.startsWith('duty'));
    };
    const ALL = ['work-1', 'claim-1'];
    expect(await uidsOf(contractor)).toEqual(ALL);
    expect(await uidsOf(await person('agency', 'x'))).toEqual(ALL);
    expect(await uidsOf(await person('contractor', 'b'))).toEqual(['claim-1']);
    for (const role of ['dost', 'noc', 'auditor', 'admin'] as const)
      expect(await uidsOf(await person(role))).toEqual(ALL);
    expect(await uidsOf(await person('contractor', 'c'))).toEqual([]);
    expect(await uidsOf(await person('agency', 'y'))).toEqual([]);
  });

  it('tells rosters to those who watch the city, by name and without telephone or address', async () => {
    const { person, portal } = await claimedCity({ shown: withRoster() });
    const text = await (await portal.get(await subscribe(await person('noc')))).text();
    const duties = readCalendar(text).events.filter(({ uid }) => uid.startsWith('duty-noc-'));
    expect(duties.length).toBeGreaterThan(100);
    const day = duties.find(({ summary }) => summary.endsWith('Nguyễn An'));
    expect((day?.endMs ?? 0) - (day?.startMs ?? 0)).toBe(12 * HOUR_MS);
    expect(new Date((day?.startMs ?? 0) + 7 * HOUR_MS).getUTCHours()).toBe(8);
    expect(text).not.toMatch(/0900|example\.org/);
    for (const [role, organisation] of [
      ['agency', 'x'],
      ['contractor', 'a'],
    ] as const) {
      const theirs = await person(role, organisation);
      expect(await (await portal.get(await subscribe(theirs))).text()).not.toContain('duty-');
      expect((await theirs.read('/calendar')).text).not.toContain('Nguyễn An');
    }
  });

  it('ends with its address, its account and its time, and lets a program do nothing else', async () => {
    const { person, portal } = await claimedCity();
    const someone = await person('contractor', 'a');
    const path = await subscribe(someone);
    const secret = /calendar\/(.*)\.ics/.exec(path)?.[1] ?? '';
    for (const other of ['/', '/calendar', '/works.ics', '/claims', '/api/v1/devices', '/metrics'])
      expect([other, (await portal.get(other, { authorization: `Bearer ${secret}` })).status]).toEqual([
        other,
        403,
      ]);
    const reading = await addToken(
      { ...portal.door, author: 'x' },
      { account: 'contractor.a', name: 'Grafana' },
    );
    expect((await portal.get(`/calendar/${reading.secret}.ics`)).status).toBe(404);
    expect((await portal.get('/calendar/camwatch_xxxxxxxxxxxxxxxxxxxxxxxx.ics')).status).toBe(404);

    const page = await someone.read('/account');
    expect(page.text).toContain('Điện thoại');
    expect(page.text).not.toContain(secret);
    const id = /name="secret" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    const other = await person('contractor', 'b');
    const { token: theirs } = await other.tokens('/account');
    await other.send('/account/calendar/end', { token: theirs, secret: id });
    expect((await portal.get(path)).status).toBe(200);
    const { token } = await someone.tokens('/account');
    await someone.send('/account/calendar/end', { token, secret: id });
    expect((await portal.get(path)).status).toBe(404);

    const next = await subscribe(someone);
    portal.door.store.accounts.setDisabled('contractor.a', { atMs: Date.now(), why: 'by-hand' });
    expect((await portal.get(next)).status).toBe(404);
  });
});

describe('dates of the plan', () => {
  it('are those of each body, and of no contractor', async () => {
    const { person } = await plannedCity();
    const seen = async (...who: Parameters<typeof person>) => {
      const { text } = await (await person(...who)).read('/calendar?month=2025-11&lang=en');
      return ['Forms of units of 2025', 'The report of the city of 2025'].map((title) =>
        text.includes(title),
      );
    };
    expect(await seen('dost')).toEqual([true, true]);
    expect(await seen('auditor')).toEqual([true, true]);
    expect(await seen('agency', 'ward')).toEqual([true, true]);
    expect(await seen('contractor', 'a')).toEqual([false, false]);
  });
});

describe('the page of the calendar', () => {
  it.each([
    ['vi', 'Bảo trì theo kế hoạch số 1'],
    ['en', 'Planned work 1'],
  ])('shows a month and the weeks to come in %s', async (lang, title) => {
    const { person } = await claimedCity({ shown: withRoster() });
    await announce(await person('contractor', 'a'), 'Thay tủ nguồn');
    const { status, text } = await (await person('dost')).read(`/calendar?lang=${lang}`);
    expect(status).toBe(200);
    expect(text).toContain(title);
    expect(text).toContain('Thay tủ nguồn');
    expect(text).toContain('Nguyễn An');
  });

  it('says what month it expects', async () => {
    const { person } = await claimedCity();
    const dost = await person('dost');
    expect((await dost.read('/calendar?month=2026-13')).status).toBe(400);
    expect((await dost.read('/calendar?month=2027-02&lang=en')).text).toContain('February 2027');
  });
});
