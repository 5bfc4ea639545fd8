import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEmailNotifier, type EmailOptions } from '#alerts/notifications/notifiers/email.ts';
import type { MailSettings } from '#core/domain/alert-settings.ts';
import { createSecret } from '#core/domain/secret.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { type Exim, startExim } from '#test/support/exim.ts';
import { CONTENT, DOT, outgoing, running } from '#test/support/outgoing-message.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { type MimePart, readMime } from '#test/support/read-mime.ts';

let authority: TestAuthority;
let exim: Exim;

beforeAll(async () => {
  authority = await makeAuthority();
  exim = await startExim(authority);
});
afterAll(async () => {
  await exim?.stop();
  await authority?.remove();
});

function notifier(changes: Partial<MailSettings> = {}, options: Partial<EmailOptions> = {}) {
  const { host, port, tlsPort, username, password } = exim;
  const security = changes.security ?? 'starttls';
  const created = createEmailNotifier({
    mail: {
      host,
      port: security === 'tls' ? tlsPort : port,
      security,
      username,
      password: 'env:MAIL_PASSWORD',
      authority: authority.authorityFile,
      from: { name: 'Giám sát camera, Hà Nội', address: 'canh-bao@camwatch.example.org' },
      connections: 2,
      ...changes,
    },
    password: createSecret(password),
    timeoutMs: 10_000,
    ...options,
  });
  onTestFinished(() => created.close());
  return created;
}

let count = 0;
const newId = () => `i-${++count}.exim@camwatch.example.org`;

/** Waits until it lies in the mailbox, and reads it from there. */
async function received(messageId: string): Promise<MimePart> {
  return vi.waitFor(async () => {
    const mail = (await exim.mails()).find((text) => text.includes(`Message-ID: <${messageId}>`));
    if (mail === undefined) throw new Error(`${messageId} has not arrived`);
    return readMime(mail);
  }, PATIENCE);
}

describe('a mail that a real server took', () => {
  test('has the headers of an automatic message in its thread', async () => {
    const nowMs = () => Date.UTC(2026, 10, 26, 1, 15);
    const messageId = newId();
    const replyTo = { first: 'i-9.1@camwatch.example.org', previous: 'i-9.3@camwatch.example.org' };

    const delivery = await notifier({}, { nowMs }).deliver(
      outgoing({ messageId, replyTo, to: ['noc@example.org', 'trực.ban@example.org'] }),
      running(),
    );

    expect(delivery).toMatchObject({ ok: true });
    const { headers } = await received(messageId);
    expect(headers.get('message-id')).toBe(`<${messageId}>`);
    expect(headers.get('in-reply-to')).toBe('<i-9.3@camwatch.example.org>');
    expect(headers.get('references')).toBe('<i-9.1@camwatch.example.org> <i-9.3@camwatch.example.org>');
    expect(headers.get('subject')).toBe(CONTENT.subject);
    expect(headers.get('from')).toBe('Giám sát camera, Hà Nội <canh-bao@camwatch.example.org>');
    expect(headers.get('to')).toBe('noc@example.org, trực.ban@example.org');
    expect(headers.get('date')).toBe('Thu, 26 Nov 2026 01:15:00 +0000');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
    expect(headers.get('x-auto-response-suppress')).toBe('All');
    expect(headers.get('precedence')).toBe('bulk');
    expect(headers.get('importance')).toBe('High');
    expect(headers.get('x-priority')).toBe('1 (Highest)');
    expect(headers.get('return-path')).toBe('<canh-bao@camwatch.example.org>');
    expect(headers.has('x-mailer')).toBe(false);
  });

  test('has text beside HTML, with its picture inside', async () => {
    const messageId = newId();

    const { replyTo: _none, ...message } = outgoing({ messageId, urgency: 'normal' });

    await notifier().deliver(message, running());

    const mail = await received(messageId);
    expect(mail.type).toBe('multipart/alternative');
    const [text, related] = mail.parts;
    expect(text).toMatchObject({ type: 'text/plain' });
    expect(text?.body.toString('utf8').replaceAll('\r\n', '\n')).toBe(CONTENT.text);
    expect(related?.type).toBe('multipart/related');
    const [html, picture] = related?.parts ?? [];
    expect(html?.type).toBe('text/html');
    expect(html?.body.toString('utf8').trim()).toBe(CONTENT.html);
    expect(picture?.type).toBe('image/png');
    expect(picture?.headers.get('content-id')).toBe('<timeline>');
    expect(picture?.headers.get('content-disposition')).toMatch(/^inline; filename/);
    expect(picture?.body.equals(DOT)).toBe(true);
    expect(mail.headers.has('importance')).toBe(false);
    expect(mail.headers.has('references')).toBe(false);
  });

  test('came over TLS from the first byte', async () => {
    const messageId = newId();

    const delivery = await notifier({ security: 'tls' }).deliver(outgoing({ messageId }), running());

    expect(delivery).toMatchObject({ ok: true });
    expect((await received(messageId)).headers.get('received')).toContain('esmtpsa');
  });

  test('came over STARTTLS, and one connection carried many', async () => {
    const ids = Array.from({ length: 6 }, newId);
    const sender = notifier({ connections: 1 });

    const deliveries = await Promise.all(
      ids.map((messageId) => sender.deliver(outgoing({ messageId }), running())),
    );

    expect(deliveries.every(({ ok }) => ok)).toBe(true);
    const ports = await Promise.all(
      ids.map(async (id) => /port (\d+) with/.exec((await received(id)).headers.get('received') ?? '')?.[1]),
    );
    expect(ports[0]).toMatch(/^\d+$/);
    expect(new Set(ports).size).toBe(1);
    expect((await received(ids[0] ?? '')).headers.get('received')).toContain('esmtpsa');
  });
});

describe('a real server', () => {
  test('refuses one of three addresses, and the others get it', async () => {
    const messageId = newId();
    const to = ['noc@example.org', 'refused@example.org', 'later@example.org'];

    const delivery = await notifier().deliver(outgoing({ messageId, to }), running());

    expect(delivery).toEqual({
      ok: true,
      detail: 'not for 2 of its addresses (an address was answered 550 no such mailbox here)',
      unreached: [
        {
          address: 'refused@example.org',
          failure: 'permanent',
          detail: 'an address was answered 550 no such mailbox here',
        },
        {
          address: 'later@example.org',
          failure: 'temporary',
          detail: 'an address was answered 451 greylisted, come again',
        },
      ],
    });
    await received(messageId);
  });

  test.each([
    ['refuses the only address', ['refused@example.org'], 'permanent', '550 no such mailbox here'],
    ['puts the only address off', ['later@example.org'], 'temporary', '451 greylisted, come again'],
    [
      'refuses one address and puts the other off',
      ['refused@example.org', 'later@example.org'],
      'temporary',
      '451',
    ],
  ] as const)('%s', async (_name, to, failure, detail) => {
    const delivery = await notifier().deliver(outgoing({ messageId: newId(), to }), running());

    expect(delivery).toMatchObject({ ok: false, failure, detail: expect.stringContaining(detail) });
  });

  test('refuses what is larger than it takes, for good', async () => {
    const message = outgoing({ messageId: newId() }, { text: 'x'.repeat(300_000) });

    const delivery = await notifier().deliver(message, running());

    expect(delivery).toMatchObject({ ok: false, failure: 'permanent' });
  });

  test('refuses a wrong password, until somebody mends it', async () => {
    const sender = notifier({}, { password: createSecret('sai mật khẩu') });

    const delivery = await sender.deliver(outgoing({ messageId: newId() }), running());

    expect(delivery).toEqual({
      ok: false,
      failure: 'temporary',
      about: 'server',
      detail: 'the log-in was refused (535)',
    });
  });

  test('is not trusted with a certificate of another authority', async () => {
    const other = await makeAuthority();
    onTestFinished(other.remove);
    const sender = notifier({ authority: other.authorityFile });

    const delivery = await sender.deliver(outgoing({ messageId: newId() }), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toMatch(/certificate/);
  });

  test('gets nothing while the file of the authority is missing', async () => {
    const sender = notifier({ authority: '/nowhere/authority.pem' });

    const delivery = await sender.deliver(outgoing({ messageId: newId() }), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toContain('ENOENT');
  });
});
