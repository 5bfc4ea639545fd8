import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { createEmailNotifier } from '#alerts/notifications/notifiers/email.ts';
import { makeAuthority } from '#test/support/certificate-authority.ts';
import { outgoing } from '#test/support/outgoing-message.ts';

test('a server that floods the connection, below TLS too, is given up', async () => {
  const authority = await makeAuthority();
  onTestFinished(() => authority.remove());
  const server = createServer({ key: authority.key, cert: authority.cert }, (socket) => {
    socket.on('error', () => undefined).resume();
    socket.write('220 mail\r\n');
    const chunk = '\r\n'.repeat(10_000);
    const pour = () => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('drain', pour);
    pour();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const notifier = createEmailNotifier({
    mail: {
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      security: 'tls',
      authority: authority.authorityFile,
      from: { name: 'camwatch', address: 'camwatch@example.org' },
      connections: 2,
    },
    timeoutMs: 50_000,
  });
  onTestFinished(() => notifier.close());

  const delivery = await notifier.deliver(outgoing(), new AbortController().signal);

  expect(delivery).toEqual({
    ok: false,
    failure: 'temporary',
    detail: 'the server says too much (ESOCKET)',
    about: 'server',
  });
});
