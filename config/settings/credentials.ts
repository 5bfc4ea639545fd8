import { parse } from 'yaml';
import { z } from 'zod';
import {
  type Credentials,
  SNMP_AUTHS,
  SNMP_PRIVACIES,
  type SnmpCredentials,
} from '../../core/domain/credentials.ts';
import { createSecret, type Secret } from '../../core/domain/secret.ts';
import { CamwatchError } from '../../core/errors.ts';
import { resolveSecret } from '../../core/host/resolve-secret.ts';
import { nearestWay } from '../../core/text/nearest-way.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';

/** What a reference leads to is no credentials. Names the reference and the key, never a value. */
export class CredentialsError extends CamwatchError {
  readonly code = 'CREDENTIALS_INVALID';
}

const secret = z
  .string({ error: 'expected a text, in quotes where it is a number' })
  .transform((text) => createSecret(text));
const user = z.string({ error: 'expected a user name' }).min(1, 'expected a user name');
const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values, { error: `expected one of ${values.join(', ')}` });
/** RFC 3414 §11.2 wants eight characters at least, and agents refuse less. */
const passphrase = z
  .string({ error: 'expected a text, in quotes where it is a number' })
  .min(8, 'expected at least 8 characters')
  .transform((text) => createSecret(text));

const Community = z
  .strictObject({ version: choice(['1', '2c']).default('2c'), community: secret })
  .transform((read): SnmpCredentials => read);

const User = z
  .strictObject({
    version: z.literal('3', { error: "expected '3', in quotes" }),
    user,
    auth: choice(SNMP_AUTHS).default('sha256'),
    auth_password: passphrase.optional(),
    privacy: choice(SNMP_PRIVACIES).default('aes'),
    privacy_password: passphrase.optional(),
  })
  .refine((read) => read.privacy_password === undefined || read.auth_password !== undefined, {
    path: ['auth_password'],
    message: 'expected a text, since SNMPv3 has no privacy without authentication',
  })
  .transform(
    (read): SnmpCredentials =>
      omitUndefined({
        version: read.version,
        user: read.user,
        auth: keyOf(read.auth, read.auth_password),
        privacy: keyOf(read.privacy, read.privacy_password),
      }),
  );

function keyOf<Protocol>(protocol: Protocol, password: Secret | undefined) {
  return password && { protocol, password };
}

const Document = z
  .strictObject({
    user: user.optional(),
    password: secret.optional(),
    cleartext_to: z
      .array(z.string({ error: 'expected an id of a device' }).min(1, 'expected an id of a device'), {
        error: 'expected a list of ids of devices',
      })
      .optional(),
    snmp: z
      .union([Community, User], { error: 'expected keys with community, or with version and user' })
      .optional(),
  })
  .refine((read) => (read.user === undefined) === (read.password === undefined), {
    message: 'expected user and password together',
  })
  .refine((read) => read.cleartext_to === undefined || read.password !== undefined, {
    path: ['cleartext_to'],
    message: 'expected user and password beside it',
  })
  .transform(
    ({ user: name, password, cleartext_to: cleartextTo, snmp }): Credentials =>
      omitUndefined({
        login:
          name === undefined || password === undefined
            ? undefined
            : omitUndefined({ user: name, password, cleartextTo }),
        snmp,
      }),
  );

/**
 * Fetches what a reference of the inventory leads to: a YAML mapping such as `{user: viewer, password: s3cret}`, with
 * `snmp: {community: …}` or `snmp: {version: '3', user: …, auth_password: …, privacy_password: …}` beside it or alone.
 * @throws SecretError where there is nothing, CredentialsError where it is something else.
 */
export async function resolveCredentials(
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Credentials> {
  const text = await resolveSecret(reference, env);
  let document: unknown;
  try {
    document = parse(text.reveal(), { maxAliasCount: 0 });
  } catch {
    // The parser's own message repeats the text.
    throw new CredentialsError(`${reference}: expected YAML such as {user: viewer, password: "…"}, got none`);
  }
  const read = Document.safeParse(document);
  if (read.success) return read.data;
  const problems = read.error.issues
    .flatMap(nearestWay)
    .map(
      ({ path, message, code }) =>
        `${[reference, ...path].join(' ')}: ${code === 'unrecognized_keys' ? `${keysOf(path)}, got another key` : message}`,
    );
  throw new CredentialsError(problems.join('\n'));
}

/** Of an unknown key only that it is one: it may be a password in the wrong place. */
const keysOf = (path: readonly PropertyKey[]): string =>
  path.length === 0
    ? 'expected user, password, cleartext_to and snmp'
    : 'expected the keys of docs/credentials.md';

/** Credentials by reference, each fetched once. One that cannot be fetched is `undefined`, and told of once. */
export interface CredentialStore {
  readonly get: (reference: string) => Promise<Credentials | undefined>;
  /** Forgets everything: passwords may have been changed. */
  readonly clear: () => void;
}

export function createCredentialStore(
  env: Readonly<Record<string, string | undefined>>,
  onMissing: (reference: string, error: CamwatchError) => void,
): CredentialStore {
  const known = new Map<string, Promise<Credentials | undefined>>();
  const fetch = async (reference: string) => {
    try {
      return await resolveCredentials(reference, env);
    } catch (error) {
      if (!(error instanceof CamwatchError)) throw error;
      onMissing(reference, error);
      return undefined;
    }
  };
  return {
    get: (reference) => {
      const kept = known.get(reference) ?? fetch(reference);
      known.set(reference, kept);
      return kept;
    },
    clear: () => known.clear(),
  };
}
