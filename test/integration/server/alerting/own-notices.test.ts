import { describe, expect, test } from 'vitest';
import {
  askAddress,
  confirmAddress,
  forgetAddress,
  hashOfAddress,
  NO_WISHES,
  saveWishes,
} from '#accounts/actions/notices.ts';
import type { NoticeWishes } from '#accounts/notices.ts';
import { readAddressLink } from '#alerts/notifications/links/address-link.ts';
import type { Dated } from '#portal/papers/questions/list-dates.ts';
import { newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { HOUR_MS, MINUTE_MS, ownCity } from './own-city.ts';

const HOURS: NonNullable<NoticeWishes['hours']> = {
  ...{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], fromMinute: 8 * 60, toMinute: 17 * 60 },
  isOffOnHolidays: true,
};
/** Of agencies: the first ward is of one, the second of the other. */
const [POLICE, BUILDING] = ['cong-an-thanh-pho', 'so-xay-dung'];

const askedHash = ({ store }: ReturnType<typeof ownCity>, account: string) => {
  const { asked } = store.notices.find(account) ?? {};
  return asked === undefined ? '' : hashOfAddress(asked);
};

/** Two wards next to each other in the list are of different agencies. */
function wards(city: ReturnType<typeof ownCity>) {
  const ids = [...city.shown.now.inventory.areas.keys()];
  const ward =
    ids.find((id) => city.shown.now.inventory.devices.get(`cam-${id}-0001`)?.agency === POLICE) ?? '';
  return { ward, camera: `device:cam-${ward}-0001` as const };
}

describe('mails to accounts', () => {
  test('tell each who may see it and wants it, once, with a link and the way to end it', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    for (const role of ['noc', 'dost', 'auditor', 'admin'] as const) city.person(role);
    city.person('agency', {}, { organisation: POLICE });
    city.person('agency', {}, { organisation: BUILDING });
    city.person('contractor', {}, { organisation: 'nha-thau-a' });
    city.person('contractor', {}, { organisation: 'nobody' });
    city.wait(MINUTE_MS);
    city.open(city.incident(camera), [camera]);
    expect((await city.mails()).size).toBe(0);
    city.wait(2 * MINUTE_MS);

    const sent = await city.mails();

    expect([...sent.keys()].sort()).toEqual(
      [
        'admin.city',
        `agency.${POLICE}`,
        'auditor.city',
        'contractor.nha-thau-a',
        'dost.city',
        'noc.city',
      ].sort(),
    );
    const { subject, text } = sent.get(`agency.${POLICE}`) ?? {};
    expect(subject).toBe('[camwatch] New incidents: 1');
    expect(text).toContain(`https://camera.example.org/incidents/${encodeURIComponent(camera)}`);
    expect(text).toContain('https://camera.example.org/account');
    expect(text).toContain('camera Ba Đình 1');
    city.wait(HOUR_MS);
    expect((await city.mails()).size).toBe(0);
  });

  test('tell of a secret site those alone for whom it exists, also where it was made secret meanwhile', async () => {
    const city = ownCity();
    city.person('noc');
    city.person('noc', {}, { seesSecret: true });
    const { camera } = wards(city);
    city.wait(MINUTE_MS);
    city.open(city.incident('device:cam-bi-mat'), ['device:cam-bi-mat']);
    city.wait(2 * MINUTE_MS);
    expect([...(await city.mails()).keys()]).toEqual(['noc.secret']);

    city.wait(HOUR_MS);
    city.open(city.incident(camera), [camera]);
    city.wait(2 * MINUTE_MS);
    // It is in the outbox already.
    await city.own.update();
    const { inventory, settings } = city.shown.now;
    const site = inventory.devices.get(camera.slice('device:'.length))?.site ?? '';
    const sites = new Map(
      [...inventory.sites].map(([id, one]) => [
        id,
        id === site ? { ...one, secrecy: 'secret' as const } : one,
      ]),
    );
    city.shown.now = { settings, inventory: { ...inventory, sites } };

    const sent = await city.mails();
    expect([...sent.keys()]).toEqual(['noc.secret']);
  });

  test('count what is in the scope of whoever reads it, and nothing beyond', async () => {
    const city = ownCity();
    const [police, building] = [
      city.person('agency', {}, { organisation: POLICE }),
      city.person('agency', {}, { organisation: BUILDING }),
    ];
    const { inventory } = city.shown.now;
    const cameras = [...inventory.devices.values()].filter(({ kind }) => kind === 'camera');
    const of = (agency: string, count: number) =>
      cameras
        .filter((one) => one.agency === agency && inventory.sites.get(one.site)?.secrecy !== 'secret')
        .slice(0, count)
        .map(({ id }) => `device:${id}` as const);
    const joined = [...of(POLICE, 3), ...of(BUILDING, 5)];
    city.wait(MINUTE_MS);
    city.open(city.incident(joined[0] ?? 'device:x', { camerasLost: 8, lostNow: 8, lostEver: 8 }), joined);
    city.wait(2 * MINUTE_MS);

    const sent = await city.mails();

    expect(sent.get(police)?.text).toContain('cameras lost in your scope: 3');
    expect(sent.get(building)?.text).toContain('cameras lost in your scope: 5');
  });

  test('keep to the severity, and to what is theirs', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    city.person('noc', { from: 'critical' });
    city.person('dost', { incidents: 'own' });
    city.person('agency', { incidents: 'own' }, { organisation: POLICE });
    city.person('auditor', { incidents: 'none' });
    city.person('admin', { mail: false });
    city.wait(MINUTE_MS);
    city.open(city.incident(camera, { severity: 'major' }), [camera]);
    city.wait(2 * MINUTE_MS);
    expect([...(await city.mails()).keys()]).toEqual([`agency.${POLICE}`]);
  });

  test('wait for the hours and come as one with their age, without what is over by then, and say so', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    const second = camera.replace('0001', '0002') as typeof camera;
    // The 30th of November 2026 is a Monday; it is 7 in the morning.
    const noc = city.person('noc', { hours: HOURS });
    city.wait(MINUTE_MS);
    const lasting = city.incident(camera);
    city.open(lasting, [camera]);
    const passing = city.incident(second);
    city.open(passing, [second]);
    city.wait(10 * MINUTE_MS);
    city.close(passing, [second]);
    expect((await city.mails()).size).toBe(0);
    city.wait(50 * MINUTE_MS);

    const text = (await city.mails()).get(noc)?.text.replaceAll(/\s+/g, ' ') ?? '';

    expect(text).toContain('waited for your hours');
    expect(text).toContain('(for 1 h');
    expect(text).toContain('came and were over before this was sent, and are not listed: 1');
    expect(text).not.toContain('2 cameras');
    city.wait(HOUR_MS);
    city.close(lasting, [camera]);
    city.wait(2 * MINUTE_MS);
    expect((await city.mails()).get(noc)?.subject).toBe('[camwatch] Restored: 1');
  });

  test('wait over holidays, and for what is critical for nothing where that is wished', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    const { inventory, settings } = city.shown.now;
    const calendar = { id: 'vn', name: 'VN', windows: [], holidays: ['2026-11-30'], sample: false };
    city.shown.now = { settings, inventory: { ...inventory, calendars: new Map([['vn', calendar]]) } };
    const [always, never] = [
      city.person('noc', { hours: HOURS, isCriticalAlways: true }),
      city.person('dost', { hours: HOURS }),
    ];
    city.wait(2 * HOUR_MS);
    city.open(city.incident(camera, { severity: 'critical' }), [camera]);
    const second = camera.replace('0001', '0002') as typeof camera;
    city.open(city.incident(second), [second]);
    city.wait(2 * MINUTE_MS);
    const first = await city.mails();
    expect([...first.keys()]).toEqual([always]);
    expect(first.get(always)?.subject).toBe('[camwatch] New incidents: 1');

    // Tuesday at 9: what was told at once is not told again.
    city.wait(24 * HOUR_MS);
    const later = await city.mails();
    expect(later.get(always)?.subject).toBe('[camwatch] New incidents: 1');
    expect(later.get(never)?.subject).toBe('[camwatch] New incidents: 2');
  });

  test('make one mail of a storm of 10,000', { timeout: 120_000 }, async () => {
    const city = ownCity();
    const noc = city.person('noc');
    const agency = city.person('agency', {}, { organisation: POLICE });
    const { inventory } = city.shown.now;
    const cameras = [...inventory.devices.values()]
      .filter(({ kind }) => kind === 'camera')
      .map(({ id }) => `device:${id}` as const);
    city.wait(MINUTE_MS);
    writeIncidents(
      city.path,
      Array.from({ length: 10_000 }, (_, index) => {
        const camera = cameras[index % cameras.length] ?? 'device:x';
        const openedMs = city.nowMs() + index;
        const summary = city.incident(camera, {
          openedMs,
          id: `${camera}@${openedMs}`,
          severity: 'critical',
        });
        return newsAbout(summary, { joined: [camera] });
      }),
    );
    city.wait(2 * MINUTE_MS);

    const sent = await city.mails();

    expect(city.outbox.list({ limit: 1_000 })).toHaveLength(2);
    expect(sent.get(noc)?.subject).toMatch(/New incidents: (9,9|10,0)/);
    expect(sent.get(agency)?.subject).toMatch(/New incidents: [45],/);
    expect(sent.get(noc)?.text.length).toBeLessThan(30_000);
    city.wait(MINUTE_MS);
    expect((await city.mails()).size).toBe(0);
  });

  test('go to nobody whose account is shut, who left it, or who was forgotten', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    const people = (['noc', 'dost', 'auditor', 'admin'] as const).map((role) => city.person(role));
    city.wait(MINUTE_MS);
    city.open(city.incident(camera), [camera]);
    city.wait(2 * MINUTE_MS);
    expect(await city.own.update()).toBe(4);
    const [noc = '', dost = '', auditor = ''] = people;
    city.store.accounts.setDisabled(noc, { atMs: city.nowMs(), why: 'by-hand' });
    forgetAddress(city, dost);
    city.store.notices.remove(auditor);

    expect([...(await city.mails()).keys()]).toEqual(['admin.city']);
    city.wait(46 * 24 * HOUR_MS);
    expect(city.own.recipientOf('account:admin.city')).toBeUndefined();
  });

  test('tell of papers that wait for one, and of work that others announce', async () => {
    const base = Date.UTC(2026, 10, 30) + MINUTE_MS;
    const dated = (given: Partial<Dated>): Dated => ({
      ...{
        id: 'x',
        kind: 'claim-decide',
        when: { fromMs: base + HOUR_MS, toMs: base + HOUR_MS },
        isOff: false,
      },
      ...{ subject: '7', whose: ['dost'], path: '/claims/7', changedMs: base, ...given },
    });
    const city = ownCity([
      dated({}),
      dated({
        kind: 'work',
        subject: '3',
        text: 'Thay tủ nguồn',
        whose: ['contractor:nha-thau-a'],
        path: '/works',
      }),
      dated({ subject: '8', isOff: true }),
      dated({ subject: '9', changedMs: base - HOUR_MS }),
    ]);
    const [dost, noc, a] = [
      city.person('dost'),
      city.person('noc'),
      city.person('contractor', {}, { organisation: 'nha-thau-a' }),
    ];
    city.person('auditor', { works: false });
    city.wait(2 * MINUTE_MS);

    const sent = await city.mails();

    expect(sent.get(dost)?.subject).toBe('[camwatch] Waiting for you or announced: 2');
    expect(sent.get(dost)?.text).toContain('Claim 7 is to be decided');
    expect(sent.get(noc)?.text).toContain('Thay tủ nguồn');
    expect(sent.get(noc)?.text).not.toContain('Claim');
    expect(sent.has(a)).toBe(false);
    expect(sent.size).toBe(2);
  });
});

describe('the address that mails go to', () => {
  test('is sent one mail with a link, and nothing else until that was followed', async () => {
    const city = ownCity();
    const { camera } = wards(city);
    const noc = city.person('noc');
    city.store.notices.remove(noc);
    askAddress(city, noc, ' An@Example.org ');
    expect(() => askAddress(city, noc, 'other@example.org')).toThrow('ten minutes');
    expect(() => saveWishes(city, noc, { ...NO_WISHES, mail: true })).toThrow('confirmed');
    city.open(city.incident(camera), [camera]);
    city.wait(2 * MINUTE_MS);

    const sent = await city.mails();

    expect([...sent.keys()]).toEqual([noc]);
    const { text = '', html = '' } = sent.get(noc) ?? {};
    expect(text).not.toContain('Camera');
    const [, link = ''] = /account\/notices\/confirm\/([\w.-]+)/.exec(text.replaceAll(/\s/g, '')) ?? [];
    const read = readAddressLink('k'.repeat(64), link.replace(/\?.*/, ''));
    expect(read?.account).toBe(noc);
    expect(`${text}${html}`).not.toContain('An@Example.org');
    expect(JSON.stringify(city.outbox.list({}))).not.toContain('Example.org');
    expect((await city.mails()).size).toBe(0);

    expect(() => confirmAddress(city, noc, `${read?.hash}x`)).toThrow('has been used');
    confirmAddress(city, noc, read?.hash ?? '');
    expect(city.store.notices.find(noc)).toMatchObject({ address: 'An@Example.org', wishes: { mail: true } });
    expect(() => confirmAddress(city, noc, read?.hash ?? '')).toThrow('has been used');
  });

  test('is confirmed within a day by the link that was sent last', async () => {
    const city = ownCity();
    const noc = city.person('noc');
    askAddress(city, noc, 'one@example.org');
    const first = askedHash(city, noc);
    city.wait(11 * MINUTE_MS);
    askAddress(city, noc, 'two@example.org');
    expect(() => confirmAddress(city, noc, first)).toThrow('has been used');
    const second = askedHash(city, noc);
    city.wait(25 * HOUR_MS);
    expect(() => confirmAddress(city, noc, second)).toThrow('its time is over');
    expect(city.own.recipientOf(`address:${noc}`)).toBeUndefined();
    expect(city.store.notices.find(noc)?.address).toBe('noc.city@example.org');
  });
});
