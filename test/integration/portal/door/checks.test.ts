import { describe, expect, test } from 'vitest';
import { isBound, ROLES } from '#accounts/roles.ts';
import type { CheckReport } from '#portal/city/check-report.ts';
import { textOf } from '#test/support/page-text.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';
import { startClosedPortal } from './sample-door.ts';

const DEVICE = 'cam-ba-dinh-0001';
const PATH = `/devices/${DEVICE}/check`;
const REPORT: CheckReport = {
  tookMs: 1_234,
  checks: [
    {
      ...{ indicator: 'reach', means: 'fping', state: 'up', tookMs: 12 },
      steps: [{ kind: 'sent', afterMs: 0, text: '3 echo requests' }],
    },
    {
      ...{ indicator: 'service', means: 'onvif', state: 'down', reason: 'timeout', tookMs: 1_000 },
      steps: [
        { kind: 'received', afterMs: 7, text: '<script>alert(1)</script>' },
        { kind: 'noted', afterMs: 1_000, text: 'nothing more' },
      ],
    },
  ],
};

async function start(checkNow?: () => Promise<CheckReport>) {
  const waiting = Promise.withResolvers<CheckReport>();
  const asked: string[] = [];
  const portal = await startClosedPortal(undefined, {
    checkNow: async (device) => {
      asked.push(device);
      return await (checkNow?.() ?? waiting.promise);
    },
  });
  const cookie = await portal.enter(await portal.addPerson('noc'));
  const read = async (path: string, as = cookie) => await portal.get(path, { cookie: as });
  const tokenOf = async (as = cookie) =>
    / name="token" value="([^"]+)"/.exec(await (await read('/devices', as)).text())?.[1] ?? '';
  const send = async (path = PATH, as = cookie) =>
    await portal.post(path, { token: await tokenOf(as) }, { cookie: as });
  return { ...portal, waiting, asked, cookie, read, send };
}

describe('"check now"', () => {
  test('is offered on the page of a device, says that it is under way, and then what came', async () => {
    const { read, send, waiting, asked, door } = await start();
    expect(await (await read(`/devices/${DEVICE}`)).text()).toContain(`action="${PATH}?lang=vi"`);

    const answer = await send();
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${PATH}?lang=vi`]);
    const underWay = await read(`${PATH}?lang=en`);
    expect(underWay.headers.get('refresh')).toBe('2');
    expect(textOf(await underWay.text())).toContain('The device is being asked');
    waiting.resolve(REPORT);
    await expect.poll(async () => (await read(PATH)).headers.get('refresh')).toBeNull();

    const page = await (await read(`${PATH}?lang=en`)).text();
    expect(textOf(page)).toContain(
      'reach up by fping, 12 ms Technical details, word for word +0 ms sent 3 echo requests',
    );
    expect(textOf(page)).toContain('service down no answer by onvif, 1 s');
    expect(page).toContain('&lt;script&gt;alert(1)');
    expect(page).not.toContain('<script>alert');
    expect(page).toMatch(/<p class="back"><a href="\/devices\/cam-ba-dinh-0001\?lang=en">/);
    expect(page).toMatch(/<details[^>]*><summary>Technical details[^<]*<\/summary><ol><li>/);
    expect(textOf(await (await read(PATH)).text())).toMatch(/Hỏi lúc [^,]+, trong 1,2 giây\./);
    expect(asked).toEqual([DEVICE]);
    expect(door.audited).toContain(JSON.stringify({ action: 'check-now', device: DEVICE }));
  });

  test('asked for by many at once, asks once', async () => {
    const { send, asked, enter, addPerson } = await start();
    const other = await enter(await addPerson('admin'));

    const answers = await Promise.all([send(), send(), send(PATH, other), send(PATH, other)]);

    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303]);
    expect(asked).toEqual([DEVICE]);
  });

  test('a few in a minute are enough for one person', async () => {
    const { send } = await start(async () => REPORT);
    const statuses: number[] = [];
    for (const number of [1, 2]) {
      statuses.push((await send(`/devices/cam-ba-dinh-000${number}/check`)).status);
      for (const area of ['lang', 'hoang-mai']) {
        await new Promise(setImmediate);
        statuses.push((await send(`/devices/cam-${area}-000${number}/check`)).status);
      }
    }
    const last = await send('/devices/nvr-lang/check');

    expect(statuses).toEqual([303, 303, 303, 303, 303, 303]);
    expect(last.status).toBe(503);
    expect(await last.text()).toContain('6 thiết bị');
  });

  test('what cannot be put on record is not done', async () => {
    const { door, send, asked } = await start();
    Object.assign(door, {
      audit: () => {
        throw new Error('the ledger is shut');
      },
    });

    expect((await send()).status).toBe(500);
    expect(asked).toEqual([]);
  });

  test.each(ROLES)('%s is let in as its role has it', async (role) => {
    const { enter, addPerson, read, post, asked } = await start();
    const organisations = { agency: 'cong-an-thanh-pho', contractor: 'nha-thau-a' };
    const bound = isBound(role) ? { organisation: organisations[role] } : { seesSecret: true };
    const cookie = await enter(await addPerson(role, bound));
    const may = role === 'admin' || role === 'noc';

    const page = await (await read(`/devices/${DEVICE}`, cookie)).text();
    expect(page.includes(PATH)).toBe(may);
    expect((await read(PATH, cookie)).status).toBe(may ? 200 : 403);
    expect((await post(PATH, { token: 'x' }, { cookie })).status).toBe(403);
    expect(asked).toEqual([]);
  });

  test('a device that may not be seen is not there', async () => {
    const { read, send, asked } = await start();

    expect((await read('/devices/cam-bi-mat/check')).status).toBe(404);
    expect((await send('/devices/cam-bi-mat/check')).status).toBe(404);
    expect(asked).toEqual([]);
  });

  test('is nowhere for whoever reads without an account', async () => {
    const { url, get } = await startSamplePortal({ checkNow: async () => REPORT });

    expect(await (await get(`/devices/${DEVICE}`)).text()).not.toMatch(/\/check|data-check/);
    expect((await fetch(url + PATH, { method: 'POST', body: new URLSearchParams({ a: 'b' }) })).status).toBe(
      404,
    );
  });
});
