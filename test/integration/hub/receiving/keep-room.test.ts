import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type ConnectionOptions, connect, createServer } from 'node:tls';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { issueHubCertificate } from '#hub/receiving/hub-certificate.ts';
import { keepRoom } from '#hub/receiving/keep-room.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { tempFolder } from '#test/support/temp-ledger.ts';

async function startServer(most: number) {
  const authority = openAuthority(join(tempFolder(), 'hub'));
  const { renewAtMs: _, ...context } = issueHubCertificate(authority, ['127.0.0.1'], Date.now());
  const server = createServer({ ...context, requestCert: true, rejectUnauthorized: false });
  keepRoom(server, most);
  server.on('tlsClientError', () => undefined);
  server.on('secureConnection', (socket) => socket.on('error', () => undefined).resume());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const own = {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: authority.issueCollector(publicKey, 'ba-dinh-1', Date.now()).pem,
  };
  const connected = async (options: ConnectionOptions = {}) => {
    const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false, ...options });
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => undefined).resume();
    // The client is through with the handshake before the server has seen its certificate.
    await Promise.all([once(socket, 'secureConnect'), once(server, 'secureConnection')]);
    return socket;
  };
  return { stranger: () => connected(), collector: () => connected(own) };
}

test('however many connect without a certificate, collectors stay connected and others come in', async () => {
  const { stranger, collector } = await startServer(4);
  const first = await collector();
  const strangers = [await stranger(), await stranger(), await stranger()];

  const second = await collector();
  strangers.push(await stranger(), await stranger());
  const third = await collector();

  await vi.waitFor(
    () => expect(strangers.map(({ closed }) => closed)).toEqual([true, true, true, true, false]),
    PATIENCE,
  );
  expect([first, second, third].map(({ closed }) => closed)).toEqual([false, false, false]);
});

test('where all have shown a certificate the new one goes', async () => {
  const { stranger, collector } = await startServer(2);
  const collectors = [await collector(), await collector()];

  await expect(stranger()).rejects.toThrow(/disconnected|ECONNRESET|hang up/);

  expect(collectors.map(({ closed }) => closed)).toEqual([false, false]);
});
