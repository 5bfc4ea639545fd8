import { scryptSync } from 'node:crypto';
import type { Secret } from '../../core/domain/secret.ts';
import type { Json } from '../../core/text/canonical-json.ts';
import { hideTexts } from '../../core/text/shown-text.ts';
import { isObject, type JsonObject } from '../api/json.ts';
import { HIDDEN } from '../api/kind.ts';

/** A text that is a reference and nothing else, or one after the word that a header wants before it. */
const REFERENCE = /^(Token |Bearer )?((?:env:[A-Za-z_][A-Za-z0-9_]*|file:\/.+|credential:[A-Za-z0-9._-]+))$/;

export type ResolveSecret = (reference: string) => Promise<Secret>;

export interface RevealedSecrets {
  readonly reveal: (body: JsonObject) => JsonObject;
  /** `body` with each secret as a fingerprint that changes when the secret does and does not lead back to it. */
  readonly fingerprint: (body: JsonObject) => JsonObject;
  /** A text of the server, which may repeat what it was sent. */
  readonly hide: (text: string) => string;
}

/**
 * Fetches every secret that `bodies` refer to, before anything is written.
 * @throws SECRET_MISSING, with the reference.
 */
export async function resolveSecrets(
  bodies: readonly JsonObject[],
  { resolve, salt }: { readonly resolve: ResolveSecret; readonly salt: string },
): Promise<RevealedSecrets> {
  const secrets = new Map<string, Secret>();
  const fingerprints = new Map<string, string>();
  for (const reference of new Set(bodies.flatMap((body) => referencesIn(body)))) {
    const secret = await resolve(reference);
    secrets.set(reference, secret);
    // A slow hash: a password may be short, and the manifest may be read by somebody else.
    fingerprints.set(reference, scryptSync(secret.reveal(), salt, 16).toString('hex'));
  }
  return {
    reveal: (body) => replaceIn(body, (reference) => secrets.get(reference)?.reveal() ?? reference),
    hide: hideTexts([...secrets.values()].map((secret) => secret.reveal())),
    fingerprint: (body) =>
      replaceIn(body, (reference) => {
        const known = fingerprints.get(reference);
        return known === undefined ? reference : `secret ${known}`;
      }),
  };
}

/** `found` without what stands where `marked` has a secret: not every server knows that it is one. */
export function hideSecretsOf(found: JsonObject, marked: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(found).map(([key, value]) => [key, hideSecretOf(value, marked[key])]),
  );
}

function hideSecretOf(found: Json | undefined, marked: Json | undefined): Json | undefined {
  if (typeof marked === 'string' && SECRET_MARK.test(marked)) return found === undefined ? found : HIDDEN;
  return isObject(found) && isObject(marked) ? hideSecretsOf(found, marked) : found;
}

const SECRET_MARK = /^(?:Token |Bearer )?secret [0-9a-f]{32}$/;

function referencesIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return (REFERENCE.exec(value) ?? []).slice(2);
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}

function replaceIn(body: JsonObject, replace: (reference: string) => string): JsonObject {
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, replaceValue(value, replace)]));
}

function replaceValue(value: Json | undefined, replace: (reference: string) => string): Json | undefined {
  if (typeof value === 'string') {
    const [, before = '', reference] = REFERENCE.exec(value) ?? [];
    return reference === undefined ? value : `${before}${replace(reference)}`;
  }
  if (Array.isArray(value)) return value.map((member) => replaceValue(member, replace) ?? null);
  return isObject(value) ? replaceIn(value, replace) : value;
}
