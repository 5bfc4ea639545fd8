import { createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto';

/** What an Authorization header proves. `stale`: right, but of a nonce that is too old. */
export type LoginVerdict = 'right' | 'wrong' | 'stale' | 'absent';

/** The server's side of digest (RFC 7616) and basic (RFC 7617) authentication, for HTTP and RTSP. */
export interface HttpLogin {
  /** One header a scheme and algorithm, in the order of preference. */
  readonly challenges: (isStale: boolean) => string[];
  readonly check: (request: LoginRequest, login: Login) => LoginVerdict;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

export interface LoginRequest {
  readonly method: string;
  readonly authorization: string | undefined;
}

export type LoginScheme = 'MD5' | 'SHA-256' | 'basic';

const HASHES = { MD5: 'md5', 'SHA-256': 'sha256' } as const;
const NONCE_LIFE_MS = 5 * 60_000;

export function createHttpLogin(
  realm: string,
  schemes: readonly LoginScheme[],
  nowMs: () => number,
): HttpLogin {
  const key = createSecretKey(randomBytes(16));
  const seal = (madeMs: string) => createHmac('sha256', key).update(madeMs).digest('hex').slice(0, 24);
  const createNonce = () => {
    const madeMs = Math.floor(nowMs()).toString(16);
    return `${madeMs}-${seal(madeMs)}`;
  };
  const ageMs = (nonce: string) => {
    const [madeMs = '', sealed] = nonce.split('-');
    return seal(madeMs) === sealed ? nowMs() - Number.parseInt(madeMs, 16) : undefined;
  };
  const checkDigest = (fields: ReadonlyMap<string, string>, method: string, login: Login): LoginVerdict => {
    const field = (name: string) => fields.get(name) ?? '';
    const algorithm = fields.get('algorithm') ?? 'MD5';
    if ((algorithm !== 'MD5' && algorithm !== 'SHA-256') || !schemes.includes(algorithm)) return 'wrong';
    const age = ageMs(field('nonce'));
    if (age === undefined || field('username') !== login.user || field('realm') !== realm) return 'wrong';
    const hash = (...parts: string[]) => createHash(HASHES[algorithm]).update(parts.join(':')).digest('hex');
    const [ha1, ha2] = [hash(login.user, realm, login.password), hash(method, field('uri'))];
    const protection = fields.has('qop') ? [field('nc'), field('cnonce'), field('qop')] : [];
    if (hash(ha1, field('nonce'), ...protection, ha2) !== field('response')) return 'wrong';
    return age > NONCE_LIFE_MS ? 'stale' : 'right';
  };
  return {
    challenges: (isStale) => {
      const nonce = createNonce();
      return schemes.map((scheme) =>
        scheme === 'basic'
          ? `Basic realm="${realm}"`
          : `Digest realm="${realm}", qop="auth", nonce="${nonce}", algorithm=${scheme}${isStale ? ', stale=true' : ''}`,
      );
    },
    check: ({ method, authorization }, login) => {
      if (authorization === undefined) return 'absent';
      const [, scheme = '', rest = ''] = /^(\S+)\s+(.*)$/s.exec(authorization) ?? [];
      if (scheme.toLowerCase() === 'digest') return checkDigest(parseFields(rest), method, login);
      if (scheme.toLowerCase() !== 'basic' || !schemes.includes('basic')) return 'wrong';
      const given = Buffer.from(rest, 'base64').toString('utf8');
      return given === `${login.user}:${login.password}` ? 'right' : 'wrong';
    },
  };
}

function parseFields(text: string): ReadonlyMap<string, string> {
  const fields = text.matchAll(/(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]*))/g);
  return new Map(
    [...fields].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']),
  );
}
