import type { Request } from 'express';
import type { Logger } from 'pino';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { OpenidClient } from '../../accounts/openid/openid-client.ts';
import type { OpenidSettings } from '../../accounts/openid/openid-settings.ts';
import type { Language } from '../../core/language/language.ts';
import type { OutboxMessage } from '../../ledger/record/outbox/outbox-message.ts';
import type { PasskeyPlace } from './passkey-place.ts';
import type { Visitor } from './visitor.ts';

/** What the pages at the door are made of. */
export interface DoorOptions {
  /** Acts of the account that is named. */
  readonly accountsAs: (author: string) => AccountContext;
  readonly visitorOf: (request: Request) => Visitor;
  readonly languageOf: (request: Request) => Language;
  /** How an authenticator names what its codes are for. */
  readonly issuer: () => string;
  readonly timeZone: () => string;
  readonly clientOf: (request: Request) => string;
  readonly placeOf: (request: Request) => PasskeyPlace;
  /** Where messages lead to, if anywhere. */
  readonly pageUrl: () => string | undefined;
  /** Whether there are pages about contracts, and a calendar. */
  readonly hasPapers: boolean;
  /** Whether mails can be sent that lead back to the page. */
  readonly canMail: () => boolean;
  /** That links in mails are signed with. */
  readonly linkKey?: string | undefined;
  /** What became of mails. */
  readonly messagesOf: (thread: string) => readonly OutboxMessage[];
  /** Absent where nobody can log in by an issuer. */
  readonly openid?: OpenidDoor;
}

/** What an issuer is asked with, and where people come back to. */
export interface OpenidDoor {
  readonly client: OpenidClient;
  /** `undefined` where the settings have none. */
  readonly settings: () => { readonly issuer: OpenidSettings; readonly pageUrl: string } | undefined;
  readonly logger: Logger;
}
