import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSecret, type Secret } from '../domain/secret.ts';
import { CamwatchError } from '../errors.ts';

/** A secret is not where its reference says. Names the reference, never a value. */
export class SecretError extends CamwatchError {
  readonly code = 'SECRET_MISSING';
}

/** Fetches a secret from where `reference` says it is kept. A line end at the end of a file is not part of it. */
export async function resolveSecret(
  reference: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secret> {
  const separator = reference.indexOf(':');
  const place = reference.slice(separator + 1);
  switch (reference.slice(0, Math.max(separator, 0))) {
    case 'env':
      return fromEnvironment(place, env);
    case 'file':
      return await fromFile(reference, place);
    case 'credential':
      return await fromCredentials(reference, place, env);
    default:
      // The text is not repeated: it may be the secret itself.
      throw new SecretError(
        'expected a reference such as env:NAME, file:/path or credential:NAME, got [redacted]',
      );
  }
}

function fromEnvironment(name: string, env: Readonly<Record<string, string | undefined>>): Secret {
  const value = env[name];
  if (value) return createSecret(value);
  throw new SecretError(
    `env:${name}: expected a value in the environment variable ${name}, got ${value === undefined ? 'none' : 'an empty one'}`,
  );
}

async function fromCredentials(
  reference: string,
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secret> {
  const dir = env.CREDENTIALS_DIRECTORY;
  if (dir) return await fromFile(reference, join(dir, name));
  throw new SecretError(
    `${reference}: expected CREDENTIALS_DIRECTORY, which systemd sets for LoadCredential=, got none`,
  );
}

async function fromFile(reference: string, path: string): Promise<Secret> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new SecretError(`${reference}: expected a readable file ${path}, got ${code}`, { cause });
  }
  const value = text.replace(/\r?\n$/, '');
  if (value) return createSecret(value);
  throw new SecretError(`${reference}: expected a secret in the file ${path}, got an empty file`);
}
