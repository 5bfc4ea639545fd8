import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createTransport, type SMTPPoolOptions } from 'nodemailer';
import type { MailSettings } from '../../../core/domain/alert-settings.ts';
import type { Delivery, Notifier, OutgoingMessage, Unreached } from '../../../core/domain/notifier.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import { createDetail } from '../../../core/text/create-detail.ts';
import { withDeadline } from '../../../core/time/deadline.ts';
import { minutes, seconds } from '../../../core/time/units.ts';
import { buildMail, isAddress, mailProblem } from './build-mail.ts';
import { createMailConnector, type MailConnector } from './connect-mail.ts';
import { isLoopback } from './is-loopback.ts';
import { judgeMailAccepted, judgeMailFailure } from './judge-mail.ts';

export interface EmailOptions {
  readonly mail: MailSettings;
  /** What `mail.password` refers to. */
  readonly password?: Secret;
  /**
   * For one message, waiting for a free connection included. Long: what a server accepts too late to be heard is sent again.
   */
  readonly timeoutMs?: number;
  readonly nowMs?: () => number;
}

/** Far above any answer, and little enough to be kept for each connection. */
const MOST_ANSWER_BYTES = 64_000;
const LONGEST_CONNECTING_MS = seconds(30);

/**
 * Sends e-mail over a few connections that are kept for a while. What `mail.security` asks for is never given up: a server
 * that does not offer it gets no log-in and no message. Callers hand over about as many messages at once as there are
 * connections, since a message that waits for one uses up its time.
 */
export function createEmailNotifier(options: EmailOptions): Notifier {
  const { mail, password, timeoutMs = minutes(2), nowMs = Date.now } = options;
  const toDetail = createDetail(secretsOf(options));
  const connectMs = Math.min(timeoutMs, LONGEST_CONNECTING_MS);
  const connector = createMailConnector({ host: mail.host, port: mail.port, connectMs });
  let isClosed = false;
  let pool: MailPool | undefined;

  /** Made with the first message, so that an authority's file may be mended while camwatch runs. */
  async function openPool(): Promise<MailPool> {
    if (pool) return pool;
    const authority = mail.authority === undefined ? undefined : await readFile(mail.authority, 'utf8');
    pool ??= createPool({ mail, password, timeoutMs, connectMs, authority, connector });
    return pool;
  }

  async function send(message: OutgoingMessage, to: readonly string[], signal: AbortSignal) {
    const sender = await openPool();
    signal.throwIfAborted();
    if (isClosed) throw CLOSED;
    const built = buildMail({ from: mail.from, to, message, nowMs: nowMs() });
    return sender.sendMail({ ...built, signal });
  }

  return {
    deliver: async (message, signal): Promise<Delivery> => {
      const problem = mailProblem(message);
      if (problem !== undefined) return permanent(`not sent: ${problem}`);
      const to = message.to.filter(isAddress);
      const refused = message.to.filter((address) => !isAddress(address)).map(notAnAddress);
      if (to.length === 0) return permanent('not sent: it has no address that is one');
      try {
        if (isClosed) throw CLOSED;
        if (mail.security === 'none' && !isLoopback(mail.host)) throw UNSAFE;
        const info = await withDeadline(timeoutMs, signal, (limit) =>
          settleOnAbort(send(message, to, limit), limit),
        );
        return judgeMailAccepted(info, refused, toDetail);
      } catch (error) {
        if (signal.aborted)
          return { ok: false, failure: 'temporary', detail: 'stopped before it was answered' };
        return judgeMailFailure(error, toDetail);
      }
    },
    close: async () => {
      isClosed = true;
      pool?.close({ force: true });
      await connector.close();
    },
  };
}

const CLOSED = new Error('no more is sent: camwatch is stopping');
const UNSAFE = new Error('not sent: without encryption mail goes to this machine only (mail.security)');

type MailPool = ReturnType<typeof createPool>;

function createPool(options: {
  readonly mail: MailSettings;
  readonly password: Secret | undefined;
  readonly timeoutMs: number;
  readonly connectMs: number;
  readonly authority: string | undefined;
  readonly connector: MailConnector;
}) {
  const { mail, password, timeoutMs, connectMs, authority, connector } = options;
  const { username } = mail;
  const settings: SMTPPoolOptions & { readonly pool: true } = {
    pool: true,
    host: mail.host,
    port: mail.port,
    secure: mail.security === 'tls',
    requireTLS: mail.security === 'starttls',
    ignoreTLS: mail.security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      // Said outright: an environment variable of Node would turn it off for all.
      rejectUnauthorized: true,
      ...(authority !== undefined && { ca: authority }),
    },
    ...(username !== undefined && {
      auth: { user: username, pass: password?.reveal() ?? '' },
      // A server that hides its log-in would otherwise get the message without one.
      forceAuth: true,
    }),
    maxConnections: mail.connections,
    // Once: a kept connection that has gone meanwhile is replaced. More is the outbox's to decide.
    maxRequeues: 1,
    idleTimeout: seconds(30),
    maxResponseSize: MOST_ANSWER_BYTES,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: seconds(1),
    getSocket: (_options, callback) => {
      connector.open().then(
        // Of a socket nodemailer needs no more than this.
        (connection) => callback(null, { connection: connection as Duplex as Socket }),
        (error: Error) => callback(error, false),
      );
    },
  };
  return createTransport(settings);
}

/** nodemailer ends what it does when the signal aborts; whatever it does, nobody waits for it any longer. */
function settleOnAbort<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** Also as the log-in carries them. */
function secretsOf({ mail: { username = '' }, password }: EmailOptions): readonly string[] {
  if (!password) return [];
  const secret = password.reveal();
  return [secret, `\0${username}\0${secret}`, `${username}\0${username}\0${secret}`];
}

const permanent = (detail: string): Delivery => ({ ok: false, failure: 'permanent', detail });

const notAnAddress = (address: string): Unreached => ({
  address,
  failure: 'permanent',
  detail: 'it is no address of e-mail',
});
