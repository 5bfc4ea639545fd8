/** Bound to this very host by its prefix: no other may set it, and it goes over no open line but that of this machine. */
const SESSION = '__Host-camwatch';
/** Of a log-in by an issuer that has begun. */
const OPENID = '__Host-camwatch-openid';
const LOOK = { lang: '__Host-camwatch-language', theme: '__Host-camwatch-theme' } as const;

/** The secret of a session as a browser shows it. */
export function cookieOf(header: string | undefined): string | undefined {
  const value = findCookie(SESSION, header);
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
}

export const openidCookieOf = (header: string | undefined): string | undefined => findCookie(OPENID, header);

/** For as long as the session lasts, in seconds; 0 takes it away. */
export const renderCookie = (secret: string, maxAgeSeconds: number): string =>
  render(SESSION, secret, maxAgeSeconds);

export const renderOpenidCookie = (transaction: string, maxAgeSeconds: number): string =>
  render(OPENID, transaction, maxAgeSeconds);

/** What a browser chose to read in, by the parameter that pages are asked for it with. */
export const lookCookieOf = (name: 'lang' | 'theme', header: string | undefined): string | undefined =>
  findCookie(LOOK[name], header);

/** For a year. It is nobody's secret, and comes along when a link in a mail is followed. */
export const renderLookCookie = (name: 'lang' | 'theme', value: string): string =>
  render(LOOK[name], value, 365 * 86_400, 'Lax');

function findCookie(wanted: string, header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=');
    if (name === wanted) return value;
  }
  return undefined;
}

const render = (name: string, value: string, maxAgeSeconds: number, sameSite = 'Strict'): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=${sameSite}`;
