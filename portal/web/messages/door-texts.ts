import type { Role } from '../../../accounts/roles.ts';

/** What stands at the door. */
export interface DoorTexts {
  readonly logIn: string;
  /** @param label What people call the issuer; absent where it has no name. */
  readonly logInBy: (label: string | undefined) => string;
  readonly notIn: string;
  readonly onward: string;
  readonly goOn: string;
  readonly openid: OpenidTexts;
  readonly logOut: string;
  readonly account: string;
  readonly password: string;
  readonly code: string;
  readonly codeHint: string;
  readonly invitation: (account: string) => string;
  readonly newPassword: (least: number) => string;
  readonly repeat: string;
  readonly differ: string;
  readonly second: string;
  readonly secondAbout: string;
  readonly key: string;
  readonly openInApp: string;
  readonly save: string;
  readonly saveWithPasskey: string;
  readonly saved: string;
  readonly sessionEnded: string;
  readonly sessions: string;
  readonly thisOne: string;
  readonly end: string;
  readonly since: string;
  readonly lastSeen: string;
  readonly from: string;
  readonly browser: string;
  readonly toCity: string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly users: UsersTexts;
}

/** Of the log-in by an issuer, on the page of one's own account. */
export interface OpenidTexts {
  readonly heading: (label: string | undefined) => string;
  readonly bound: (subject: string, since: string) => string;
  readonly isItYou: string;
  readonly whom: (account: string, label: string | undefined) => string;
  readonly name: string;
  readonly email: string;
  readonly subject: string;
  readonly confirm: string;
  readonly notMe: string;
  readonly unbound: string;
  readonly bind: string;
  readonly bindAnother: string;
  readonly unbind: string;
}

/** Of the page of accounts. */
export interface UsersTexts {
  readonly heading: string;
  readonly add: string;
  readonly role: string;
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly telephone: string;
  readonly secret: string;
  readonly open: string;
  readonly invited: string;
  readonly erased: string;
  readonly never: string;
  readonly yes: string;
  readonly no: string;
  readonly invite: string;
  readonly unbind: string;
  readonly disable: string;
  readonly enable: string;
  readonly erase: string;
  readonly eraseForGood: string;
  readonly tokens: string;
  readonly head: readonly string[];
  readonly shut: Readonly<Record<'unused' | 'by-hand', string>>;
  readonly link: (account: string) => string;
}
