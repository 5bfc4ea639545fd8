import { Agent as PlainAgent } from 'node:http';
import { Agent as SafeAgent } from 'node:https';
import type { Delivery, Notifier, OutgoingMessage } from '../../../core/domain/notifier.ts';
import type { Secret } from '../../../core/domain/secret.ts';
import { createDetail } from '../../../core/text/create-detail.ts';
import { withDeadline } from '../../../core/time/deadline.ts';
import { days, seconds } from '../../../core/time/units.ts';
import { parseRetryAfterMs } from '../../../grafana/api/client.ts';
import { isLoopback } from './is-loopback.ts';
import { type PostedAnswer, postJson } from './post-json.ts';
import { SIGNATURE_HEADER, signWebhook } from './sign-webhook.ts';

export interface WebhookOptions {
  readonly url: string;
  /** What `webhook.secret` refers to: the key of the signature. */
  readonly key: Secret;
  /** Certificate authority of one's own (PEM), in the place of those that Node knows. */
  readonly authority?: string;
  readonly timeoutMs?: number;
  readonly nowMs?: () => number;
}

/** Posts messages as signed JSON to one address (docs/webhooks.md). Each has a connection of its own: a kept one may be gone. */
export function createWebhookNotifier(options: WebhookOptions): Notifier {
  const { key, authority, timeoutMs = seconds(30), nowMs = Date.now } = options;
  const url = URL.canParse(options.url) ? new URL(options.url) : undefined;
  const secrets = secretsOf(options.key, url);
  const toDetail = createDetail(secrets);
  const agent = createAgent(url, authority);
  const closing = new AbortController();

  async function post(message: OutgoingMessage, address: URL, signal: AbortSignal): Promise<Delivery> {
    const body = renderBody(message);
    const signature = signWebhook(body, key, nowMs());
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json, text/plain;q=0.5',
      'user-agent': 'camwatch',
      [SIGNATURE_HEADER]: signature,
    };
    const answer = await postJson({ url: address, headers, body, agent, signal });
    // Whoever reads what was answered could send the message again.
    const toAnswered = createDetail([...secrets, signature, signature.replace(/^.*=/, '')]);
    return judgeAnswer(answer, toAnswered, nowMs());
  }

  return {
    deliver: async (message, signal): Promise<Delivery> => {
      if (!url || !isSafe(url)) return temporary(UNSAFE);
      try {
        closing.signal.throwIfAborted();
        return await withDeadline(timeoutMs, signal, (limit) => post(message, url, limit));
      } catch (error) {
        if (signal.aborted) return temporary('stopped before it was answered');
        return temporary(toDetail(closing.signal.aborted ? CLOSED : `no answer: ${reasonOf(error)}`));
      }
    },
    close: async () => {
      closing.abort();
      agent.destroy();
    },
  };
}

const UNSAFE = 'not sent: expected an address with https:, or with http: on this machine';
const CLOSED = 'no more is sent: camwatch is stopping';

const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

function createAgent(url: URL | undefined, authority: string | undefined): PlainAgent {
  if (url?.protocol !== 'https:') return new PlainAgent({ keepAlive: false });
  return new SafeAgent({
    keepAlive: false,
    minVersion: 'TLSv1.2',
    // Said outright: an environment variable of Node would turn it off for all.
    rejectUnauthorized: true,
    ...(authority !== undefined && { ca: authority }),
  });
}

/** The id is the same at every try, so that a receiver can tell what it has had. */
const renderBody = ({ messageId, replyTo, urgency, content }: OutgoingMessage): string =>
  JSON.stringify({
    id: messageId,
    ...(replyTo && { first: replyTo.first, previous: replyTo.previous }),
    urgency,
    subject: content.subject.toWellFormed(),
    facts: content.facts,
  });

/** 408, 425 and 429 are about the moment; a redirect is what something in between says, and not the receiver. */
const ABOUT_NOW: readonly number[] = [408, 425, 429];
const LONGEST_WAIT_MS = days(1);

function judgeAnswer(
  { status, retryAfter, text }: PostedAnswer,
  toDetail: (text: string) => string,
  nowMs: number,
): Delivery {
  if (status >= 200 && status < 300) return { ok: true, detail: `answered ${status}` };
  const detail = toDetail(text.trim() === '' ? `answered ${status}` : `answered ${status}: ${text}`);
  if (status >= 400 && status < 500 && !ABOUT_NOW.includes(status))
    return { ok: false, failure: 'permanent', detail };
  const waitMs = parseRetryAfterMs(retryAfter ?? null, nowMs);
  return {
    ok: false,
    failure: 'temporary',
    detail,
    ...(waitMs !== undefined && { retryAfterMs: Math.min(waitMs, LONGEST_WAIT_MS) }),
  };
}

/** An address may carry a password or a token: nothing of it is told, but for its host. */
function secretsOf(key: Secret, url: URL | undefined): readonly string[] {
  const { username = '', password = '', pathname = '', search = '', searchParams } = url ?? {};
  const path = `${pathname}${search}`;
  const parts = [...pathname.split('/'), ...(searchParams?.values() ?? [])].filter(isLikeToken);
  return [key.reveal(), password, ...(username ? [`${username}:${password}`] : []), path, ...parts].filter(
    (text) => text !== '' && text !== '/',
  );
}

/** Shorter ones are words of a path, and hiding them would hide what is said. */
const isLikeToken = (text: string): boolean => text.length >= 12;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${error.message} (${String(error.code)})` : error.message;
}

const temporary = (detail: string): Delivery => ({ ok: false, failure: 'temporary', detail });
