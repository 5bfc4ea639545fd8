/** Bound to this very host by its prefix: no other may set it, and it goes over no open line but that of this machine. */
const NAME = '__Host-camwatch';

/** The secret of a session as a browser shows it. */
export function cookieOf(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=');
    if (name === NAME && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** For as long as the session lasts, in seconds; 0 takes it away. */
export const renderCookie = (secret: string, maxAgeSeconds: number): string =>
  `${NAME}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Strict`;
