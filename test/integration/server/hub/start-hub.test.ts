import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { pino } from 'pino';
import { describe, expect, test, vi } from 'vitest';
import { days, hours } from '#core/time/units.ts';
import { openAuthority } from '#hub/authority/open-authority.ts';
import { createHubCaller, type HubCaller } from '#hub/shipping/call-hubs.ts';
import { readSignedConfiguration } from '#hub/wire/configuration.ts';
import { startHub } from '#server/hub/start-hub.ts';
import { callerOf, enrolled, rowsOf, sendRows, startHubHouse } from '#test/support/hub-house.ts';
import { devicesCsv } from '#test/support/loopback-city.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { openTempReader, tempFolder } from '#test/support/temp-ledger.ts';

const answerOf = ({ status, text }: { readonly status: number; readonly text: string }) => ({
  status,
  ...JSON.parse(text),
});

describe('who may speak to a hub', () => {
  test('a token lets in the machine that used it, and no other', async () => {
    const { hub, invite } = await startHubHouse();
    const token = invite('ba-dinh-1');

    const { caller, identity } = await enrolled(hub.url, token);

    expect(identity.read()).toMatchObject({ id: 'ba-dinh-1' });
    expect(answerOf(await caller.call('head'))).toMatchObject({ status: 200, seq: 0 });
    await expect(enrolled(hub.url, token)).rejects.toThrow(
      'the hub refuses: the token was used already, by another key',
    );
  });

  test('a hub with another key than the token names is told nothing', async () => {
    const [own, other] = [await startHubHouse(), await startHubHouse()];
    const token = own.invite('ba-dinh-1');

    await expect(enrolled(other.hub.url, token)).rejects.toThrow(
      /expected the hub whose key the token names \([\w-]{43}\), got another; nothing was sent to it$/,
    );

    expect(await other.hub.metrics.registry.metrics()).not.toMatch(/hub_requests_total{/);
  });

  test('one that is revoked is refused at its next request, on a connection that is open', async () => {
    const { hub, invite, collectors } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    await caller.call('head');

    collectors.revoke('ba-dinh-1');

    expect(answerOf(await caller.call('head'))).toEqual({
      status: 403,
      code: 'CERTIFICATE_REFUSED',
      message: 'the certificate is refused: it is revoked',
    });
  });

  test('a renewal that was begun before the revocation and sent to its end after it gives no certificate', async () => {
    const { hub, invite, collectors } = await startHubHouse();
    const { identity, caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const { key, certificate: cert } = identity.read() ?? {};
    const body = JSON.stringify({ publicKey: identity.publicKey() });
    const { port } = new URL(hub.url);
    const socket = connect({ port: Number(port), rejectUnauthorized: false, key, cert });
    let answer = '';
    socket.setEncoding('utf8').on('data', (text) => (answer += text));
    await once(socket, 'secureConnect');

    socket.write(`POST /renew HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body[0]}`);
    // It is let in by the certificate before another is refused.
    await vi.waitFor(async () => expect((await caller.call('head')).status).toBe(200), PATIENCE);
    collectors.revoke('ba-dinh-1');
    socket.write(body.slice(1));

    await vi.waitFor(() => expect(answer).toContain('the certificate is refused: it is revoked'), PATIENCE);
    expect(collectors.find('ba-dinh-1')?.certificate).toBeUndefined();
    socket.destroy();
  });

  test('without a certificate, with one of another authority, and with one that is not on record, nothing is to be had', async () => {
    const { dir, hub, invite } = await startHubHouse();
    const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const own = identity.read();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const ask = async (certificate?: string) => {
      const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      const credentials = { authority: own?.authority ?? '', ...(certificate && { key, certificate }) };
      const caller = createHubCaller({ hubs: [hub.url], credentials, stop: new AbortController().signal });
      try {
        return answerOf(await caller.call('head'));
      } finally {
        caller.close();
      }
    };
    const issued = (folder: string) =>
      openAuthority(folder).issueCollector(publicKey, 'ba-dinh-1', Date.now()).pem;

    expect(await ask()).toMatchObject({ status: 401, code: 'CERTIFICATE_MISSING' });
    expect(await ask(issued(join(tempFolder(), 'hub')))).toMatchObject({
      status: 403,
      code: 'CERTIFICATE_REFUSED',
    });
    expect(await ask(issued(join(dir, 'keys/hub')))).toMatchObject({
      status: 403,
      message: 'the certificate is refused: it is not one that was given to a collector',
    });
  });

  test('a certificate is renewed for the same name, and the old one holds until it ends', async () => {
    const { hub, invite, collectors } = await startHubHouse();
    const { caller, identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const before = identity.read()?.certificate;

    const answer = answerOf(
      await caller.call('renew', { body: Buffer.from(JSON.stringify({ publicKey: identity.publicKey() })) }),
    );
    identity.keep(answer);

    expect(identity.read()?.certificate).not.toBe(before);
    expect(answerOf(await callerOf(hub.url, identity).call('head'))).toMatchObject({ status: 200 });
    expect(answerOf(await caller.call('head'))).toMatchObject({ status: 200 });
    expect(collectors.find('ba-dinh-1')?.certificate).toBeDefined();
  });
});

describe('rows', () => {
  test('are on record once, however often they are sent', async () => {
    const { hub, invite, path } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const lines = await rowsOf('ba-dinh-1', 20);

    const first = answerOf(await sendRows(caller, lines.slice(0, 10)));
    const again = answerOf(await sendRows(caller, lines));
    const third = answerOf(await sendRows(caller, lines));

    expect([first.added, again.added, third.added]).toEqual([10, lines.length - 10, 0]);
    expect(third.head).toEqual({ seq: lines.length, hash: JSON.parse(lines.at(-1) ?? '').hash });
    const changes = [...openTempReader(path).changes({})];
    expect(changes).toHaveLength(20);
  });

  test('that leave some out, are of another chain or were changed on the way are refused, each with its code', async () => {
    const { hub, invite, path } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const lines = await rowsOf('ba-dinh-1', 20);
    const others = await rowsOf('ba-dinh-1', 20);
    await sendRows(caller, lines.slice(0, 5));

    expect(answerOf(await sendRows(caller, lines.slice(8)))).toMatchObject({
      ...{ status: 409, code: 'ROWS_GAP', message: 'expected row 6 next' },
      head: { seq: 5 },
    });
    expect(answerOf(await sendRows(caller, others.slice(0, 8)))).toMatchObject({
      ...{ status: 409, code: 'ROWS_FORK' },
      message: expect.stringMatching(/^row 1 is another here: /),
    });
    const changed = lines.map((line) => line.replace('\\"down\\"', '\\"up\\"'));
    expect(answerOf(await sendRows(caller, changed.slice(5)))).toMatchObject({
      status: 422,
      code: 'ROWS_DAMAGED',
    });
    expect(answerOf(await caller.call('head'))).toMatchObject({ seq: 5 });
    const noted = openTempReader(path).audits({ limit: 20, action: 'collector-forked' });
    expect(noted).toHaveLength(1);
  });
});

describe('what a hub is spared', () => {
  test('a body that unpacks to more than is allowed, or is sent as more, is refused, and the hub goes on', async () => {
    const { hub, invite } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const packed = { 'content-encoding': 'gzip' };

    const bomb = await caller.call('rows', { body: gzipSync(Buffer.alloc(65e6)), headers: packed });
    const large = await caller.call('renew', { body: Buffer.alloc(9_000) });
    const broken = await caller.call('rows', { body: Buffer.from('x'), headers: packed });

    expect(answerOf(bomb)).toEqual({
      ...{ status: 413, code: 'TOO_LARGE' },
      message: 'expected at most 64000000 bytes unpacked, got more',
    });
    expect(answerOf(large)).toMatchObject({ status: 413 });
    expect(answerOf(broken)).toMatchObject({ status: 400, message: 'expected gzip, got something else' });
    expect(answerOf(await caller.call('head'))).toMatchObject({ status: 200 });
  });

  test('whoever holds requests open without a certificate keeps no collector waiting', async () => {
    const { hub, invite } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const { port } = new URL(hub.url);
    const sockets = Array.from({ length: 12 }, () =>
      connect({ port: Number(port), rejectUnauthorized: false }),
    );
    await Promise.all(sockets.map((socket) => once(socket, 'secureConnect')));
    for (const socket of sockets)
      socket.write('POST /enrol HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{');

    const lines = await rowsOf('ba-dinh-1', 2);

    expect(answerOf(await sendRows(caller, lines))).toMatchObject({ status: 200, added: lines.length });
    for (const socket of sockets) socket.destroy();
  });

  test('of one collector one batch is held at a time, until it is on record', async () => {
    const { hub, invite } = await startHubHouse();
    const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const lines = await rowsOf('ba-dinh-1', 3_000);
    const callers = Array.from({ length: 4 }, () => callerOf(hub.url, identity));

    const answers = await Promise.allSettled(callers.map((caller) => sendRows(caller, lines)));

    const codes = answers.map((answer) =>
      answer.status === 'fulfilled' ? (answerOf(answer.value).code ?? 'taken') : 'given up',
    );
    expect(codes.filter((code) => code === 'taken')).toEqual(['taken']);
    expect(answerOf(await sendRows(callerOf(hub.url, identity), lines))).toMatchObject({ added: 0 });
  });

  test('whoever tries tokens is answered no more after a while', async () => {
    const { hub, invite } = await startHubHouse();
    const { identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const caller = callerOf(hub.url, identity);
    const body = Buffer.from(JSON.stringify({ id: 'x', secret: 'y', publicKey: identity.publicKey() }));

    const codes: string[] = [];
    for (let tried = 0; tried < 25; tried++) codes.push(answerOf(await caller.call('enrol', { body })).code);

    expect(new Set(codes)).toEqual(new Set(['TOKEN_REFUSED', 'TOO_MANY']));
  });

  test('whoever renews its certificate again and again gets no more, and fills no audit', async () => {
    const { hub, invite, path } = await startHubHouse();
    const { caller, identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const body = Buffer.from(JSON.stringify({ publicKey: identity.publicKey() }));

    const statuses: number[] = [];
    for (let asked = 0; asked < 12; asked++) statuses.push((await caller.call('renew', { body })).status);

    expect(statuses).toEqual([...Array<number>(10).fill(200), 429, 429]);
    expect(openTempReader(path).audits({ limit: 20, action: 'collector-renew' })).toHaveLength(10);
    expect((await caller.call('head')).status).toBe(200);
  });

  test('whoever speaks something older than TLS 1.3 is not heard', async () => {
    const { hub } = await startHubHouse();
    const { hostname, port } = new URL(hub.url);
    const socket = connect({
      host: hostname,
      port: Number(port),
      maxVersion: 'TLSv1.2',
      rejectUnauthorized: false,
    });

    const [error] = await once(socket, 'error');

    expect(String(error)).toMatch(/protocol version/i);
  });
});

describe('what a collector tells of itself', () => {
  const beat = (caller: HubCaller, said: object, work: object) => {
    const asked = {
      said: { run: 'run-1', version: '1', headSeq: 0, ...said },
      work: { asOfSeq: 0, coverage: [], ...work },
    };
    return caller.call('heartbeat', { body: Buffer.from(JSON.stringify(asked)) });
  };

  test('holds nothing of a time that is still to come', async () => {
    const { hub, invite, path } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const [nowMs, laterMs] = [Date.now(), Date.now() + days(400)];
    const finding = { entity: 'device:cam-0', code: 'default-password', isPresent: true, values: {} };

    const answer = await beat(
      caller,
      {},
      {
        coveredMs: laterMs,
        coverage: [
          { run: 'run-1', fromMs: nowMs - 1_000, toMs: laterMs },
          { run: 'run-2', fromMs: laterMs, toMs: laterMs + 1 },
        ],
        findings: [
          { ...finding, subject: 'now', atMs: nowMs },
          { ...finding, subject: 'later', atMs: laterMs },
        ],
        facts: [{ deviceId: 'cam-0', observedMs: laterMs, oldestRecordingMs: 0 }],
      },
    );

    expect(answer.status).toBe(200);
    const reader = openTempReader(path);
    const [open, ...others] = [...reader.coverage({ fromMs: 0, toMs: laterMs })];
    expect([open?.toMs, others]).toEqual([expect.any(Number), []]);
    expect(open?.toMs).toBeLessThan(nowMs + hours(2));
    expect([...reader.findings()].map(({ subject }) => subject)).toEqual(['now']);
    expect(reader.facts('cam-0')).toBeUndefined();
  });

  test.each([
    ['a time that no calendar has', { waitingSinceMs: 9e15 }, {}],
    ['a text that no store holds', { run: 'a\0b' }, {}],
    [
      'coverage of more intervals than there can be',
      {},
      { coverage: Array.from({ length: 1_001 }, (_, fromMs) => ({ run: 'r', fromMs, toMs: fromMs + 1 })) },
    ],
  ])('is refused where it has %s', async (_what, said, work) => {
    const { hub, invite, collectors } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));

    expect(answerOf(await beat(caller, said, work))).toMatchObject({ status: 400, code: 'INVALID' });

    expect(collectors.find('ba-dinh-1')?.seen).toBeUndefined();
  });
});

describe('the configuration', () => {
  test('goes down signed, is named by what it says, and is not sent twice', async () => {
    const { dir, hub, invite } = await startHubHouse({ devices: 2 });
    const { caller, identity } = await enrolled(hub.url, invite('ba-dinh-1'));
    const authority = identity.read()?.authority ?? '';

    const first = await caller.call('configuration');
    const same = await caller.call('configuration', {
      headers: { 'if-none-match': first.headers.etag ?? '' },
    });
    const { name, files } = readSignedConfiguration(first.text, authority);

    expect(same.status).toBe(304);
    expect(first.headers.etag).toBe(`"${name}"`);
    expect(files['devices.csv']).toBe(devicesCsv(2));
    expect(() => readSignedConfiguration(first.text.replace('cam-1', 'cam-9'), authority)).toThrow(
      /got one that it did not$/,
    );

    await writeFile(join(dir, 'devices.csv'), devicesCsv(3));
    await hub.reload();
    expect(readSignedConfiguration((await caller.call('configuration')).text, authority).name).not.toBe(name);
  });

  test('that is bad stays where it is: the one before goes on', async () => {
    const { dir, hub, invite } = await startHubHouse();
    const { caller } = await enrolled(hub.url, invite('ba-dinh-1'));
    const { etag } = (await caller.call('configuration')).headers;

    await writeFile(join(dir, 'devices.csv'), 'id,name\n');
    await hub.reload();

    expect((await caller.call('configuration')).headers.etag).toBe(etag);
  });
});

test('a file has one hub: a second one is refused, and says who has it', async () => {
  const { dir } = await startHubHouse();

  await expect(startHub({ dir, port: 0, logger: pino({ level: 'silent' }) })).rejects.toThrow(
    /ledger.sqlite.hub: the ledger is in use by process \d+/,
  );
});

test('health and metrics are told without a certificate, at an address of their own', async () => {
  const { hub } = await startHubHouse();

  await vi.waitFor(async () => expect((await fetch(`${hub.healthUrl}/health`)).status).toBe(200), PATIENCE);
  expect(await (await fetch(`${hub.healthUrl}/metrics`)).text()).toContain('camwatch_hub_requests_total');
  expect((await fetch(`${hub.healthUrl}/rows`)).status).toBe(404);
});
