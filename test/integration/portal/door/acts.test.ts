import { expect, it } from 'vitest';
import { ActRefused } from '#portal/door/act-refused.ts';
import { formToken } from '#portal/door/own-form.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { startClosedPortal } from './sample-door.ts';

async function startNight() {
  const acts: object[] = [];
  let refusal: ActRefused | undefined;
  const portal = await startClosedPortal(undefined, {
    incidents: openIncidentSource(sampleIncidentLedger()),
    act: async ({ kind, input }, by) => {
      if (refusal) throw refusal;
      acts.push({ kind, ...input, ...by });
    },
  });
  const id = TROUBLED_LINE;
  const path = `/incidents/${encodeURIComponent(id)}`;
  const tokenOf = async (cookie: string) => {
    const page = await (await portal.get(path, { cookie })).text();
    return /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';
  };
  return {
    ...portal,
    acts,
    id,
    path,
    tokenOf,
    refuse: (error: ActRefused) => (refusal = error),
  };
}

it('an incident is taken, and a note written, under the account and party of whoever is in', async () => {
  const { post, enter, addPerson, tokenOf, path, acts, id } = await startNight();
  const cookie = await enter(await addPerson('noc'));
  const token = await tokenOf(cookie);
  const text = 'Đã gọi nhà mạng, đội sửa cáp đang đến. '.repeat(50).trim();
  expect((await post(`${path}/acknowledge`, { token, text: '' }, { cookie })).status).toBe(303);
  expect((await post(`${path}/note`, { token, text }, { cookie })).status).toBe(303);
  const by = { author: 'noc.city', party: { kind: 'operator' } };
  expect(acts).toEqual([
    { kind: 'acknowledge', id, text: undefined, ...by },
    { kind: 'note', id, text, ...by },
  ]);
});

it('nobody who only reads is shown the form, or heard', async () => {
  const { get, post, enter, addPerson, tokenOf, path, acts } = await startNight();
  const cookie = await enter(await addPerson('auditor', { seesSecret: true }));
  expect(await (await get(path, { cookie })).text()).not.toContain('/acknowledge');
  expect((await post(`${path}/acknowledge`, { token: await tokenOf(cookie) }, { cookie })).status).toBe(403);
  expect((await post(`${path}/acknowledge`, {})).status).toBe(401);
  expect(acts).toEqual([]);
});

it('a form of another session, or of another site, does nothing', async () => {
  const { post, enter, addPerson, tokenOf, path, acts } = await startNight();
  const account = await addPerson('noc');
  const [mine, other] = [await enter(account), await enter(account)];
  const token = await tokenOf(other);
  expect((await post(`${path}/acknowledge`, { token }, { cookie: mine })).status).toBe(403);
  const forged = { cookie: other, 'sec-fetch-site': 'cross-site' };
  expect((await post(`${path}/acknowledge`, { token }, forged)).status).toBe(403);
  expect(acts).toEqual([]);
});

it('whoever may not see an incident cannot act on it', async () => {
  const { get, post, enter, addPerson, path, acts } = await startNight();
  const cookie = await enter(await addPerson('contractor', { organisation: 'nobody' }));
  expect((await get(path, { cookie })).status).toBe(404);
  const token = formToken(cookie.slice(cookie.indexOf('=') + 1));
  expect((await post(`${path}/acknowledge`, { token }, { cookie })).status).toBe(404);
  expect(acts).toEqual([]);
});

it('what is refused is told, and what was typed is there still', async () => {
  const { post, enter, addPerson, tokenOf, path, refuse } = await startNight();
  const cookie = await enter(await addPerson('noc'));
  const token = await tokenOf(cookie);
  refuse(new ActRefused('INCIDENT_REFUSED', { en: 'taken already', vi: 'đã có người nhận' }));
  const answer = await post(`${path}/acknowledge`, { token, text: 'Đang đến <b>' }, { cookie });
  const page = await answer.text();
  expect(answer.status).toBe(409);
  expect(page).toContain('đã có người nhận');
  expect(page).toContain('Đang đến &lt;b&gt;');
});
