import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { signWebhook } from '#alerts/notifications/notifiers/sign-webhook.ts';
import { createWebhookNotifier } from '#alerts/notifications/notifiers/webhook.ts';
import { createSecret } from '#core/domain/secret.ts';
import { startHttpServer } from '#test/support/http.ts';
import { outgoing, running } from '#test/support/outgoing-message.ts';
import { withBody } from '#test/support/with-body.ts';

/** What stands in docs/webhooks.md runs as it stands there. */
const KEY = 'the key of both';
let programs: ReadonlyMap<string, string>;

beforeAll(async () => {
  const page = await readFile('docs/webhooks.md', 'utf8');
  programs = new Map(
    [...page.matchAll(/```js\n(\/\/ (\w+\.mjs)[\s\S]*?)```/g)].map(([, code = '', name = '']) => [
      name,
      code,
    ]),
  );
});

async function writePrograms(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-gateway-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [name, code] of programs) await writeFile(join(dir, name), code);
  return dir;
}

async function startGateway(forwarder: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, ['gateway.mjs', forwarder], {
    cwd: await writePrograms(),
    env: { ...env, CAMWATCH_KEY: KEY, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill();
    await once(child, 'exit');
  });
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
  return `http://127.0.0.1:${/listening on (\d+)/.exec(said)?.[1]}/`;
}

function notifier(url: string, key = KEY) {
  const created = createWebhookNotifier({ url, key: createSecret(key) });
  onTestFinished(() => created.close());
  return created;
}

/** A provider that answers as it is told, by its turn, and keeps what it got. */
async function startProvider(answers: readonly (readonly [status: number, body: string])[]) {
  const got: unknown[] = [];
  const left = [...answers];
  const url = await startHttpServer(
    withBody((body, response) => {
      got.push(JSON.parse(body));
      const [status, answer] = left.shift() ?? [200, '{"error":0}'];
      response.writeHead(status).end(answer);
    }),
  );
  return { url, got };
}

describe('the receiver of the page', () => {
  const BODY = '{"id":"một"}';
  const NOW_MS = 1_795_655_700_000;
  const HEADER = signWebhook(BODY, createSecret(KEY), NOW_MS);

  test.each([
    ['takes what was signed now', BODY, HEADER, KEY, NOW_MS, true],
    ['takes it four minutes later', BODY, HEADER, KEY, NOW_MS + 240_000, true],
    ['refuses it six minutes later', BODY, HEADER, KEY, NOW_MS + 360_000, false],
    ['refuses what comes from the future', BODY, HEADER, KEY, NOW_MS - 360_000, false],
    ['refuses another body', '{"id":"hai"}', HEADER, KEY, NOW_MS, false],
    ['refuses another key', BODY, HEADER, 'another', NOW_MS, false],
    [
      'refuses a younger instant',
      BODY,
      HEADER.replace(/^t=\d+/, 't=1795656000'),
      KEY,
      1_795_656_000_000,
      false,
    ],
    ['refuses what is not signed', BODY, undefined, KEY, NOW_MS, false],
    ['refuses a signature of no shape', BODY, 't=NaN,v1=', KEY, NOW_MS, false],
  ])('%s', async (_name, body, header, key, nowMs, expected) => {
    const { isGenuine } = await import(join(await writePrograms(), 'check.mjs'));

    expect(isGenuine(body, header, key, nowMs)).toBe(expected);
  });
});

describe('the gateway of the page', () => {
  test('sends an SMS to each number, once however often it is told', async () => {
    const provider = await startProvider([]);
    const env = { SMS_URL: provider.url, SMS_TOKEN: 'token', SMS_TO: '0900000001,0900000002' };
    const sender = notifier(await startGateway('./sms.mjs', env));
    const message = outgoing({}, { subject: 'Mất kết nối: 12 camera, đường Nguyễn Trãi' });

    const deliveries = [await sender.deliver(message, running()), await sender.deliver(message, running())];

    expect(deliveries.map(({ ok }) => ok)).toEqual([true, true]);
    const line = 'Mat ket noi: 12 camera, duong Nguyen Trai';
    expect(provider.got).toEqual([
      { to: '0900000001', text: line },
      { to: '0900000002', text: line },
    ]);
  });

  test('writes into Zalo, and comes again when Zalo says no', async () => {
    const provider = await startProvider([[200, '{"error":-216,"message":"Access token is invalid"}']]);
    const env = { ZALO_URL: provider.url, ZALO_TOKEN: 'token', ZALO_TO: '42' };
    const sender = notifier(await startGateway('./zalo.mjs', env));

    const first = await sender.deliver(outgoing(), running());
    const second = await sender.deliver(outgoing(), running());

    expect(first).toEqual({
      ok: false,
      failure: 'temporary',
      detail: 'answered 503: Zalo answered -216: Access token is invalid',
      retryAfterMs: 60_000,
    });
    expect(second).toMatchObject({ ok: true });
    const written = { recipient: { user_id: '42' }, message: { text: outgoing().content.subject } };
    expect(provider.got).toEqual([written, written]);
  });

  test('refuses what was signed with another key', async () => {
    const sender = notifier(await startGateway('./sms.mjs', {}), 'another');

    expect(await sender.deliver(outgoing(), running())).toMatchObject({ ok: false, failure: 'permanent' });
  });
});
