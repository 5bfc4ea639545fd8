import { onOneLine } from '../../core/text/shown-text.ts';
import type { GrafanaClient } from './client.ts';
import type { JsonObject } from './json.ts';

/** What is written, in this order; it is removed in the reverse one. */
export const KIND_NAMES = [
  'folder',
  'team',
  'folder-permissions',
  'data-source',
  'mute-timing',
  'template',
  'contact-point',
  'policies',
  'rule-group',
  'dashboard',
] as const;

export type KindName = (typeof KIND_NAMES)[number];

/** Value of `managed_by` on everything that can carry it. */
export const MANAGED_BY = 'camwatch';

/** An object as it shall be. */
export interface Wanted {
  readonly kind: KindName;
  readonly key: string;
  /** For people. */
  readonly title: string;
  /** Without what the server fills in; references of secrets stand as they are. */
  readonly body: JsonObject;
}

/** An object as the server has it. */
export interface Found {
  /** In the shape of {@link Wanted.body}; secrets as {@link HIDDEN}. */
  readonly body: JsonObject;
  /** Whether it carries our mark, or a name that only we give. */
  readonly isMarked: boolean;
  /** What only a person could have put in: it must not be lost by writing or removing the object. */
  readonly strangers?: readonly string[];
  /** Written from files on the server, or read-only for another reason: the API cannot change it. */
  readonly locked?: string;
  /** `api`, `file`, or empty where anybody may change it. */
  readonly provenance?: string;
  readonly version?: string | number;
  readonly id?: number;
}

/** What a server shows in place of a secret. */
export const HIDDEN = '[REDACTED]';

export interface KindContext {
  readonly client: GrafanaClient;
  /** Puts secrets in the place of their references: at the last moment, and only into what is sent. */
  readonly reveal: (body: JsonObject) => JsonObject;
  /** Alerting objects written by us: locked in the user interface, or left open to edits there. */
  readonly alertingEdits: 'locked' | 'open';
}

export interface Kind {
  readonly find: (context: KindContext, key: string) => Promise<Found | undefined>;
  readonly write: (context: KindContext, wanted: Wanted, found: Found | undefined) => Promise<void>;
  /** @returns why it was kept, where it was not removed. */
  readonly remove: (context: KindContext, key: string, found: Found) => Promise<Kept | undefined>;
}

/** What keeps an object of ours from being removed: what others put in. */
export interface Kept {
  readonly reason: 'holds-others' | 'holds-rules' | 'has-members';
  /** Titles, or how many. */
  readonly detail: string;
}

/** `folder "Camera" (camwatch)`: how an object is called in messages. */
export function nameOf(kind: KindName, key: string, title = key): string {
  return onOneLine(title === key ? `${kind} ${key}` : `${kind} ${key} "${title}"`);
}

/** Present with any value, this header leaves an object open to edits; what was locked once cannot be opened that way. */
export function provenanceHeaders(
  { alertingEdits }: KindContext,
  found: Found | undefined,
): Readonly<Record<string, string>> {
  return alertingEdits === 'open' && found?.provenance !== 'api' ? { 'X-Disable-Provenance': 'true' } : {};
}

export function lockOf(provenance: string): { readonly locked?: string } {
  return provenance === '' || provenance === 'api'
    ? {}
    : { locked: `it comes from a ${provenance === 'file' ? 'file on the server' : provenance}` };
}
