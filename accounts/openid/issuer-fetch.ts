import type { CustomFetchOptions } from 'openid-client';
import { IssuerError } from './issuer-error.ts';
import type { OpenidSettings } from './openid-settings.ts';

/** Of one answer: keys and metadata of large issuers take some 20 KB. */
export const MOST_ANSWER_BYTES = 256_000;

type Where = Pick<OpenidSettings, 'issuer' | 'hosts'>;

/** Whether something of the issuer may be at this address: at its own host or one that the settings name, by the scheme of the issuer or HTTPS. */
export function isOfIssuer(url: string, { issuer, hosts }: Where): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  if (username !== '' || password !== '') return false;
  const own = new URL(issuer);
  if (host === own.host) return protocol === own.protocol;
  return protocol === 'https:' && hosts.includes(host);
}

/** Asks an issuer and nobody else, within a time, for so much, and is never led on elsewhere. @throws IssuerError */
export function createIssuerFetch(where: Where, stop: AbortSignal) {
  return async (url: string, options: CustomFetchOptions): Promise<Response> => {
    if (!isOfIssuer(url, where)) throw new IssuerError('setup', `asked for ${url}`);
    const signal = options.signal ? AbortSignal.any([stop, options.signal]) : stop;
    try {
      const answer = await fetch(url, { ...(options as RequestInit), redirect: 'manual', signal });
      const { status, headers } = answer;
      const body = await readLittle(answer, url);
      if (status >= 500) throw new IssuerError('failing', `${url}: expected an answer, got ${status}`);
      return new Response(body.length === 0 ? null : body, { status, headers });
    } catch (error) {
      if (error instanceof IssuerError) throw error;
      if (signal.aborted) throw new IssuerError('late', `${url}: no answer in time`);
      throw new IssuerError('unreachable', `${url}: ${whyOf(error)}`, { cause: error });
    }
  };
}

async function readLittle(answer: Response, url: string): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body ?? []) {
    bytes += part.length;
    // Leaving the loop ends the connection.
    if (bytes > MOST_ANSWER_BYTES)
      throw new IssuerError('wrong', `${url}: expected at most ${MOST_ANSWER_BYTES} bytes, got more`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** `fetch` says only that it failed, and its cause why. */
function whyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
