import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEmailNotifier, type EmailOptions } from '#alerts/notifications/notifiers/email.ts';
import type { MailSettings } from '#core/domain/alert-settings.ts';
import { createSecret } from '#core/domain/secret.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { outgoing, running } from '#test/support/outgoing-message.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { type MailScript, startScriptedMail } from '#test/support/scripted-mail.ts';
import { startTcpServer } from '#test/support/tcp.ts';
import { SELF_SIGNED } from '#test/support/tls.ts';

let authority: TestAuthority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

function notifier(port: number, changes: Partial<MailSettings> = {}, options: Partial<EmailOptions> = {}) {
  const created = createEmailNotifier({
    mail: {
      host: '127.0.0.1',
      port,
      security: 'none',
      from: { name: 'camwatch', address: 'camwatch@example.org' },
      connections: 2,
      ...changes,
    },
    timeoutMs: 12_000,
    ...options,
  });
  onTestFinished(() => created.close());
  return created;
}

async function deliverTo(script: MailScript, to: readonly string[] = ['noc@example.org']) {
  const server = await startScriptedMail(script);
  const delivery = await notifier(server.port).deliver(outgoing({ to }), running());
  return { server, delivery };
}

/** A server of lines: what it says to each line of the client, `undefined` to break off; it greets by itself. */
async function startLines(
  answer: (line: string) => string | undefined,
  greeting = '220 mail ESMTP',
): Promise<{ port: number; heard: readonly string[] }> {
  const heard: string[] = [];
  const port = await startTcpServer((socket) => speakLines(socket, heard, answer, greeting));
  return { port, heard };
}

function speakLines(
  socket: Socket,
  heard: string[],
  answer: (line: string) => string | undefined,
  greeting: string,
): void {
  let rest = '';
  socket.write(`${greeting}\r\n`);
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      heard.push(line);
      const said = answer(line);
      if (said === undefined) return void socket.destroy();
      if (said !== '') socket.write(`${said}\r\n`);
    }
  });
}

/** The usual answers of a server without any extension. */
function usual(line: string): string {
  if (/^(EHLO|HELO|MAIL|RCPT|RSET|QUIT)/.test(line)) return '250 ok';
  if (line === 'DATA') return '354 go on';
  return line === '.' ? '250 taken' : '';
}

describe('what the server says of one message', () => {
  test.each([
    ['550 no such user', 'permanent'],
    ['552 the mailbox is full', 'temporary'],
    ['450 greylisted', 'temporary'],
    ['530 log in first', 'temporary'],
  ])('%s to its only address is %s', async (answer, failure) => {
    const { delivery } = await deliverTo({ recipient: () => answer });

    expect(delivery).toEqual({ ok: false, failure, detail: `an address was answered ${answer}` });
  });

  test.each([
    ['554 looks like spam', 'permanent'],
    ['452 no room', 'temporary'],
    ['421 going down', 'temporary'],
  ])('%s to its end is %s', async (answer, failure) => {
    const { delivery } = await deliverTo({ message: async () => answer });

    expect(delivery).toMatchObject({ ok: false, failure });
    expect(delivery.detail).toContain(answer);
  });

  test('550 to the sender is temporary: it is a setting, the same for every message', async () => {
    const { delivery } = await deliverTo({ sender: () => '550 not yours' });

    expect(delivery).toEqual({
      ok: false,
      failure: 'temporary',
      about: 'server',
      detail: 'the sender was answered 550 not yours',
    });
  });

  test('a refused address is told apart, without its left half', async () => {
    const recipient = (address: string) =>
      address.startsWith('nam') ? `550 <${address}> is unknown` : undefined;

    const { delivery, server } = await deliverTo({ recipient }, ['noc@example.org', 'nam.tran@example.org']);

    const detail = 'an address was answered 550 <…@example.org> is unknown';
    expect(delivery).toEqual({
      ok: true,
      detail: `not for 1 of its addresses (${detail})`,
      unreached: [{ address: 'nam.tran@example.org', failure: 'permanent', detail }],
    });
    expect(server.received).toMatchObject([{ to: ['noc@example.org'] }]);
  });
});

describe('an address', () => {
  test.each([
    'a@example.org, b@example.org',
    'a@example.org>\r\nRCPT TO:<b@example.org',
    'Nam <a@example.org>',
    'a@example.org\r\nBcc: b@example.org',
    'group:a@example.org;',
    'not-one',
    '',
  ])('%j is none, and is not given to the server', async (address) => {
    const { delivery, server } = await deliverTo({}, [address, 'noc@example.org']);

    expect(delivery).toMatchObject({ ok: true, unreached: [{ address, failure: 'permanent' }] });
    expect(server.received).toMatchObject([{ to: ['noc@example.org'] }]);
  });

  test('must be there', async () => {
    const { delivery, server } = await deliverTo({}, ['not-one']);

    expect(delivery).toMatchObject({ ok: false, failure: 'permanent' });
    expect(server.connectionsEver()).toBe(0);
  });
});

describe('the connection', () => {
  test('is not used without the STARTTLS that somebody stripped', async () => {
    const { port, heard } = await startLines((line) => (line === 'STARTTLS' ? '502 what?' : usual(line)));
    const sender = notifier(
      port,
      { security: 'starttls', username: 'camwatch' },
      { password: createSecret('s3cret') },
    );

    const delivery = await sender.deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toBe('STARTTLS was answered 502 what?');
    expect(heard.filter((line) => /^(AUTH|MAIL|RCPT|DATA)/.test(line))).toEqual([]);
  });

  test('takes no word that came before the handshake for one that came after', async () => {
    const { port, heard } = await startLines((line) =>
      line === 'STARTTLS' ? '220 go\r\n250 AUTH PLAIN\r\n235 welcome' : usual(line),
    );

    const sender = notifier(port, { security: 'starttls' }, { timeoutMs: 500 });
    const delivery = await sender.deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(heard.some((line) => /^(AUTH|MAIL)/.test(line))).toBe(false);
  });

  test('without encryption goes to this machine only', async () => {
    const sender = notifier(25, { host: 'mail.example.org' });

    const delivery = await sender.deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toContain('mail.security');
  });

  test('is not made with a certificate that nobody vouches for', async () => {
    const server = createTlsServer(SELF_SIGNED, (socket) => socket.write('220 mail\r\n')).listen(
      0,
      '127.0.0.1',
    );
    server.on('tlsClientError', () => undefined);
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;

    const delivery = await notifier(port, { security: 'tls' }).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toContain('self-signed certificate');
  });

  test('that breaks off after the final dot leaves the message to be tried again, and not by itself', async () => {
    const { port, heard } = await startLines((line) => (line === '.' ? undefined : usual(line)));

    const delivery = await notifier(port).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(heard.filter((line) => line === '.')).toHaveLength(1);
  });

  test.each([
    ['its name', /^(EHLO|HELO)/, '554 go away'],
    ['the sender', /^MAIL/, '421 too many'],
    ['the message', /^DATA/, '451 later'],
  ])('that is turned away at %s is worth another try', async (_step, command, answer) => {
    const { port } = await startLines((line) => (command.test(line) ? answer : usual(line)));

    const delivery = await notifier(port).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
  });

  test('that is refused with the greeting is worth another try', async () => {
    const { port } = await startLines(usual, '554 no service here');

    const delivery = await notifier(port).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toContain('554 no service here');
  });

  test('is not used without the log-in that is asked for', async () => {
    const { port, heard } = await startLines((line) => (line.startsWith('AUTH') ? '502 what?' : usual(line)));
    const sender = notifier(port, { username: 'camwatch' }, { password: createSecret('s3cret') });

    const delivery = await sender.deliver(outgoing(), running());

    expect(delivery).toEqual({
      ok: false,
      failure: 'temporary',
      about: 'server',
      detail: 'the log-in was refused (502)',
    });
    expect(heard.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  test('that the server has ended meanwhile is replaced', async () => {
    const closed: string[] = [];
    const port = await startTcpServer((socket) => {
      const answer = (line: string) => {
        // Says why, as servers do, and goes.
        if (line === '.') setTimeout(() => socket.end('421 idle for too long\r\n'), 20);
        return usual(line);
      };
      socket.once('close', () => closed.push('one more'));
      speakLines(socket, [], answer, '220 mail ESMTP');
    });
    const sender = notifier(port);
    await sender.deliver(outgoing(), running());
    await vi.waitFor(() => expect(closed).toHaveLength(1), PATIENCE);

    expect(await sender.deliver(outgoing(), running())).toMatchObject({ ok: true });
  });

  test('is one of as many as the settings allow', async () => {
    const server = await startScriptedMail();
    const sender = notifier(server.port, { connections: 2 });

    await Promise.all(Array.from({ length: 12 }, () => sender.deliver(outgoing(), running())));

    expect(server.connectionsEver()).toBe(2);
  });
});
