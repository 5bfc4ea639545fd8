/** What a server asks of us before it answers: one way to authenticate (RFC 7235). */
export type Challenge = BasicChallenge | DigestChallenge;

/** The password in clear: only for who may see it anyway. */
export interface BasicChallenge {
  readonly scheme: 'basic';
  readonly realm: string;
}

export interface DigestChallenge {
  readonly scheme: 'digest';
  readonly realm: string;
  readonly nonce: string;
  readonly hash: DigestHash;
  readonly isSession: boolean;
  /** As the server wrote it, to be sent back; absent where it wrote none, as servers of RFC 2069 do. */
  readonly algorithm?: string;
  /** Absent: the server knows only RFC 2069. */
  readonly qop?: 'auth';
  readonly opaque?: string;
  /** The nonce was too old, the password may be right: worth one repeat. */
  readonly isStale: boolean;
  readonly wantsUserHash: boolean;
  readonly isUtf8: boolean;
}

export type DigestHash = 'md5' | 'sha256' | 'sha512-256';

/** Weakest first; what is not listed is not understood and so passed over (RFC 7616 §3.3). */
const HASHES: ReadonlyMap<string, DigestHash> = new Map([
  ['MD5', 'md5'],
  ['SHA-256', 'sha256'],
  ['SHA-512-256', 'sha512-256'],
]);
const RANKS: readonly string[] = ['basic', ...HASHES.values()];

/**
 * Reads the values of `WWW-Authenticate`, strongest first: those with several challenges, with or without quotes, with
 * schemes we do not know in between. What is not understood or incomplete is left out.
 */
export function parseChallenges(headerValues: readonly string[]): readonly Challenge[] {
  const challenges = headerValues.flatMap((value) => split(value.slice(0, MAX_LENGTH)).flatMap(toChallenge));
  // The sort is stable: among equals the server's own order stands.
  return challenges.toSorted((a, b) => rank(b) - rank(a));
}

const MAX_LENGTH = 8_192;

const rank = (challenge: Challenge) => RANKS.indexOf(challenge.scheme === 'basic' ? 'basic' : challenge.hash);

interface Parts {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
}

const NEXT_SCHEME = /[\s,]*([!#$%&'*+.^_`|~\w-]+)(?=\s+[!#$%&'*+.^_`|~\w-]+\s*=|\s*$)/y;
/** An unquoted value ends at the comma only: cameras send `realm=IP Camera(12345), nonce=…`. */
const NEXT_PARAMETER = /[\s,]*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^,"]*))/y;
/** Such as `Negotiate,` or the second word of an unquoted `qop=auth,auth-int`. */
const NEXT_REST = /[\s,]*[^\s,]*/y;

function split(value: string): Parts[] {
  const found: Parts[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(value);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < value.length) {
    const scheme = take(NEXT_SCHEME)?.[1];
    if (scheme !== undefined) {
      found.push({ scheme: scheme.toLowerCase(), parameters: new Map() });
      continue;
    }
    const [, name, quoted, bare] = take(NEXT_PARAMETER) ?? [];
    if (name === undefined) {
      const before = at;
      take(NEXT_REST);
      if (at === before) at++;
      continue;
    }
    const parameters = found.at(-1)?.parameters;
    const text = quoted?.replace(/\\(.)/g, '$1') ?? (bare ?? '').trim();
    // The first of a name counts: a second one is a mistake or a trick.
    if (parameters && !parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), text);
  }
  return found;
}

function toChallenge({ scheme, parameters }: Parts): Challenge[] {
  const realm = parameters.get('realm') ?? '';
  if (scheme === 'basic') return [{ scheme, realm }];
  if (scheme !== 'digest') return [];
  const nonce = parameters.get('nonce');
  const algorithm = parameters.get('algorithm');
  const [, name = '', session] = /^(.*?)(-sess)?$/i.exec(algorithm ?? 'MD5') ?? [];
  const hash = HASHES.get(name.toUpperCase());
  const qop = parameters
    .get('qop')
    ?.split(',')
    .map((word) => word.trim().toLowerCase());
  const opaque = parameters.get('opaque');
  if (nonce === undefined || hash === undefined || (qop && !qop.includes('auth') && qop.join('') !== ''))
    return [];
  return [
    {
      scheme,
      realm,
      nonce,
      hash,
      isSession: session !== undefined,
      isStale: isTrue(parameters.get('stale')),
      wantsUserHash: isTrue(parameters.get('userhash')),
      isUtf8: parameters.get('charset')?.toUpperCase() === 'UTF-8',
      ...(algorithm !== undefined && { algorithm }),
      ...(qop?.includes('auth') && { qop: 'auth' }),
      ...(opaque !== undefined && { opaque }),
    },
  ];
}

const isTrue = (text: string | undefined) => text?.toLowerCase() === 'true';
