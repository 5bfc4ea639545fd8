import { expect, it } from 'vitest';
import { addAccount } from '#accounts/actions/add-account.ts';
import { ActRefused } from '#portal/door/act-refused.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { TROUBLED_LINE } from '#test/support/troubled-portal.ts';
import { PASSWORD, startClosedPortal } from './sample-door.ts';

const BUSY = new ActRefused('LEDGER_BUSY', { en: 'busy: nothing was done', vi: 'sổ ghi đang bận' });
const refuse = async () => {
  throw BUSY;
};

it('a ledger that is busy is told wherever something is to go on record, and nothing is done', async () => {
  const { door, get, post, enter, addPerson } = await startClosedPortal(undefined, {
    incidents: openIncidentSource(sampleIncidentLedger()),
    act: refuse,
  });
  const cookie = await enter(await addPerson('admin'));
  const { secret } = await addAccount(door, { account: 'new', role: 'noc', name: 'Người mới' });
  const page = await (await get('/users', { cookie })).text();
  const token = /name="token" value="([\w-]+)"/.exec(page)?.[1] ?? '';
  const accounts = door.store.accounts.list().length;
  Object.assign(door, { audit: refuse });

  const incident = `/incidents/${encodeURIComponent(TROUBLED_LINE)}`;
  const password = { password: PASSWORD, repeated: PASSWORD, key: '', code: '' };
  const tried = [
    ['/users/add', { token, account: 'other', role: 'noc', name: 'Người khác' }],
    ['/users/disable', { token, account: 'new' }],
    [`/invitation/${secret}`, password],
    [`${incident}/note`, { token, text: 'Đã gọi nhà mạng.' }],
    [`${incident}/acknowledge`, { token }],
  ] as const;
  for (const [path, form] of tried) {
    const answer = await post(path, form, { cookie });
    expect([path, [400, 409, 503].includes(answer.status)]).toEqual([path, true]);
    const text = await answer.text();
    expect([path, text.includes('sổ ghi đang bận')]).toEqual([path, true]);
    if (path.endsWith('/note')) expect(text).toContain('Đã gọi nhà mạng.');
  }

  expect(door.store.accounts.list()).toHaveLength(accounts);
  expect((await get(`/invitation/${secret}`)).status).toBe(200);
});
