import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createEmailNotifier } from '#alerts/notifications/notifiers/email.ts';
import { createWebhookNotifier } from '#alerts/notifications/notifiers/webhook.ts';
import { CHANNELS, type Channel, type Notifier } from '#core/domain/notifier.ts';
import { createSecret } from '#core/domain/secret.ts';
import { HOSTILE_SERVERS } from '#test/support/hostile-server.ts';
import { startHttpServer } from '#test/support/http.ts';
import { outgoing, running } from '#test/support/outgoing-message.ts';
import { PATIENCE } from '#test/support/patience.ts';
import { startScriptedMail } from '#test/support/scripted-mail.ts';
import { startTcpServer, unusedPort } from '#test/support/tcp.ts';
import { withBody } from '#test/support/with-body.ts';

const SECRET = 'mật khẩu: s3cret/+=';

/** What a notifier's author must provide for the suite. */
interface Subject {
  /** One that sends to this port of the loopback. */
  readonly create: (port: number, timeoutMs: number) => Notifier;
  /** A server that takes or refuses each message, by its turn, and tells the ids of those that it took. */
  readonly start: (verdicts: readonly Verdict[]) => Promise<{ port: number; taken: readonly string[] }>;
}

type Verdict = 'take' | 'later' | 'never' | 'later, repeating what it knows' | 'keep waiting';

const SUBJECTS: Readonly<Record<Channel, Subject>> = {
  email: {
    create: (port, timeoutMs) =>
      createEmailNotifier({
        mail: {
          host: '127.0.0.1',
          port,
          security: 'none',
          from: { name: 'camwatch', address: 'camwatch@example.org' },
          connections: 2,
          username: 'camwatch',
        },
        password: createSecret(SECRET),
        timeoutMs,
      }),
    start: async (verdicts) => {
      const left = [...verdicts];
      let login = '';
      const answers: Record<Verdict, () => Promise<string | undefined>> = {
        take: async () => undefined,
        later: async () => '451 come again',
        never: async () => '550 not here',
        'later, repeating what it knows': async () => `451 I know ${login}`,
        'keep waiting': () => new Promise(() => undefined),
      };
      const server = await startScriptedMail(
        { message: () => answers[left.shift() ?? 'take']() },
        {
          disabledCommands: ['STARTTLS'],
          authOptional: false,
          allowInsecureAuth: true,
          onAuth: (auth, _session, callback) => {
            const [username, password] = [String(auth.username), String(auth.password)];
            const plain = Buffer.from(`\0${username}\0${password}`).toString('base64');
            login = `${password} ${plain} ${Buffer.from(password).toString('base64')} nam@example.org`;
            callback(null, { user: username });
          },
        },
      );
      return {
        port: server.port,
        get taken() {
          return server.received.map(({ raw }) => /^Message-ID: <(.*)>\r?$/m.exec(raw)?.[1] ?? '');
        },
      };
    },
  },
  webhook: {
    create: (port, timeoutMs) =>
      createWebhookNotifier({
        url: `http://127.0.0.1:${port}/hooks/token-of-the-receiver`,
        key: createSecret(SECRET),
        timeoutMs,
      }),
    start: async (verdicts) => {
      const left = [...verdicts];
      const taken: string[] = [];
      const url = await startHttpServer(
        withBody((body, response) => {
          const knows = `${SECRET} ${Buffer.from(SECRET).toString('base64')} ${response.req.url} nam@example.org`;
          switch (left.shift() ?? 'take') {
            case 'take':
              taken.push(JSON.parse(body).id);
              response.end('ok');
              break;
            case 'later':
              response.writeHead(503).end('come again');
              break;
            case 'never':
              response.writeHead(400).end('not here');
              break;
            case 'later, repeating what it knows':
              response.writeHead(500).end(`I know ${knows}`);
              break;
            case 'keep waiting':
          }
        }),
      );
      return { port: Number(new URL(url).port), taken };
    },
  },
};

const SECRETS_OF_IT = ['s3cret', Buffer.from(SECRET).toString('base64'), 'token-of-the-receiver', 'nam@'];

describe.each(CHANNELS)('the notifier %s', (channel) => {
  const { create, start } = SUBJECTS[channel];

  function connect(port: number, timeoutMs = 12_000): Notifier {
    const notifier = create(port, timeoutMs);
    onTestFinished(() => notifier.close());
    return notifier;
  }

  test('hands a message over once', async () => {
    const server = await start([]);

    const delivery = await connect(server.port).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: true });
    expect(server.taken).toEqual([outgoing().messageId]);
  });

  test('hands it over under the same id when it is tried again', async () => {
    const server = await start(['later', 'take', 'take']);
    const notifier = connect(server.port);

    const deliveries = [];
    for (let turn = 0; turn < 3; turn++) deliveries.push(await notifier.deliver(outgoing(), running()));

    expect(deliveries.map(({ ok }) => ok)).toEqual([false, true, true]);
    expect(server.taken).toEqual([outgoing().messageId, outgoing().messageId]);
  });

  test('tells what is worth another try from what will be refused again', async () => {
    const server = await start(['later', 'never']);
    const notifier = connect(server.port);

    const later = await notifier.deliver(outgoing(), running());
    const never = await notifier.deliver(outgoing(), running());

    expect(later).toMatchObject({ ok: false, failure: 'temporary' });
    expect(later.detail).toContain('come again');
    expect(never).toMatchObject({ ok: false, failure: 'permanent' });
    expect(never.detail).toContain('not here');
  });

  test('hands over many at once, each once', async () => {
    const server = await start([]);
    const notifier = connect(server.port);
    const ids = Array.from({ length: 20 }, (_, index) => `m-${index}@camwatch.example.org`);

    await Promise.all(ids.map((messageId) => notifier.deliver(outgoing({ messageId }), running())));

    expect(server.taken.toSorted()).toEqual(ids.toSorted());
  });

  test('gives up at its deadline, and can send the next', async () => {
    const server = await start(['keep waiting']);
    const notifier = connect(server.port, 2_000);

    const late = await notifier.deliver(outgoing(), running());
    const next = await notifier.deliver(outgoing(), running());

    expect(late).toMatchObject({ ok: false, failure: 'temporary' });
    expect(late.detail).toContain('no answer within 2s');
    expect(next).toMatchObject({ ok: true });
  });

  test('stops when it is told to', async () => {
    const server = await start(['keep waiting']);
    const stopping = new AbortController();
    const notifier = connect(server.port);

    const delivering = notifier.deliver(outgoing(), stopping.signal);
    setTimeout(() => stopping.abort(new Error('shutting down')), 100);

    expect(await delivering).toEqual({
      ok: false,
      failure: 'temporary',
      detail: 'stopped before it was answered',
    });
  });

  test('sends nothing for a signal that was given before', async () => {
    const server = await start([]);

    const delivery = await connect(server.port).deliver(outgoing(), AbortSignal.abort());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(server.taken).toEqual([]);
  });

  test('finds a server that is not there worth another try', async () => {
    const delivery = await connect(await unusedPort()).deliver(outgoing(), running());

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toContain('ECONNREFUSED');
  });

  test('tells no secret and no address, whatever the other side repeats', async () => {
    const server = await start(['later, repeating what it knows']);

    const { detail = '' } = await connect(server.port).deliver(outgoing(), running());

    expect(detail).toContain('I know [redacted]');
    for (const secret of SECRETS_OF_IT) expect(detail).not.toContain(secret);
  });

  test('takes any content', async () => {
    const server = await start([]);
    const hostile = 'Bcc: all@example.org\r\n\r\n.\r\n\0\u202e\ud800</p>\r\nRCPT TO:<x@example.org>';

    const delivery = await connect(server.port).deliver(
      outgoing({}, { subject: hostile, text: hostile, html: hostile, facts: { hostile } }),
      running(),
    );

    expect(delivery).toMatchObject({ ok: true });
    expect(server.taken).toHaveLength(1);
  });

  test('ends its connections when it is closed, and sends no more', async () => {
    const server = await start(['take', 'keep waiting']);
    const before = openSockets();
    const notifier = connect(server.port);
    await notifier.deliver(outgoing(), running());

    const delivering = notifier.deliver(outgoing(), running());
    setTimeout(() => void notifier.close(), 100);

    expect(await delivering).toMatchObject({ ok: false, failure: 'temporary' });
    expect(await notifier.deliver(outgoing(), running())).toMatchObject({ ok: false, failure: 'temporary' });
    await vi.waitFor(() => expect(openSockets()).toBeLessThanOrEqual(before), PATIENCE);
    expect(server.taken).toHaveLength(1);
  });

  test.each(Object.entries(HOSTILE_SERVERS))('bears a server that %s', async (_name, behave) => {
    const port = await startTcpServer(behave);
    const notifier = connect(port, 1_500);
    const beforeBytes = process.memoryUsage().rss;
    const startedMs = performance.now();

    const delivery = await notifier.deliver(outgoing(), running());
    await notifier.close();

    expect(delivery).toMatchObject({ ok: false, failure: 'temporary' });
    expect(delivery.detail).toMatch(/^[^\p{C}]{1,300}$/u);
    expect(performance.now() - startedMs).toBeLessThan(8_000);
    expect(process.memoryUsage().rss - beforeBytes).toBeLessThan(150e6);
  });
});

/** Of clients: servers of the test hold as many. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}
