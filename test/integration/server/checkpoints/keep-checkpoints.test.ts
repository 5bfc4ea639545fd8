import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEmailNotifier } from '#alerts/notifications/notifiers/email.ts';
import { type Config, loadConfig } from '#config/load-config.ts';
import type { Notifier } from '#core/domain/notifier.ts';
import { createSecret } from '#core/domain/secret.ts';
import { createMetrics } from '#core/names/metrics.ts';
import { hours, minutes } from '#core/time/units.ts';
import { readCheckpointRows } from '#ledger/checkpoint/checkpoint-rows.ts';
import { rawKeyOf } from '#ledger/checkpoint/signed-note.ts';
import { verifyLedger } from '#ledger/sqlite/checks/verify-chain.ts';
import { startCheckpoints } from '#server/checkpoints/keep-checkpoints.ts';
import { runCamwatch } from '#test/support/camwatch.ts';
import { makeAuthority, type TestAuthority } from '#test/support/certificate-authority.ts';
import { makeConfigDir } from '#test/support/config-dir.ts';
import { type Exim, startExim } from '#test/support/exim.ts';
import { startHttpServer } from '#test/support/http.ts';
import { change, openTempLedger, openTempReader, tempFolder } from '#test/support/temp-ledger.ts';
import { openssl, startTimeStampAuthority } from '#test/support/time-stamp-authority.ts';
import { verifyCheckpoint } from '#test/support/verify-checkpoint.ts';

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

/** 10:00 in Hà Nội. */
const START_MS = Date.UTC(2026, 10, 25, 3);

const MAIL = 'alerts: {mail: {host: 127.0.0.1, security: none, from: {address: camwatch@example.org}}}\n';

/** A camwatch with one camera and a ledger of three rows, whose checkpoints go where `more` says. */
async function city(more: string, deliver?: Notifier['deliver']) {
  const dir = await makeConfigDir({ devices: 1, more });
  const path = join(dir, 'data', 'ledger.sqlite');
  const ledger = await openTempLedger(path);
  await ledger.record({ changes: [change('device:cam-0', 'down', 1_000)] });
  await ledger.close();
  const config: Config = await loadConfig(dir);
  const metrics = createMetrics();
  let nowMs = START_MS;
  const keeper = startCheckpoints({
    ...{ config: () => config, path, env: {}, nowMs: () => nowMs, author: 'an', metrics },
    logger: pino({ level: 'silent' }),
    ...(deliver && {
      openNotifiers: async () => ({
        notifierOf: () => ({ deliver, close: async () => undefined }),
        close: async () => undefined,
      }),
    }),
  });
  onTestFinished(keeper.close);
  const rows = () => readCheckpointRows(openTempReader(path).decisions('checkpoint'));
  return {
    ...{ dir, path, keeper, metrics, rows },
    runAt: async (atMs: number) => {
      nowMs = atMs;
      await keeper.run();
    },
    sentTo: () => [...rows().sent].map(([id, to]) => `${id}: ${[...to].join(' ')}`),
    metric: async (name: string) =>
      (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(name)),
  };
}

describe('the checkpoint of the day', () => {
  test('is made once a day at its time, and waits for nobody', async () => {
    const { runAt, rows, keeper } = await city('checkpoints: {at: "00:30", folder: out}\n');

    const made: number[] = [];
    for (const afterMs of [
      0,
      minutes(1),
      hours(14),
      hours(14.5) - 1,
      hours(14.5),
      hours(15),
      hours(38.5),
      hours(200),
    ]) {
      await runAt(START_MS + afterMs);
      made.push(rows().issued.length);
    }

    // 00:30 in Hà Nội comes 14.5 hours after 10:00.
    expect(made).toEqual([1, 1, 1, 1, 2, 2, 3, 4]);
    expect(keeper.failure()).toBeUndefined();
  });

  test('goes to a folder with all heads, so that anybody can check it', async () => {
    const { dir, runAt, sentTo } = await city('checkpoints: {folder: out}\n');
    await runAt(START_MS);
    await runAt(START_MS + hours(24));

    const folder = join(dir, 'out');
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    const key = rawKeyOf(createPublicKey(readFileSync(join(dir, 'keys', 'statement-key.pem')))).toString(
      'base64',
    );
    const [origin = ''] = read('checkpoint-000002.txt').split('\n');
    expect(readdirSync(folder).sort()).toEqual([
      'checkpoint-000001.txt',
      'checkpoint-000002.txt',
      'heads.txt',
    ]);
    expect(
      ['checkpoint-000001.txt', 'checkpoint-000002.txt'].map((name) =>
        verifyCheckpoint(read(name), read('heads.txt'), { log: { [origin]: key }, witness: {} }),
      ),
    ).toEqual([
      { signed: [`log ${origin}`], problems: [] },
      { signed: [`log ${origin}`], problems: [] },
    ]);
    expect(sentTo()).toEqual(['1: folder', '2: folder']);
  });

  test('is sent again until it has arrived, later and later, and its failure is told', async () => {
    const asked: string[] = [];
    let status = 503;
    const url = await startHttpServer((request, response) => {
      asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      request.resume().on('end', () => response.writeHead(status).end());
    });
    const { runAt, keeper, sentTo, metric } = await city(
      `checkpoints: {url: "${url}/store/", token: "file:${tokenFile()}"}\n`,
    );

    const tries: number[] = [];
    for (const minute of [0, 0.5, 1, 2, 3, 6, 7]) {
      await runAt(START_MS + minutes(minute));
      tries.push(asked.length);
    }
    expect(tries).toEqual([1, 1, 2, 2, 3, 3, 4]);
    expect(keeper.failure()).toBe('url: answered 503 (since 2026-11-25T03:00:00.000Z)');
    expect(await metric('camwatch_checkpoint_late_seconds')).toEqual([
      'camwatch_checkpoint_late_seconds 420',
    ]);

    status = 201;
    await runAt(START_MS + hours(2));

    expect(asked.at(-1)).toBe('PUT /store/checkpoint-000001.txt Bearer s3cret');
    expect(keeper.failure()).toBeUndefined();
    expect(sentTo()).toEqual(['1: url']);
    expect(await metric('camwatch_checkpoint_sendings_total')).toEqual([
      'camwatch_checkpoint_sendings_total{destination="url",result="failed"} 4',
      'camwatch_checkpoint_sendings_total{destination="url",result="sent"} 1',
    ]);
    await runAt(START_MS + hours(3));
    expect(asked).toHaveLength(5);
  });

  test('that failed in one place goes to the others, and what failed is told', async () => {
    const { runAt, sentTo, keeper } = await city(
      `checkpoints: {folder: out, addresses: [a@example.org]}\n${MAIL}`,
      async () => ({
        ok: false,
        failure: 'temporary',
        detail: 'no answer',
      }),
    );

    await runAt(START_MS);

    expect(sentTo()).toEqual(['1: folder']);
    expect(keeper.failure()).toBe('mail: no answer (since 2026-11-25T03:00:00.000Z)');
  });

  test('is stamped with the time by a server of RFC 3161, as OpenSSL proves', {
    timeout: 60_000,
  }, async () => {
    const tsa = await startTimeStampAuthority();
    const { dir, path, runAt, rows } = await city(`checkpoints: {folder: out, timestamp: "${tsa.url}"}\n`);

    await runAt(START_MS);

    const file = (name: string) => join(dir, 'out', name);
    const proof = ['ts', '-verify', '-in', file('checkpoint-000001.tsr'), '-CAfile', tsa.authorityFile];
    expect(await openssl([...proof, '-data', file('checkpoint-000001.txt')])).toContain('Verification: OK');
    await expect(openssl([...proof, '-data', file('heads.txt')])).rejects.toThrow('message imprint mismatch');
    expect(rows().timestamped.get('1')).toEqual(readFileSync(file('checkpoint-000001.tsr')));
    const [stamped] = [...openTempReader(path).decisions('checkpoint')].filter(
      ({ action }) => action === 'timestamped',
    );
    expect(stamped?.body).toMatchObject({ policy: '1.2.3.4.1', atMs: expect.any(Number) });
  });

  test.each([
    [
      'is of another request',
      (reply: Buffer, before: Buffer | undefined) => before ?? reply,
      'the time stamp is of another request (nonce)',
    ],
    [
      'is cut short',
      (reply: Buffer) => reply.subarray(0, 400),
      /^expected an answer of RFC 3161, got something else: expected /,
    ],
    [
      'is a refusal',
      () => Buffer.from('30053003020102', 'hex'),
      'the server granted no time stamp: status 2',
    ],
    ['is a page', () => Buffer.from('<html>'), /^expected an answer of RFC 3161/],
    ['is an error', () => 500, 'answered 500'],
    ['is endless', () => Buffer.alloc(300_000, 0x30), /^got an answer of more than 200000 bytes/],
  ])('takes no time stamp that %s', { timeout: 60_000 }, async (_, answer, expected) => {
    const tsa = await startTimeStampAuthority();
    let before: Buffer | undefined;
    const { runAt, keeper, rows } = await city(`checkpoints: {timestamp: "${tsa.url}"}\n`);
    await runAt(START_MS);
    before = rows().timestamped.get('1');
    tsa.answerWith((reply) => answer(reply, before && withImprintOf(reply, before)));

    await runAt(START_MS + hours(24));

    expect(keeper.failure()?.replace(/^timestamp: (.*) \(since .*\)$/, '$1')).toMatch(expected);
    expect([...rows().timestamped.keys()]).toEqual(['1']);
  });
});

/** The old answer with the hash of the new one: what is left to tell them apart is the nonce. */
function withImprintOf(reply: Buffer, before: Buffer): Buffer {
  const digest = Buffer.from('0420', 'hex');
  const copy = Buffer.from(before);
  const [from, to] = [reply.indexOf(digest), copy.indexOf(digest)];
  reply.copy(copy, to, from, from + 34);
  return copy;
}

function tokenFile(): string {
  const file = join(tempFolder(), 'token');
  writeFileSync(file, 's3cret\n');
  return file;
}

describe('a party that gets checkpoints by mail', () => {
  test('cosigns the mail, answers, and is named by verify', { timeout: 120_000 }, async () => {
    const witness = generateKeyPairSync('ed25519');
    const keyFile = join(tempFolder(), 'our.pem');
    writeFileSync(keyFile, witness.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    const key = rawKeyOf(witness.publicKey).toString('base64');
    const { dir, path, runAt, rows } = await city(
      `checkpoints: {addresses: [kiem-toan@example.org], witnesses: [{name: dost.example.org, key: "${key}"}]}\n${MAIL}`,
      eximNotifier().deliver,
    );
    await runAt(START_MS);

    const mail = await vi.waitFor(
      async () =>
        (await exim.mails()).find((one) => one.includes('Message-ID: <checkpoint.1.')) ?? expect.fail(),
      { timeout: 20_000, interval: 100 },
    );
    const received = join(tempFolder(), 'received.eml');
    writeFileSync(received, mail);
    const answer = join(tempFolder(), 'answer.eml');
    const cosigned = await runCamwatch(
      'checkpoint',
      'cosign',
      received,
      '--key',
      keyFile,
      '--name',
      'dost.example.org',
    );
    writeFileSync(
      answer,
      `From: dost@example.org\r\nSubject: Re: checkpoint\r\n\r\nXác nhận.\r\n\r\n${cosigned.out.replaceAll('\n', '\r\n')}`,
    );
    const taken = await runCamwatch('checkpoint', 'take', answer, '--config', dir);
    const verified = await runCamwatch('ledger', 'verify', '--full', '--config', dir);
    const forged = join(tempFolder(), 'forged.txt');
    writeFileSync(forged, cosigned.out.replace('\n1\n', '\n7\n'));
    const takenForged = await runCamwatch('checkpoint', 'take', forged, '--config', dir);

    expect(takenForged).toMatchObject({
      code: 1,
      out: expect.stringContaining('the checkpoint in it is not on record'),
    });
    expect(cosigned).toMatchObject({ code: 0, err: '' });
    expect(cosigned.out.startsWith(rows().issued[0]?.written ?? 'nothing')).toBe(true);
    expect(taken).toMatchObject({
      code: 0,
      out: expect.stringMatching(/: dost\.example\.org on checkpoint 1 at .*: put on record\n$/),
    });
    expect(verified).toMatchObject({ code: 0, err: '' });
    expect(verified.out).toMatch(
      /\n {2}witnessed up to row 4:[0-9a-f]{64}: checkpoint 1, signed by dost\.example\.org \(key .{44}\) at .*Z\n {2}unwitnessed: rows 5 to \d+, which nobody but the operator has signed\n/,
    );
    expect((await verifyLedger(path, { scope: 'full' })).witnessed).toMatchObject({ seq: 4, by: [{ key }] });
  });
});

function eximNotifier() {
  const { host, port, username, password } = exim;
  const notifier = createEmailNotifier({
    mail: {
      ...{ host, port, security: 'starttls', username, connections: 2 },
      authority: authority.authorityFile,
      from: { name: 'camwatch', address: 'camwatch@camwatch.example.org' },
    },
    password: createSecret(password),
    timeoutMs: 20_000,
  });
  onTestFinished(() => notifier.close());
  return notifier;
}
