import { cleanText } from '../../core/text/device-text.ts';
import { ProbeError } from '../probing/prober.ts';
import { type Headers, headerOf } from './message.ts';

/** What the server granted: a session, and the channel that the packets of the track come on. */
export interface Setup {
  readonly session: string;
  readonly channel: number;
}

const SESSION = /^\s*([!-:<-~]{1,200})\s*(?:;|$)/;

/**
 * Reads the answer to SETUP (RFC 2326 §12.37, §12.39).
 * @throws ProbeError `malformed` without a session, `unsupported` where the packets would not come on this connection.
 */
export function parseSetup(headers: Headers): Setup {
  const [, session] = SESSION.exec(headerOf(headers, 'session') ?? '') ?? [];
  if (session === undefined) {
    throw new ProbeError('malformed', 'expected a session in the answer to SETUP, got none');
  }
  const transport = headerOf(headers, 'transport') ?? 'RTP/AVP/TCP';
  const [, channelText] = /;\s*interleaved\s*=\s*(\d{1,3})/i.exec(transport) ?? [];
  if (channelText === undefined && !/^\s*RTP\/[^;/]+\/TCP/i.test(transport)) {
    throw new ProbeError(
      'unsupported',
      `expected packets on the connection itself (RTP/AVP/TCP), got ${JSON.stringify(cleanText(transport) ?? '')}`,
    );
  }
  return { session, channel: Number(channelText ?? 0) };
}
