import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CheckpointSettings } from '../../config/checkpoint-schema.ts';
import type { Contact } from '../../core/domain/inventory.ts';
import type { Notifier } from '../../core/domain/notifier.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { writeWholeFile } from '../../core/host/write-whole-file.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { type Head, renderHead } from '../../ledger/checkpoint/checkpoint.ts';
import { type IssuedCheckpoint, SENT, TIMESTAMPED } from '../../ledger/checkpoint/checkpoint-rows.ts';
import { buildTimestampRequest } from '../../ledger/checkpoint/timestamp/request.ts';
import { readTimestampResponse } from '../../ledger/checkpoint/timestamp/response.ts';
import { checkpointMail } from './checkpoint-mail.ts';
import { sendHttp } from './send-http.ts';

export const DESTINATIONS = ['timestamp', 'folder', 'url', 'mail'] as const;
export type Destination = (typeof DESTINATIONS)[number];

export interface SendingContext {
  readonly dir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly contacts: ReadonlyMap<string, Contact>;
  /** Absent: there is no mail server. */
  readonly notifier: Pick<Notifier, 'deliver'> | undefined;
  /** All leaves of the tree, in order. */
  readonly heads: readonly Head[];
  readonly signal: AbortSignal;
}

/** What is put on record, or why it did not get there. */
export type Sent =
  | { readonly ok: true; readonly action: string; readonly body: Json; readonly detail?: string }
  | { readonly ok: false; readonly detail: string };

/** Where the settings want checkpoints to go. */
export function wantedDestinations(settings: CheckpointSettings): readonly Destination[] {
  const isWanted: Readonly<Record<Destination, boolean>> = {
    timestamp: settings.timestamp !== undefined,
    folder: settings.folder !== undefined,
    url: settings.url !== undefined,
    mail: settings.addresses.length + settings.contacts.length > 0,
  };
  return DESTINATIONS.filter((destination) => isWanted[destination]);
}

/** Hands one checkpoint over to one destination. Never throws but for `signal`. */
export async function sendTo(
  destination: Destination,
  issued: IssuedCheckpoint,
  settings: CheckpointSettings,
  context: SendingContext,
): Promise<Sent> {
  try {
    switch (destination) {
      case 'timestamp':
        return await stamp(issued, settings, context);
      case 'folder':
        return writeFiles(issued, settings, context);
      case 'url':
        return await putFile(issued, settings, context);
      case 'mail':
        return await mail(issued, settings, context);
    }
  } catch (error) {
    context.signal.throwIfAborted();
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

const NONCE_BYTES = 8;
const sent = (to: Destination): Sent => ({ ok: true, action: SENT, body: { to } });
const fileNameOf = ({ id }: IssuedCheckpoint): string => `checkpoint-${id.padStart(6, '0')}.txt`;

async function stamp(
  issued: IssuedCheckpoint,
  { timestamp = '', folder }: CheckpointSettings,
  { dir, signal }: SendingContext,
): Promise<Sent> {
  const { written } = issued;
  const request = buildTimestampRequest(Buffer.from(written), randomBytes(NONCE_BYTES));
  const answer = await sendHttp(
    {
      url: timestamp,
      method: 'POST',
      contentType: 'application/timestamp-query',
      accept: 'application/timestamp-reply',
      body: request.bytes,
    },
    signal,
  );
  if (!answer.ok) return answer;
  const reading = readTimestampResponse(answer.body, request);
  if (!reading.ok) return reading;
  if (folder !== undefined) {
    const place = resolve(dir, folder);
    mkdirSync(place, { recursive: true });
    writeWholeFile(join(place, fileNameOf(issued).replace(/txt$/, 'tsr')), answer.body);
  }
  const body = { atMs: reading.atMs, policy: reading.policy, response: answer.body.toString('base64') };
  return { ok: true, action: TIMESTAMPED, body };
}

/** The checkpoint, and all heads of the tree, from which anybody makes its root again. */
function writeFiles(
  issued: IssuedCheckpoint,
  { folder = '' }: CheckpointSettings,
  { dir, heads }: SendingContext,
): Sent {
  const place = resolve(dir, folder);
  mkdirSync(place, { recursive: true });
  writeWholeFile(join(place, fileNameOf(issued)), issued.written);
  writeWholeFile(join(place, 'heads.txt'), heads.map((head) => `${renderHead(head)}\n`).join(''));
  return sent('folder');
}

async function putFile(
  issued: IssuedCheckpoint,
  { url = '', method, token }: CheckpointSettings,
  { env, signal }: SendingContext,
): Promise<Sent> {
  const secret = token === undefined ? undefined : await resolveSecret(token, env);
  const answer = await sendHttp(
    {
      url: method === 'put' ? `${url.replace(/\/$/, '')}/${fileNameOf(issued)}` : url,
      method: method === 'put' ? 'PUT' : 'POST',
      contentType: 'text/plain; charset=utf-8',
      body: issued.written,
      ...(secret && { token: secret }),
    },
    signal,
  );
  return answer.ok ? sent('url') : answer;
}

async function mail(
  issued: IssuedCheckpoint,
  { addresses, contacts: ids }: CheckpointSettings,
  { contacts, notifier, signal }: SendingContext,
): Promise<Sent> {
  if (!notifier)
    return { ok: false, detail: 'expected a mail server (alerts.mail of camwatch.yaml), got none' };
  const to = [...new Set([...addresses, ...ids.flatMap((id) => contacts.get(id)?.email ?? [])])];
  if (to.length === 0) return { ok: false, detail: 'expected contacts with an e-mail address, got none' };
  const delivery = await notifier.deliver(checkpointMail(issued, to), signal);
  if (!delivery.ok) return { ok: false, detail: delivery.detail };
  const lost = delivery.unreached ?? [];
  return {
    ...sent('mail'),
    ...(lost.length > 0 && {
      detail: `${lost.length} of ${to.length} addresses were refused: ${lost[0]?.detail}`,
    }),
  };
}
