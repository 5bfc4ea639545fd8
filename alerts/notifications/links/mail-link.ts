import { createHmac, timingSafeEqual } from 'node:crypto';
import { hours } from '../../../core/time/units.ts';

/** What a link in a mail lets its recipient acknowledge, and until when. */
export interface MailLink {
  /** Id of a recipient of the settings. */
  readonly recipient: string;
  /** Id of the incident. */
  readonly incident: string;
  readonly endsMs: number;
}

/** Longer than a shift: who is woken by it acknowledges now, or looks at the page. */
export const MAIL_LINK_MS = hours(12);

/** Another purpose of the key would sign something else. */
const PURPOSE = 'camwatch link in a mail, version 1';
const MOST_CHARACTERS = 2_000;
const SHAPE = /^(?<claims>[\w-]+)\.(?<signature>[\w-]{43})$/;

/** As a part of an address: what it is for, in base64url, and an HMAC-SHA-256 of it. */
export function signMailLink(key: string, { recipient, incident, endsMs }: MailLink): string {
  const claims = Buffer.from([String(endsMs), recipient, incident].join('\n')).toString('base64url');
  return `${claims}.${signatureOf(key, claims)}`;
}

/** `undefined` where it was not signed with this key, or not as it is. Whether it is over is for the caller to see. */
export function readMailLink(key: string, text: string): MailLink | undefined {
  const { claims, signature } = (text.length <= MOST_CHARACTERS && SHAPE.exec(text)?.groups) || {};
  if (claims === undefined || signature === undefined) return undefined;
  const expected = Buffer.from(signatureOf(key, claims));
  if (!timingSafeEqual(expected, Buffer.from(signature))) return undefined;
  const [endsMs, recipient, ...incident] = Buffer.from(claims, 'base64url').toString().split('\n');
  if (recipient === undefined || incident.length === 0) return undefined;
  return { recipient, incident: incident.join('\n'), endsMs: Number(endsMs) };
}

const signatureOf = (key: string, claims: string): string =>
  createHmac('sha256', key).update(`${PURPOSE}\n${claims}`).digest('base64url');
