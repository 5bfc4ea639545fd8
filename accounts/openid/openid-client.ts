import * as openid from 'openid-client';
import type { Secret } from '../../core/domain/secret.ts';
import type { Language } from '../../core/language/language.ts';
import { hours, seconds } from '../../core/time/units.ts';
import { IssuerError } from './issuer-error.ts';
import { createIssuerFetch, isOfIssuer } from './issuer-fetch.ts';
import { type NamedIdentity, type OpenidSettings, SUBJECT } from './openid-settings.ts';
import { type Checks, TRANSACTION_MS, type Transaction } from './transaction.ts';

/** Asks an issuer who somebody is: OpenID Connect, authorization code with PKCE. */
export interface OpenidClient {
  /** Where a browser is sent. @throws IssuerError */
  readonly addressOf: (
    settings: OpenidSettings,
    asked: Begun & { readonly redirectUri: string; readonly language: Language },
  ) => Promise<string>;
  /** Whom the issuer names, by a signed token of this very log-in. @throws IssuerError */
  readonly identityOf: (settings: OpenidSettings, cameBack: URL, expected: Begun) => Promise<NamedIdentity>;
}

/** What has begun, as the issuer is asked for it. */
export type Begun = Checks &
  Pick<Transaction, 'purpose' | 'endsMs'> & {
    /** The network of whoever asks. */
    readonly from: string;
  };

export interface OpenidClientOptions {
  /** Fetches a secret from where it is kept. */
  readonly secret: (reference: string) => Promise<Secret>;
  readonly nowMs: () => number;
  readonly elapsedMs?: () => number;
  /** Of all that is asked of an issuer for one request of a browser. */
  readonly deadlineMs?: number;
}

/** What an issuer says of itself is good for so long; that it does not answer, for so long. */
const KNOWN_MS = hours(1);
const FAILED_MS = seconds(5);
const CLOCK_TOLERANCE_SECONDS = 30;
/**
 * Who waits for an issuer at a time: one that is slow must not take up all connections, nor one network all places. Who begins
 * waits for what the issuer says of itself, together with all others, and only where that is not known.
 */
const MOST_WAITING = {
  begin: { all: 40, ofOne: 20 },
  finish: { all: 20, ofOne: 4 },
} as const;

interface Known {
  readonly about: string;
  readonly metadata: Promise<openid.ServerMetadata>;
  untilMs: number;
}

export function createOpenidClient(options: OpenidClientOptions): OpenidClient {
  const { secret, nowMs, elapsedMs = () => performance.now(), deadlineMs = seconds(8) } = options;
  let known: Known | undefined;
  const waiting = { begin: [] as string[], finish: [] as string[] };

  /** Once for all who ask meanwhile. */
  function metadataOf(settings: OpenidSettings): Promise<openid.ServerMetadata> {
    const about = JSON.stringify([settings.issuer, settings.hosts]);
    if (known?.about === about && elapsedMs() < known.untilMs) return known.metadata;
    const found: Known = {
      about,
      metadata: discover(settings, deadlineMs),
      untilMs: Number.POSITIVE_INFINITY,
    };
    known = found;
    found.metadata.then(
      () => Object.assign(found, { untilMs: elapsedMs() + KNOWN_MS }),
      () => Object.assign(found, { untilMs: elapsedMs() + FAILED_MS }),
    );
    return found.metadata;
  }

  async function configure(settings: OpenidSettings, stop: AbortSignal): Promise<openid.Configuration> {
    const metadata = await metadataOf(settings);
    const clientSecret = await secret(settings.clientSecret).catch((error: Error) => {
      throw new IssuerError('setup', error.message);
    });
    const configuration = new openid.Configuration(
      metadata,
      settings.clientId,
      {
        // The clock that this process believes, which need not be that of the machine.
        [openid.clockSkew]: Math.round((nowMs() - Date.now()) / 1_000),
        [openid.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
      },
      takesBasic(metadata)
        ? openid.ClientSecretBasic(clientSecret.reveal())
        : openid.ClientSecretPost(clientSecret.reveal()),
    );
    if (isOpenLine(settings)) openid.allowInsecureRequests(configuration);
    openid.enableNonRepudiationChecks(configuration);
    configuration[openid.customFetch] = createIssuerFetch(settings, stop);
    return configuration;
  }

  async function within<Value>(
    kind: keyof typeof MOST_WAITING,
    from: string,
    work: (stop: AbortSignal) => Promise<Value>,
  ): Promise<Value> {
    const [others, most] = [waiting[kind], MOST_WAITING[kind]];
    const own = others.filter((one) => one === from).length;
    if (others.length >= most.all || own >= most.ofOne)
      throw new IssuerError('busy', `${others.length} wait for it already, ${own} of this network`);
    others.push(from);
    try {
      return await work(AbortSignal.timeout(deadlineMs));
    } catch (error) {
      throw describeFailure(error);
    } finally {
      others.splice(others.indexOf(from), 1);
    }
  }

  return {
    addressOf: (settings, { state, nonce, verifier, purpose, from, redirectUri, language }) =>
      within('begin', from, async (stop) => {
        const configuration = await configure(settings, stop);
        const url = openid.buildAuthorizationUrl(configuration, {
          ...{ redirect_uri: redirectUri, scope: settings.scopes.join(' '), state, nonce },
          code_challenge: await openid.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          ui_locales: language,
          ...whomToAsk(purpose, configuration.serverMetadata()),
        });
        return url.href;
      }),
    identityOf: (settings, cameBack, { state, nonce, verifier, ...begun }) =>
      within('finish', begun.from, async (stop) => {
        const configuration = await configure(settings, stop);
        const tokens = await openid.authorizationCodeGrant(configuration, cameBack, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
          idTokenExpected: true,
        });
        const claims: Partial<openid.IDToken> = tokens.claims() ?? {};
        const { sub = '', name, email, auth_time: askedSeconds } = claims;
        if (!SUBJECT.test(sub))
          throw new IssuerError('wrong', 'sub: expected at most 255 characters of ASCII');
        expectAsked(begun, askedSeconds);
        return { issuer: settings.issuer, subject: sub, name: textOf(name), email: textOf(email) };
      }),
  };
}

/**
 * On a desk that several share somebody else is logged in at the issuer: it must ask who is there. Whoever is bound by mistake
 * enters with the account from then on, so that a binding takes nobody who has not just logged in.
 */
function whomToAsk(purpose: Transaction['purpose'], metadata: openid.ServerMetadata): Record<string, string> {
  if (purpose === 'bind') return { prompt: 'login', max_age: '0' };
  const { prompt_values_supported: known } = metadata;
  // Where an issuer says what it takes, it may refuse the rest.
  const takes = !Array.isArray(known) || known.includes('select_account');
  return takes ? { prompt: 'select_account' } : {};
}

/** Not every issuer says when it asked. */
function expectAsked({ purpose, endsMs }: Pick<Transaction, 'purpose' | 'endsMs'>, askedSeconds: unknown) {
  if (purpose !== 'bind' || typeof askedSeconds !== 'number') return;
  const beganSeconds = (endsMs - TRANSACTION_MS) / 1_000;
  if (askedSeconds < beganSeconds - CLOCK_TOLERANCE_SECONDS)
    throw new IssuerError(
      'unasked',
      `auth_time: expected one after ${Math.floor(beganSeconds)}, got ${askedSeconds}`,
    );
}

const textOf = (claim: unknown): string | undefined =>
  typeof claim === 'string' && claim.trim() !== '' ? claim : undefined;

async function discover(settings: OpenidSettings, deadlineMs: number): Promise<openid.ServerMetadata> {
  const fetchIt = createIssuerFetch(settings, AbortSignal.timeout(deadlineMs));
  const found = await openid.discovery(
    new URL(settings.issuer),
    settings.clientId,
    undefined,
    openid.None(),
    {
      [openid.customFetch]: fetchIt,
      ...(isOpenLine(settings) && { execute: [openid.allowInsecureRequests] }),
    },
  );
  const metadata = found.serverMetadata();
  // Some issuers name themselves by a pattern of many tenants: anybody could be let in by a tenant of their own.
  if (!URL.canParse(metadata.issuer) || new URL(metadata.issuer).href !== settings.issuer)
    throw new IssuerError('wrong', `issuer: expected ${settings.issuer}, got ${metadata.issuer}`);
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    const url = metadata[name];
    if (url === undefined) throw new IssuerError('wrong', `${name}: expected an address, got none`);
    if (!isOfIssuer(url, settings))
      throw new IssuerError(
        'setup',
        `${name}: expected an address at the issuer's host or one of accounts.openid.hosts, by https, got ${url}`,
      );
  }
  return { ...metadata };
}

/** Only of this machine: the settings have seen to it. */
const isOpenLine = ({ issuer }: OpenidSettings): boolean => issuer.startsWith('http:');

/** What every issuer takes where it says nothing else. */
const takesBasic = ({ token_endpoint_auth_methods_supported: methods }: openid.ServerMetadata): boolean =>
  methods === undefined || methods.includes('client_secret_basic') || !methods.includes('client_secret_post');

/** Nothing that a token or an answer carries goes into it: it is for the log. */
function describeFailure(error: unknown): Error {
  const causes = causesOf(error);
  const ours = causes.find((one) => one instanceof IssuerError);
  if (ours) return ours;
  if (!causes.some(isOfProtocol)) return causes[0] ?? new Error(String(error));
  const detail = causes.map((one) => [one.message, codeOf(one)].filter((part) => part !== '').join(' '));
  const isDenied = causes.some((one) => one instanceof openid.AuthorizationResponseError);
  return new IssuerError(isDenied ? 'denied' : 'wrong', detail.join(': '));
}

function causesOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

const isOfProtocol = (error: Error): boolean =>
  error instanceof openid.ClientError ||
  error instanceof openid.ResponseBodyError ||
  error instanceof openid.AuthorizationResponseError ||
  error instanceof openid.WWWAuthenticateChallengeError;

/** As RFC 6749 has them, such as `access_denied`. */
const codeOf = (error: Error): string =>
  'error' in error && typeof error.error === 'string' && /^[a-z_]{1,40}$/.test(error.error)
    ? error.error
    : '';
