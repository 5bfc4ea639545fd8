import type { Request } from 'express';
import type { AccountContext } from '../../accounts/actions/account-context.ts';
import type { Language } from '../../core/language/language.ts';
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
}
