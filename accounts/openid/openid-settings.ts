/** The house that says who somebody is (OpenID Connect), as the settings have it. */
export interface OpenidSettings {
  /** As it stands in tokens, but written as an address always is: one of a host alone ends in a slash. */
  readonly issuer: string;
  readonly clientId: string;
  /** Where it is kept. */
  readonly clientSecret: string;
  /** What people call it. */
  readonly label?: string | undefined;
  readonly scopes: readonly string[];
  /** Hosts beside its own that its endpoints may be at. */
  readonly hosts: readonly string[];
}

/** Somebody as an issuer knows them: the one name of theirs that never goes to another person. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** With what is shown once, so that its person can tell whom an account is about to be bound to: nothing goes by it, and nothing keeps it. */
export interface NamedIdentity extends Identity {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** OpenID Connect Core, 2: at most 255 characters of ASCII. Others are not bound to anything. */
export const SUBJECT = /^[\x20-\x7e]{1,255}$/;
