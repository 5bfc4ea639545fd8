import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { formToken } from '#portal/door/own-form.ts';
import { sampleFleet } from '#test/support/sample-fleet.ts';
import { startClosedPortal } from './sample-door.ts';

async function startNamed() {
  const fleet = sampleFleet({ camerasPerArea: 2 });
  const page = { ...fleet.settings.page, names: ['cam.example.org'] };
  const portal = await startClosedPortal({ ...fleet, settings: { ...fleet.settings, page } });
  const cookie = await portal.enter(await portal.addPerson('admin'));
  const token = formToken(cookie.slice(cookie.indexOf('=') + 1));
  const { port } = new URL(portal.url);
  /** As a proxy hands it on that ends TLS. */
  const add = async (account: string, host: string): Promise<string> => {
    const body = String(new URLSearchParams({ token, account, role: 'noc', name: 'Nguyễn An' }));
    const headers = {
      ...{ host, cookie, 'sec-fetch-site': 'same-origin', 'content-length': Buffer.byteLength(body) },
      'content-type': 'application/x-www-form-urlencoded',
    };
    const sent = request({ port, host: '127.0.0.1', path: '/users/add', method: 'POST', headers }).end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    return await text(answer);
  };
  return { port, add };
}

it('an invitation goes by TLS, as the cookie of whoever made it did', async () => {
  const { port, add } = await startNamed();
  expect(await add('an', 'cam.example.org')).toMatch(/https:\/\/cam\.example\.org\/invitation\/[\w-]{43}/);
  for (const [index, host] of [`127.0.0.1:${port}`, `localhost:${port}`].entries())
    expect(await add(`an.${index}`, host)).toContain(`http://${host}/invitation/`);
});
