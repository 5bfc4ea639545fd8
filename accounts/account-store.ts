import type { Account, Disabling, Person, Session, Token } from './account.ts';
import type { Failures } from './lock-out.ts';
import type { Notices } from './notices.ts';
import type { Identity } from './openid/openid-settings.ts';
import type { Passkey } from './passkey.ts';
import type { Role } from './roles.ts';
import type { SavedView } from './saved-view.ts';

/** What a new account begins with. */
export interface NewAccount {
  readonly id: string;
  readonly role: Role;
  readonly organisation?: string;
  readonly seesSecret: boolean;
  readonly madeMs: number;
}

/** What is checked at the door, and leaves it nowhere. */
export interface Keys {
  /** In the PHC string format. */
  readonly password?: string | undefined;
  /** Base32. */
  readonly oneTimeKey?: string | undefined;
  /** The step of the code that was taken last: it and those before are worth nothing any more. */
  readonly lastStep?: number | undefined;
}

/** Accounts and whose they are. */
export interface Accounts {
  readonly list: () => readonly Account[];
  readonly find: (id: string) => Account | undefined;
  /** @throws ACCOUNT_EXISTS */
  readonly expectNew: (id: string) => void;
  /** @throws ACCOUNT_EXISTS */
  readonly add: (account: NewAccount, person: Person) => void;
  readonly keysOf: (id: string) => Keys | undefined;
  readonly setKeys: (id: string, keys: Keys) => void;
  readonly setDisabled: (id: string, disabled: Disabling | undefined) => void;
  readonly noteUse: (id: string, atMs: number) => void;
  readonly personOf: (id: string) => Person | undefined;
  readonly setPerson: (person: Person) => void;
  /** The account stays, and says no more whose it was. */
  readonly erasePerson: (id: string) => void;
}

export interface Sessions {
  readonly open: (session: Session, hash: Uint8Array) => void;
  readonly findByHash: (hash: Uint8Array) => Session | undefined;
  readonly noteSeen: (id: string, atMs: number) => void;
  readonly listOf: (account: string | undefined, nowMs: number) => readonly Session[];
  /** By its name, or all of an account; how many there were. */
  readonly end: (which: { readonly id: string } | { readonly account: string }) => number;
}

export interface Tokens {
  readonly add: (token: Token, hash: Uint8Array) => void;
  readonly findByHash: (hash: Uint8Array) => Token | undefined;
  readonly noteUse: (id: string, atMs: number) => void;
  readonly listOf: (account: string | undefined) => readonly Token[];
  readonly end: (which: { readonly id: string } | { readonly account: string }) => number;
}

/** Links that let somebody set a password once. */
export interface Invitations {
  readonly add: (account: string, hash: Uint8Array, endsMs: number) => void;
  /** Whose it is; it is worth nothing from then on. */
  readonly take: (hash: Uint8Array, nowMs: number) => string | undefined;
  /** Whose it is, while it is worth something. */
  readonly find: (hash: Uint8Array, nowMs: number) => string | undefined;
  readonly endAllOf: (account: string) => void;
}

/** Each credential once, whosever it is. */
export interface Passkeys {
  readonly add: (passkey: Passkey) => void;
  readonly find: (credential: string) => Passkey | undefined;
  readonly listOf: (account: string) => readonly Passkey[];
  readonly noteUse: (credential: string, use: { readonly counter: number; readonly atMs: number }) => void;
  readonly remove: (account: string, id: string) => void;
  readonly removeAllOf: (account: string) => void;
}

/** What a browser may be asked to have a passkey sign, and, for the password, to bind to an issuer: begun, and then whom exactly. */
export const PURPOSES = ['log-in', 'add', 'invitation', 'bind', 'bind-whom'] as const;

/** Something that is to be finished, once. */
export interface Ceremony {
  readonly purpose: (typeof PURPOSES)[number];
  readonly account: string;
  /** Of chance, as base64url. */
  readonly challenge: string;
  readonly endsMs: number;
  /** What is set together with the passkey. */
  readonly keys?: Keys | undefined;
}

/** By the hash of what its browser shows: its session, its link, or what it was given for a right password. */
export interface Ceremonies {
  /** In the place of one that was begun there before. */
  readonly begin: (hash: Uint8Array, ceremony: Ceremony, nowMs: number) => void;
  readonly find: (hash: Uint8Array) => Ceremony | undefined;
  /** Whether it was there. */
  readonly end: (hash: Uint8Array) => boolean;
  readonly endAllOf: (account: string) => void;
}

/** Who of an issuer (OpenID Connect) enters with which account. */
export interface Identities {
  readonly accountOf: (identity: Identity) => string | undefined;
  readonly of: (account: string) => (Identity & { readonly boundMs: number }) | undefined;
  /** In the place of what the account was bound to. */
  readonly bind: (account: string, identity: Identity, boundMs: number) => void;
  /** How many there were. */
  readonly unbind: (account: string) => number;
  /** Whether it comes for the first time. It is remembered until its end. */
  readonly takeOnce: (hash: Uint8Array, endsMs: number, nowMs: number) => boolean;
}

/** Failures at the door, by what they are counted for. */
export interface FailureCounts {
  readonly find: (key: string) => Failures | undefined;
  readonly set: (key: string, failures: Failures) => void;
  readonly forget: (key: string) => void;
  /** What can count no more. */
  readonly prune: (beforeMs: number) => void;
}

/** Each person's own alone. */
export interface SavedViews {
  /** In the place of one of the same name. */
  readonly save: (view: SavedView) => void;
  readonly listOf: (account: string) => readonly SavedView[];
  readonly remove: (account: string, id: string) => void;
  readonly removeAllOf: (account: string) => void;
}

/** What each person wants to be told of, and where. */
export interface NoticeStore {
  readonly find: (account: string) => Notices | undefined;
  readonly list: () => readonly Notices[];
  readonly save: (notices: Notices) => void;
  /** How far somebody was told; never back. */
  readonly noteTold: (account: string, told: Pick<Notices, 'toldMs' | 'urgentMs' | 'mailedMs'>) => void;
  readonly remove: (account: string) => void;
}

/** Everything about who may enter: a file of its own, since it has to forget, and the ledger must not. */
export interface AccountStore {
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly invitations: Invitations;
  readonly passkeys: Passkeys;
  readonly ceremonies: Ceremonies;
  readonly identities: Identities;
  readonly failures: FailureCounts;
  readonly savedViews: SavedViews;
  readonly notices: NoticeStore;
  /** All or nothing. */
  readonly inTransaction: <Value>(work: () => Value) => Value;
  readonly close: () => void;
}
