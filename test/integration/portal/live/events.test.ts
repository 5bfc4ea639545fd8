import { expect, test, vi } from 'vitest';
import { deviceEntity } from '#core/domain/state.ts';
import { newsAbout, writeIncidents } from '#test/support/incident-city.ts';
import { incidentOf, openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { SAMPLE_NOW_MS } from '#test/support/sample-live.ts';
import { startClosedPortal } from '../door/sample-door.ts';

/** A city whose clock goes on. */
async function startNight() {
  const startedMs = performance.now();
  const path = sampleIncidentLedger();
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(path),
    nowMs: () => SAMPLE_NOW_MS + Math.floor(performance.now() - startedMs),
  });
  /** What a stream has told so far, and whether it has ended. */
  const listen = async (cookie: string) => {
    const answer = await portal.get('/events', { cookie });
    const heard = { status: answer.status, stamps: [] as string[], isOver: false };
    const read = async () => {
      for await (const chunk of answer.body ?? [])
        heard.stamps.push(
          ...new TextDecoder()
            .decode(chunk)
            .matchAll(/data: (.*)\n\n/g)
            .map(([, one]) => one ?? ''),
        );
      heard.isOver = true;
    };
    read().catch(() => (heard.isOver = true));
    await vi.waitFor(() => expect(heard.stamps).toHaveLength(1));
    return heard;
  };
  return { ...portal, path, listen };
}

const soon = { timeout: 5_000, interval: 20 };
/** Long enough for a look at what changed, and more. */
const aLook = () => new Promise((done) => setTimeout(done, 2_300));

test('a stream tells the stamp of the page that is sent, and another one when something may be seen to change', async () => {
  const { get, listen, enter, addPerson, live } = await startNight();
  const cookie = await enter(await addPerson('noc'));
  const heard = await listen(cookie);
  const page = async () => await (await get('/', { cookie })).text();
  expect(await page()).toContain(`data-stamp="${heard.stamps[0]}"`);

  live.set(deviceEntity('cam-ba-vi-0001'), { state: 'down', reason: 'timeout' });

  await vi.waitFor(() => expect(heard.stamps.length).toBeGreaterThan(1), soon);
  expect(await page()).toContain(`data-stamp="${heard.stamps.at(-1)}"`);
});

test('of what is secret, or of another scope, a stream does not even tell when it changes', async () => {
  const { listen, enter, addPerson, live, shown, path } = await startNight();
  const open = await listen(await enter(await addPerson('noc')));
  const agency = await listen(await enter(await addPerson('agency', { organisation: 'so-xay-dung' })));
  const secret = await listen(await enter(await addPerson('admin', { seesSecret: true })));

  live.set(deviceEntity('cam-bi-mat'), { state: 'down', reason: 'timeout' });
  const root = { openedMs: SAMPLE_NOW_MS - 1_000, id: `link:link-bi-mat@${SAMPLE_NOW_MS - 1_000}` };
  writeIncidents(path, [newsAbout(incidentOf('link:link-bi-mat', root), { joined: ['device:cam-bi-mat'] })]);
  await vi.waitFor(() => expect(secret.stamps.length).toBeGreaterThan(1), soon);
  await aLook();
  expect([open.stamps, agency.stamps].map(({ length }) => length)).toEqual([1, 1]);

  const others = shown.inventory.devices.values().find(({ agency: one }) => one === 'cong-an-thanh-pho');
  live.set(deviceEntity(others?.id ?? ''), { state: 'down', reason: 'timeout' });
  await vi.waitFor(() => expect(open.stamps.length).toBeGreaterThan(1), soon);
  await aLook();
  expect(agency.stamps).toHaveLength(1);
});

test('a stream ends with its session', async () => {
  const { listen, enter, addPerson, door } = await startNight();
  const account = await addPerson('noc');
  const heard = await listen(await enter(account));

  for (const { id } of door.store.sessions.listOf(account, door.clock.nowMs)) door.store.sessions.end({ id });

  await vi.waitFor(() => expect(heard.isOver).toBe(true), soon);
});

test('fifty people of one network have a stream each; more than a hundred have not', async () => {
  const { get, enter, addPerson } = await startNight();
  const people = [await addPerson('noc'), await addPerson('dost'), await addPerson('auditor')];
  const cookies = await Promise.all(people.map(enter));
  const answers = await Promise.all(
    Array.from({ length: 101 }, (_, count) => get('/events', { cookie: cookies[count % 3] ?? '' })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(100);
  expect(statuses.filter((status) => status === 503)).toHaveLength(1);
  expect((await get('/', { cookie: cookies[0] ?? '' })).status).toBe(200);
});

test('one account has fifty streams, from however many networks; those who have not logged in leave a third', async () => {
  const fleet = sampleFleet({ camerasPerArea: 1 });
  const page = { ...fleet.settings.page, anonymous: 'read', proxies: ['127.0.0.1'] } as const;
  const shown = { ...fleet, settings: { ...fleet.settings, page } };
  const { get, enter, addPerson } = await startClosedPortal(undefined, { shown });
  const ask = async (count: number, headers: Readonly<Record<string, string>> = {}) => {
    const answers = await Promise.all(
      Array.from({ length: count }, (_, one) =>
        get('/events', { 'x-forwarded-for': `192.0.2.${one % 5}`, ...headers }),
      ),
    );
    return answers.filter(({ status }) => status === 200).length;
  };
  expect(await ask(210)).toBe(200);
  expect(await ask(51, { cookie: await enter(await addPerson('noc')) })).toBe(50);
  expect(await ask(10, { cookie: await enter(await addPerson('dost')) })).toBe(10);
});

test('an open page that asks again is sent what changed, without style and scripts, or only the instant', async () => {
  const { get, enter, addPerson, live } = await startNight();
  const cookie = await enter(await addPerson('noc'));
  const whole = await (await get('/links', { cookie })).text();
  const version = /data-version="(\w+)"/.exec(whole)?.[1] ?? '';
  const ask = (tag: string, one = version) =>
    get('/links', { cookie, 'camwatch-page': one, 'if-none-match': tag });

  const first = await ask('');
  const text = await first.text();
  expect(text.length).toBeLessThan(whole.length - 40_000);
  expect(text).toContain('<main');
  const tag = first.headers.get('etag') ?? '';
  await vi.waitFor(
    async () => expect(await (await get('/links', { cookie })).text()).not.toContain(asOfIn(text)),
    soon,
  );
  const same = await ask(tag);
  expect([same.status, await same.text()]).toEqual([304, '']);
  expect(decodeURIComponent(same.headers.get('camwatch-as-of') ?? '')).toMatch(
    /^<p class="as-of" data-stamp=/,
  );
  expect((await ask('', 'older').then((answer) => answer.text())).length).toBeGreaterThan(whole.length - 100);

  live.set('link:link-hoang-mai', { state: 'up' });
  await vi.waitFor(async () => expect((await ask(tag)).status).toBe(200), soon);
});

const asOfIn = (text: string): string => /datetime="([^"]+)"/.exec(text)?.[1] ?? '';
