import { hours } from '../../../core/time/units.ts';
import { readLink, signLink } from './sign-link.ts';

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

const PURPOSE = 'camwatch link in a mail, version 1';

export const signMailLink = (key: string, { recipient, incident, endsMs }: MailLink): string =>
  signLink(key, PURPOSE, [String(endsMs), recipient, incident]);

/** `undefined` where it is none of ours, or not as it was. Whether it is over is for the caller to see. */
export function readMailLink(key: string, text: string): MailLink | undefined {
  const [endsMs, recipient, ...incident] = readLink(key, PURPOSE, text) ?? [];
  if (recipient === undefined || incident.length === 0) return undefined;
  return { recipient, incident: incident.join('\n'), endsMs: Number(endsMs) };
}
