import { chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startPortal } from '#portal/server/start-portal.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { startSamplePortal } from '#test/support/sample-portal.ts';

let first: TestAuthority;
let second: TestAuthority;
beforeAll(async () => {
  [first, second] = await Promise.all([makeAuthority(), makeAuthority()]);
});
afterAll(async () => {
  await Promise.all([first.remove(), second.remove()]);
});

/** Files of the first authority, which a test may replace. */
function makeFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'camwatch-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = { cert: join(folder, 'page.pem'), key: join(folder, 'page.key') };
  put(first, files);
  return files;
}

function put({ certFile, keyFile }: TestAuthority, { cert, key }: { cert: string; key: string }): void {
  copyFileSync(keyFile, key);
  chmodSync(key, 0o600);
  copyFileSync(certFile, cert);
}

async function startByTls(files = makeFiles()) {
  const { app } = await startSamplePortal();
  const portal = await startPortal(app, {
    host: '127.0.0.1',
    port: 0,
    tls: { ...files, lookEveryMs: 20 },
  });
  onTestFinished(() => portal.close());
  return { ...portal, files, port: Number(new URL(portal.url).port) };
}

const get = (url: string, ca: string) =>
  new Promise<{ status: number | undefined; certificate: PeerCertificate }>((resolve, reject) => {
    const request = httpsRequest(url, { ca, agent: false }, (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate();
      response.resume().once('end', () => resolve({ status: response.statusCode, certificate }));
    });
    request.once('error', reject).end();
  });

describe('a page by TLS', () => {
  it('is served with the certificate of the settings, and not in the clear', async () => {
    const { url, port } = await startByTls();
    expect(url).toMatch(/^https:/);
    expect(await get(`${url}/healthz`, first.authority)).toMatchObject({ status: 200 });
    await expect(get(`${url}/healthz`, second.authority)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
  });

  it('speaks no TLS older than 1.2', async () => {
    const { port } = await startByTls();
    const socket = connect({
      ...{ host: '127.0.0.1', port, ca: first.authority },
      ...{ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
    });
    onTestFinished(() => void socket.destroy());
    const error = await new Promise<Error>((resolve, reject) => {
      socket.once('error', resolve).once('secureConnect', () => reject(new Error('it does')));
    });
    expect(error).toBeInstanceOf(Error);
  });

  it('takes a renewed certificate while it runs, and none that is half written', async () => {
    const { url, files } = await startByTls();
    writeFileSync(files.cert, '-----BEGIN CERTIFICATE-----\nMIIB');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await get(`${url}/healthz`, first.authority)).toMatchObject({ status: 200 });
    put(second, files);
    await vi.waitFor(
      async () => expect(await get(`${url}/healthz`, second.authority)).toMatchObject({ status: 200 }),
      PATIENCE,
    );
  });

  it.each([
    ['a key of another certificate', (files: { key: string }) => copyFileSync(second.keyFile, files.key)],
    ['no certificate', (files: { cert: string }) => rmSync(files.cert)],
    ['no PEM', (files: { cert: string }) => writeFileSync(files.cert, 'x')],
    ['a key that anybody may read', (files: { key: string }) => chmodSync(files.key, 0o644)],
  ])('is refused with %s', async (_what, spoil) => {
    const files = makeFiles();
    spoil(files);
    await expect(startByTls(files)).rejects.toMatchObject({
      code: 'PORTAL_TLS',
      message: expect.stringContaining('page.tls: expected'),
    });
  });

  it('cuts off who connects and never shakes hands', async () => {
    const { port, url } = await startByTls();
    const socket = createConnection({ host: '127.0.0.1', port });
    onTestFinished(() => void socket.destroy());
    const startedMs = performance.now();
    await new Promise((resolve) => socket.once('close', resolve).once('error', () => undefined));
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    expect(await get(`${url}/healthz`, first.authority)).toMatchObject({ status: 200 });
  }, 30_000);
});
