import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { startHttpServer } from './http.ts';

type Claims = Readonly<Record<string, unknown>>;

/** What of an issuer a test makes wrong; each is asked anew for every answer. */
export interface IssuerFaults {
  /** Of the metadata, in the place of what is right. */
  metadata?: Claims;
  claims?: Claims;
  /** Signs with a key that nobody has published. */
  isForeignKey?: boolean;
  /** Takes every code and verifier, however often. */
  takesAll?: boolean;
  /** Answers a path in its place: true where it did. */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface TestIssuer {
  readonly url: string;
  readonly faults: IssuerFaults;
  /** Paths that were asked, in turn. */
  readonly asked: string[];
  /** Whoever logs in at it from now on. */
  readonly logInAs: (subject: string) => void;
  /** What a browser that is sent to it comes back with, after its person has logged in. */
  readonly authorize: (address: string) => URL;
}

export const CLIENT = { id: 'camwatch', secret: 'a secret: with / and +' } as const;

interface Granted {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string;
  readonly subject: string;
}

/**
 * An issuer of OpenID Connect on a free loopback port: discovery, keys, and a token endpoint that holds client, code, PKCE and
 * address to each other, as RFC 6749 and RFC 7636 have it. Its tokens are signed here, not by the library that checks them.
 */
export async function startOpenidIssuer(nowMs: () => number): Promise<TestIssuer> {
  const keys = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const faults: IssuerFaults = {};
  const asked: string[] = [];
  const codes = new Map<string, Granted>();
  let subject = 'nobody';

  const served = await startHttpServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (faults.answer?.(request, response)) return;
    if (path === '/.well-known/openid-configuration') return answer(response, 200, metadata());
    if (path === '/keys')
      return answer(response, 200, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), ...KEY }] });
    if (path === '/token' && request.method === 'POST') return void grant(request, response);
    if (path.startsWith('/authorize?')) {
      if (request.method !== 'POST') return void response.writeHead(200, HTML).end(LOGIN_FORM);
      return void response.writeHead(303, { location: authorize(url + path).href }).end();
    }
    answer(response, 404, {});
  });

  // Another site than the page at 127.0.0.1, as browsers see it.
  const url = served.replace('127.0.0.1', 'localhost');

  const metadata = () => ({
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
    ...faults.metadata,
  });

  async function grant(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    if (!isOurClient(request)) return answer(response, 401, { error: 'invalid_client' });
    const code = form.get('code') ?? '';
    const granted = codes.get(code);
    // Taken once, RFC 6749 4.1.2.
    if (!faults.takesAll) codes.delete(code);
    const isRight =
      granted !== undefined &&
      form.get('redirect_uri') === granted.redirectUri &&
      challengeOf(form.get('code_verifier') ?? '') === granted.challenge;
    if (!granted || (!isRight && !faults.takesAll)) return answer(response, 400, { error: 'invalid_grant' });
    const seconds = Math.floor(nowMs() / 1_000);
    const claims = {
      ...{ iss: url, sub: granted.subject, aud: CLIENT.id, nonce: granted.nonce },
      ...{ iat: seconds, exp: seconds + 300 },
      ...faults.claims,
    };
    const { privateKey } = faults.isForeignKey ? foreign : keys;
    answer(response, 200, {
      ...{ access_token: randomUUID(), token_type: 'Bearer', expires_in: 300 },
      id_token: signToken(claims, privateKey),
    });
  }

  return {
    ...{ url, faults, asked },
    logInAs: (who) => {
      subject = who;
    },
    authorize,
  };

  function authorize(address: string): URL {
    const asks = new URL(address);
    const given = (name: string) => asks.searchParams.get(name) ?? '';
    const wanted = [given('response_type'), given('client_id'), given('code_challenge_method')];
    if (`${asks.origin}${asks.pathname}` !== `${url}/authorize` || wanted.join() !== `code,${CLIENT.id},S256`)
      throw new Error(`no request for authorization: ${address}`);
    const code = randomUUID();
    codes.set(code, {
      ...{ redirectUri: given('redirect_uri'), challenge: given('code_challenge') },
      ...{ nonce: given('nonce'), subject },
    });
    const back = new URL(given('redirect_uri'));
    for (const [name, value] of Object.entries({ code, state: given('state'), iss: url }))
      back.searchParams.set(name, value);
    return back;
  }
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };
/** Sent to the address that it was read at. */
const LOGIN_FORM =
  '<!doctype html><title>SSO</title><link rel="icon" href="data:,"><form method="post"><button>SSO</button></form>';

const KEY = { kid: 'one', use: 'sig', alg: 'RS256' } as const;

function signToken(claims: Claims, key: KeyObject): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: KEY.alg, kid: KEY.kid, typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** RFC 6749 2.3.1: both are form-encoded before they are joined. */
function isOurClient({ headers }: IncomingMessage): boolean {
  const [scheme, given = ''] = (headers.authorization ?? '').split(' ');
  const decode = (text = '') => new URLSearchParams(`x=${text}`).get('x');
  const [id, secret] = Buffer.from(given, 'base64').toString().split(':');
  return scheme === 'Basic' && decode(id) === CLIENT.id && decode(secret) === CLIENT.secret;
}

function answer(response: ServerResponse, status: number, body: Claims): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
