import { describe, expect, it } from 'vitest';
import { erasePerson } from '#accounts/actions/keep-accounts.ts';
import { hashOfAddress } from '#accounts/actions/notices.ts';
import { addressThread, newsThread } from '#accounts/notices.ts';
import { signAddressLink } from '#alerts/notifications/links/address-link.ts';
import type { OutboxMessage } from '#ledger/record/outbox/outbox-message.ts';
import type { Shown } from '#portal/city/city-view.ts';
import { openIncidentSource, sampleIncidentLedger } from '#test/support/portal-incidents.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startClosedPortal } from './sample-door.ts';

const LINK_KEY = 'f'.repeat(64);
const WISHES = { from: 'major', incidents: 'scope', hours: 'any' };

function mailingCity(): Shown {
  const shown = sampleFleet({ camerasPerArea: 1 });
  const mail = {
    ...({ host: '127.0.0.1', port: 25, security: 'none', connections: 1 } as const),
    from: { name: 'camwatch', address: 'camwatch@example.org' },
  };
  return {
    ...shown,
    settings: { ...shown.settings, alerts: { mail, pageUrl: 'https://camera.example.org' } },
  };
}

async function account(messages: Readonly<Record<string, OutboxMessage>> = {}) {
  const incidents = openIncidentSource(sampleIncidentLedger());
  const messagesOf = (thread: string) => (messages[thread] ? [messages[thread]] : incidents.messages(thread));
  const portal = await startClosedPortal(mailingCity(), {
    incidents: { ...incidents, messages: messagesOf },
  });
  const id = await portal.addPerson('noc');
  const cookie = await portal.enter(id);
  const read = async (path = '/account') => (await portal.get(path, { cookie })).text();
  const token = /name="token" value="([^"]*)"/.exec(await read())?.[1] ?? '';
  const send = async (act: string, form: Record<string, string> = {}) => {
    const answer = await portal.post(`/account/notices/${act}?lang=en`, { token, ...form }, { cookie });
    return { status: answer.status, text: await answer.text() };
  };
  const linkOf = (whose = id) => {
    const { asked } = portal.door.store.notices.find(id) ?? {};
    return signAddressLink(LINK_KEY, { account: whose, hash: asked ? hashOfAddress(asked) : '' });
  };
  return { portal, id, cookie, read, send, linkOf, chosen: () => portal.door.store.notices.find(id) };
}

describe('notifications of one’s own', () => {
  it('are chosen on the page of the account, and shown as they were chosen', async () => {
    const { send, chosen, read } = await account();
    const hours = { hours: 'some', day: 'sat', fromTime: '20:00', toTime: '06:30', critical: 'always' };
    const saved = await send('save', { from: 'critical', incidents: 'own', works: 'yes', ...hours });
    expect([saved.status, saved.text.includes('Saved.')]).toEqual([200, true]);
    expect(chosen()?.wishes).toEqual({
      ...{ mail: false, from: 'critical', incidents: 'own', papers: false, works: true, language: 'en' },
      ...{ isCriticalAlways: true },
      hours: { days: ['sat'], fromMinute: 1_200, toMinute: 390, isOffOnHolidays: false },
    });
    const page = await read();
    expect(page).toContain('value="20:00"');
    expect(page).toMatch(/name="day" value="sat" checked/);
    expect(page).not.toMatch(/name="day" value="mon" checked/);
  });

  it.each([
    ['no day', { ...WISHES, hours: 'some', fromTime: '08:00', toTime: '17:00' }],
    ['no hour', { ...WISHES, hours: 'some', day: 'mon', fromTime: '', toTime: '25:00' }],
    ['no severity', { ...WISHES, from: 'dreadful' }],
    ['an address that was not confirmed', { ...WISHES, mail: 'yes' }],
  ])('are refused with %s', async (_name, form) => {
    const { send, chosen } = await account();
    const answer = await send('save', form);
    expect([answer.status, /role="alert"/.test(answer.text)]).toEqual([400, true]);
    expect(chosen()).toBeUndefined();
  });

  it('go to an address that its reader has confirmed, with the account that asked, by a button', async () => {
    const { send, chosen, read, linkOf, portal, cookie } = await account();
    expect((await send('address', { address: 'no address' })).status).toBe(400);
    expect((await send('address', { address: 'an@example.org' })).status).toBe(303);
    expect((await send('address', { address: 'an@example.org' })).text).toContain('ten minutes');
    const path = `/account/notices/confirm/${linkOf()}`;

    const anybody = await portal.get(path);
    expect(anybody.status).toBe(303);
    expect(anybody.headers.get('location')).toMatch(/^\/login\?next=%2Faccount%2Fnotices%2Fconfirm/);
    const other = await portal.enter(await portal.addPerson('dost'));
    expect((await portal.get(path, { cookie: other })).status).toBe(404);
    expect(await read(path)).toContain('Xác nhận, gửi thư đến địa chỉ này');
    expect(chosen()?.address).toBeUndefined();
    expect((await portal.post(path, { token: 'x' }, { cookie })).status).toBe(403);

    expect((await send(`confirm/${linkOf('dost.city')}`)).status).toBe(400);
    expect((await send(`confirm/${linkOf()}`)).status).toBe(303);
    expect(chosen()).toMatchObject({ address: 'an@example.org', wishes: { mail: true } });
    expect(await read('/account?lang=en')).toContain('Mails go to an@example.org.');
    expect((await send('forget')).status).toBe(303);
    expect(chosen()).toMatchObject({ wishes: { mail: false } });
    expect(chosen()?.address).toBeUndefined();
  });

  it('say what the mail server said, and that there is none', async () => {
    const message = (given: Partial<OutboxMessage>): OutboxMessage => ({
      ...{ id: 1, messageId: 'x', thread: 't', recipient: 'r', channel: 'email', urgency: 'normal' },
      occasion: { type: 'own', about: 'news', account: 'noc.city', fromMs: 0, toMs: 1 },
      ...{
        createdMs: 1,
        dueMs: 2,
        firstDueMs: 1,
        state: 'waiting',
        tries: 3,
        detail: '550 <b>no such mailbox</b>',
      },
      ...given,
    });
    const { read } = await account({ [newsThread('noc.city')]: message({}) });
    expect(await read('/account?lang=en')).toContain(
      'could not be sent: 550 &lt;b&gt;no such mailbox&lt;/b&gt;',
    );
    const dead = await account({ [newsThread('noc.city')]: message({ state: 'dead' }) });
    expect(await dead.read('/account?lang=en')).toContain('was not sent: 550');
    const asking = await account({ [addressThread('noc.city', Date.UTC(2026, 10, 30))]: message({}) });
    await asking.send('address', { address: 'an@example.org' });
    expect(await asking.read('/account?lang=en')).toContain('could not be sent: 550');

    const without = await startClosedPortal();
    const cookie = await without.enter(await without.addPerson('noc'));
    expect(await (await without.get('/account?lang=en', { cookie })).text()).toContain(
      'No mails can be sent',
    );
  });

  it('are forgotten with the person', async () => {
    const { portal, send, id, chosen } = await account();
    await send('address', { address: 'an@example.org' });
    await erasePerson(portal.door, id);
    expect(chosen()).toBeUndefined();
  });
});
