import type { SnmpCredentials } from '../../../core/domain/credentials.ts';
import { setFairTimeout } from '../../../core/time/deadline.ts';
import { ProbeError } from '../../probing/prober.ts';
import { MOST_REPLY_BYTES } from '../message-header.ts';
import {
  isOutsideTimeWindow,
  isStaleReport,
  libraryFailure,
  packetFailure,
  reportFailure,
} from './failures.ts';
import { openLibrarySession } from './library-session.ts';
import { flood, forbidden, silence } from './no-answer.ts';
import { readPlainReply } from './plain-reply.ts';
import { type ReadReply, readReply } from './read-reply.ts';
import { repeatConnected } from './repeat-connected.ts';
import type { Endpoint, SharedSockets } from './shared-sockets.ts';

export type SnmpRequest =
  | { readonly kind: 'get' | 'next'; readonly oids: readonly string[] }
  | { readonly kind: 'bulk'; readonly oids: readonly string[]; readonly repetitions: number };

export interface Patience {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A session with one agent: one request at a time. After one that failed it refuses all: a late answer could be taken for another's. */
export interface Session {
  readonly request: (request: SnmpRequest, patience: Patience) => Promise<ReadReply>;
  readonly isUsable: () => boolean;
  /** It failed in a way that a fresh session may mend: the agent restarted or was replaced meanwhile. */
  readonly isStale: () => boolean;
  /** Where the last answer came from, where that is not where it was asked. */
  readonly answeredFrom: () => Endpoint | undefined;
  readonly close: () => void;
}

/** Whose answers count: of the address that was asked alone, or also of another that knows what was asked. */
export type AnswersFrom = 'any-address' | 'asked-address';

export interface SessionOptions {
  readonly answersFrom: AnswersFrom;
  /** It answered from another address before: only the shared socket hears of it, so that repeats must go there as well. */
  readonly isElsewhere: boolean;
}

/** Discovery, time, the request: an agent that wants more answers every packet with a report. */
const MOST_PACKETS = 5;
/** Other sessions with the same agent are heard as well. */
const MOST_STRAYS = 500;

/** What is under way, and what was seen of it so far. */
interface Pending {
  readonly resolve: (reply: ReadReply) => void;
  readonly reject: (error: Error) => void;
  packets: number;
  heard: number;
  flaw?: ProbeError;
}

export function openSession(
  sockets: SharedSockets,
  endpoint: Endpoint,
  credentials: SnmpCredentials,
  { answersFrom, isElsewhere }: SessionOptions,
): Session {
  let source: Endpoint | undefined;
  let pending: Pending | undefined;
  let lastPacket: Uint8Array | undefined;
  let isStale = false;
  let isKnown = false;
  let failure: Error | undefined;
  const fail = (error: Error) => pending?.reject(error);

  const onPacket = (packet: Buffer, from?: Endpoint) => {
    if (pending === undefined) return;
    source = from;
    pending.heard++;
    if (pending.heard > MOST_STRAYS) return fail(pending.flaw ?? flood(endpoint));
    // Anybody can send in the name of another: what does not know the number of our request must not end it.
    if (packet.length > MOST_REPLY_BYTES) {
      pending.flaw = new ProbeError('oversized', `an answer of ${packet.length} bytes`);
      return;
    }
    const plain = credentials.version === '3' ? undefined : readPlain(packet);
    if (plain) return library.unregisterRequest(plain.id) ? pending.resolve(plain) : undefined;
    try {
      library.onMsg(packet);
    } catch (error) {
      // The library throws on what it did not expect, and has forgotten the request by then.
      fail(packetFailure(error));
    }
  };
  const readPlain = (packet: Buffer) => lastPacket && readPlainReply(packet, lastPacket);
  const onStray = (packet: Buffer, from: Endpoint) => {
    if (answersFrom === 'any-address') return onPacket(packet, from);
    if (pending) pending.flaw = forbidden(endpoint, from);
  };
  const events = { onPacket: (packet: Buffer) => onPacket(packet), onStray, onError: fail };
  const line = sockets.open(endpoint, events);
  const library = openLibrarySession(endpoint, credentials, (packet) => {
    lastPacket = packet;
    if (pending && ++pending.packets > MOST_PACKETS) return fail(flood(endpoint));
    line.send(packet);
  });
  // What cannot be read may be a stranger's: the answer may still come.
  library.on('error', (error) => {
    if (pending) pending.flaw = packetFailure(error);
  });
  library.userSecurityModelError = (_request, oid) => {
    isStale = isStaleReport(oid);
    fail(reportFailure(oid));
  };
  const isSigned = credentials.version === '3' && credentials.auth !== undefined;
  const isPrivate = credentials.version === '3' && credentials.privacy !== undefined;
  // Takes the place of the library's own reading: it would accept an unsigned answer to a signed request.
  library.onSimpleGetResponse = (request, message) => {
    if (isSigned && !message.hasAuthentication()) {
      return fail(new ProbeError('mismatch', 'an unsigned answer to a signed request'));
    }
    if (isPrivate && !message.hasPrivacy()) {
      return fail(new ProbeError('mismatch', 'an open answer to an encrypted request'));
    }
    const reply = readReply(message.pdu, request.message.pdu);
    if (reply instanceof Error) return fail(reply);
    isKnown = true;
    pending?.resolve(reply);
  };

  const giveUp = (timeoutMs: number) => {
    if (pending?.flaw) return fail(pending.flaw);
    // The library sends what comes after the discovery only when that was answered.
    fail(silence(endpoint, credentials, timeoutMs, !isKnown && (pending?.packets ?? 0) > 1));
  };

  return {
    request: async (request, { timeoutMs, signal }) => {
      signal.throwIfAborted();
      if (failure) throw failure;
      let closeRepeat: () => void = () => undefined;
      const onAbort = () => fail(signal.reason);
      const forgetEnd = setFairTimeout(() => giveUp(timeoutMs), timeoutMs, 0);
      const repeating = setTimeout(() => {
        if (lastPacket) closeRepeat = repeatConnected(endpoint, lastPacket, events);
        if (lastPacket && isElsewhere) line.send(lastPacket);
      }, timeoutMs / 3);
      signal.addEventListener('abort', onAbort);
      try {
        return await new Promise<ReadReply>((resolve, reject) => {
          pending = { resolve, reject, packets: 0, heard: 0 };
          const onError = (error: Error | null) => {
            if (error === null) return;
            isStale ||= isOutsideTimeWindow(error);
            // A first packet of ours is right; one that is made of what the agent said may be impossible to make.
            const isOfAgent = credentials.version === '3' && (isKnown || (pending?.packets ?? 0) > 0);
            fail(isOfAgent ? packetFailure(error) : libraryFailure(error));
          };
          const oids = [...request.oids];
          if (request.kind === 'bulk') library.getBulk(oids, 0, request.repetitions, onError);
          else if (request.kind === 'next') library.getNext(oids, onError);
          else library.get(oids, onError);
        });
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        forgetEnd();
        clearTimeout(repeating);
        closeRepeat();
        signal.removeEventListener('abort', onAbort);
        line.rest();
        pending = undefined;
      }
    },
    isUsable: () => failure === undefined,
    isStale: () => isStale,
    answeredFrom: () => source,
    close: () => {
      line.close();
      // What was answered has left nothing behind, and to look for it takes longer than an answer.
      if (failure) library.close();
    },
  };
}
