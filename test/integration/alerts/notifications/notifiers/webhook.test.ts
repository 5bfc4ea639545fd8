import { once } from 'node:events';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createWebhookNotifier, type WebhookOptions } from '#alerts/notifications/notifiers/webhook.ts';
import type { Delivery } from '#core/domain/notifier.ts';
import { createSecret } from '#core/domain/secret.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { startHttpServer } from '#test/support/http.ts';
import { outgoing, running } from '#test/support/outgoing-message.ts';
import { withBody } from '#test/support/with-body.ts';

const NOW_MS = Date.UTC(2026, 10, 26, 1, 15);

let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

function notifier(url: string, options: Partial<WebhookOptions> = {}) {
  const created = createWebhookNotifier({
    url,
    key: createSecret('khoá of the webhook'),
    timeoutMs: 10_000,
    nowMs: () => NOW_MS,
    ...options,
  });
  onTestFinished(() => created.close());
  return created;
}

async function deliverTo(listener: RequestListener, path = '/'): Promise<Delivery> {
  const url = await startHttpServer(listener);
  return notifier(`${url}${path}`).deliver(outgoing(), running());
}

describe('what is posted', () => {
  interface Posted {
    readonly method: string | undefined;
    readonly url: string | undefined;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
  }

  async function posted(message = outgoing()): Promise<Posted> {
    const had: Posted[] = [];
    const url = await startHttpServer(
      withBody((body, response) => {
        const { method, url, headers } = response.req;
        had.push({ method, url, headers, body });
        response.end();
      }),
    );
    await notifier(`${url}/hook?city=hn`).deliver(message, running());
    const [one] = had;
    if (!one) throw new Error('nothing was posted');
    return one;
  }

  test('is JSON with an id, the thread, the urgency, a line and the facts', async () => {
    const { method, url, headers, body } = await posted();

    expect([method, url, headers['content-type']]).toEqual(['POST', '/hook?city=hn', 'application/json']);
    const { messageId, replyTo, content } = outgoing();
    expect(JSON.parse(body)).toEqual({
      id: messageId,
      ...replyTo,
      urgency: 'high',
      subject: content.subject,
      facts: content.facts,
    });
  });

  test('is signed as it was when the tests were written', async () => {
    const { replyTo: _none, ...message } = outgoing({}, { subject: 'a', facts: { b: 1 } });

    const { headers, body } = await posted(message);

    expect(body).toBe(
      '{"id":"i-1.2.noc@camwatch.example.org","urgency":"high","subject":"a","facts":{"b":1}}',
    );
    expect(headers['camwatch-signature']).toBe(
      // printf '%s' "1795655700.$body" | openssl dgst -sha256 -hmac 'khoá of the webhook'
      't=1795655700,v1=8e669dce7b1f23d3f0a2145faf54a8d6ea6ac907b8e97b0b031fb126e00a5724',
    );
  });
});

describe('an answer', () => {
  test.each([
    [200, undefined],
    [204, undefined],
    [299, undefined],
    [301, 'temporary'],
    [302, 'temporary'],
    [307, 'temporary'],
    [400, 'permanent'],
    [401, 'permanent'],
    [404, 'permanent'],
    [408, 'temporary'],
    [410, 'permanent'],
    [425, 'temporary'],
    [429, 'temporary'],
    [500, 'temporary'],
    [503, 'temporary'],
    [599, 'temporary'],
  ])('of %i', async (status, failure) => {
    const delivery = await deliverTo((_request, response) => void response.writeHead(status).end());

    const detail = `answered ${status}`;
    expect(delivery).toEqual(failure === undefined ? { ok: true, detail } : { ok: false, failure, detail });
  });

  test.each([
    ['90', 90_000],
    ['Thu, 26 Nov 2026 01:20:00 GMT', 300_000],
    ['Thu, 26 Nov 2020 01:20:00 GMT', 0],
    ['999999999999999999999', 86_400_000],
    ['soon', undefined],
  ])('that asks to wait %s is told with it', async (retryAfter, retryAfterMs) => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(429, { 'retry-after': retryAfter }).end();
    });

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect('retryAfterMs' in delivery ? delivery.retryAfterMs : undefined).toBe(retryAfterMs);
  });

  test('that leads elsewhere is not followed', async () => {
    const followed: unknown[] = [];
    const elsewhere = await startHttpServer((request, response) => {
      followed.push(request.url);
      response.end();
    });

    const delivery = await deliverTo((_request, response) => {
      response.writeHead(307, { location: elsewhere }).end();
    });

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(followed).toEqual([]);
  });

  test('of success is enough, however much follows it', async () => {
    const startedMs = performance.now();

    const delivery = await deliverTo((_request, response) => {
      const pour = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', pour);
      pour();
    });

    expect(delivery).toEqual({ ok: true, detail: 'answered 200' });
    expect(performance.now() - startedMs).toBeLessThan(5_000);
  });

  test('of failure that breaks off has its status', async () => {
    const delivery = await deliverTo((_request, response) => {
      response.writeHead(404, { 'content-length': 100 });
      response.write('no such hook', () => response.destroy());
    });

    expect(delivery).toEqual({ ok: false, failure: 'permanent', detail: 'answered 404: no such hook' });
  });

  test('of failure that drips is waited for a second', async () => {
    const delivery = await deliverTo((_request, response) => void response.writeHead(500).write('slow'));

    expect(delivery).toEqual({ ok: false, failure: 'temporary', detail: 'answered 500: slow' });
  });

  test('tells nothing of our signature', async () => {
    const delivery = await deliverTo(({ headers }, response) => {
      const signature = String(headers['camwatch-signature']);
      const [, digest = ''] = signature.split(',v1=');
      response.writeHead(403).end(`bad ${signature}: ${digest} (${encodeURIComponent(signature)})`);
    });

    expect(delivery).toEqual({
      ok: false,
      failure: 'permanent',
      detail: 'answered 403: bad [redacted]: [redacted] ([redacted])',
    });
  });

  test('tells nothing of a token in the address', async () => {
    const path = '/hooks/T0KEN-in-the-path?key=T0KEN-in-the-query';

    const delivery = await deliverTo(({ url }, response) => {
      response.writeHead(500).end(`cannot POST ${url} (T0KEN-in-the-query)`);
    }, path);

    expect(delivery.detail).toBe('answered 500: cannot POST [redacted] ([redacted])');
  });
});

describe('the address', () => {
  test.each(['http://gateway.example.org/', 'ftp://127.0.0.1/', 'not one', ''])(
    '%j is not posted to',
    async (url) => {
      expect(await notifier(url).deliver(outgoing(), running())).toMatchObject({
        ok: false,
        failure: 'temporary',
        detail: expect.stringContaining('expected an address with https:'),
      });
    },
  );

  async function startSafe(): Promise<string> {
    const { key, cert } = authority;
    const server = createSafeServer({ key, cert }, (_request, response) => void response.end()).listen(
      0,
      '127.0.0.1',
    );
    server.on('tlsClientError', () => undefined);
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  test('is posted to where its authority is known', async () => {
    const sender = notifier(await startSafe(), { authority: authority.authority });

    expect(await sender.deliver(outgoing(), running())).toMatchObject({ ok: true });
  });

  test('waits for somebody to mend a certificate that is not trusted', async () => {
    const delivery = await notifier(await startSafe()).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toMatch(/certificate/);
  });
});
