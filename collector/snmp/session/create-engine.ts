import type { SnmpCredentials } from '../../../core/domain/credentials.ts';
import type { Trace } from '../../probing/prober.ts';
import { type Agent, createAgent } from './create-agent.ts';
import { keepPasswordDigests } from './keep-password-digests.ts';
import { createLruMap } from './lru-map.ts';
import { type AnswersFrom, openSession, type Session } from './open-session.ts';
import { replaceOidCoding } from './quick-oids.ts';
import { createSharedSockets, type Endpoint } from './shared-sockets.ts';
import { replaceSingleDes } from './single-des.ts';

/** Whom to talk to, by what right, and for how long. */
export interface Peer extends Endpoint {
  readonly credentials: SnmpCredentials;
  readonly timeoutMs: number;
  /** What the time is for: everything together, or each request of a long walk. */
  readonly timeoutOf: 'conversation' | 'request';
  readonly trace?: Trace | undefined;
  /** Told at the end where the last answer came from, where that is not where it was asked. */
  readonly onSource?: (from: Endpoint | undefined) => void;
}

/** Speaks SNMP with any number of agents at once, over one socket an address family. */
export interface SnmpEngine {
  /**
   * Lends an agent for as long as `work` runs.
   * @throws ProbeError with the reason, an error of the system with its `code`, or the reason `signal` was given.
   */
  readonly converse: <Result>(
    peer: Peer,
    work: (agent: Agent) => Promise<Result>,
    signal: AbortSignal,
  ) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export interface EngineOptions {
  /** SNMPv3 sessions that are kept between conversations: each saves a round trip and costs some 3 kB. */
  readonly mostKeptSessions?: number;
  readonly answersFrom?: AnswersFrom;
}

interface Kept {
  readonly session: Session;
  /** Passwords may change: a session belongs to the very credentials it was opened with. */
  readonly credentials: SnmpCredentials;
}

/** Our own deadline comes before the runner's, and tells more than that there was one. */
const SHARE_OF_TIMEOUT = 0.95;

/** Routers that answer from another address are few. */
const MOST_ELSEWHERE = 4_096;

export function createSnmpEngine({
  mostKeptSessions = 20_000,
  answersFrom = 'any-address',
}: EngineOptions = {}): SnmpEngine {
  keepPasswordDigests();
  replaceSingleDes();
  replaceOidCoding();
  const sockets = createSharedSockets();
  const kept = createLruMap<string, Kept>(mostKeptSessions, ({ session }) => session.close());

  const elsewhere = createLruMap<string, true>(MOST_ELSEWHERE);
  const open = (peer: Peer) =>
    openSession(sockets, peer, peer.credentials, {
      answersFrom,
      isElsewhere: elsewhere.get(keyOf(peer)) === true,
    });
  const noteSource = (peer: Peer, session: Session) => {
    const from = session.answeredFrom();
    if (from) {
      elsewhere.set(keyOf(peer), true);
      const text = `answered from ${from.address} port ${from.port}, another address than was asked`;
      peer.trace?.({ kind: 'noted', text });
    }
    peer.onSource?.(from);
  };

  const takeKept = (peer: Peer): Session | undefined => {
    const found = kept.take(keyOf(peer));
    if (found === undefined || found.credentials === peer.credentials) return found?.session;
    found.session.close();
    return undefined;
  };

  const run = async <Result>(
    peer: Peer,
    session: Session,
    work: (agent: Agent) => Promise<Result>,
    patienceMs: () => number,
    signal: AbortSignal,
  ): Promise<Result> => {
    const { credentials, trace } = peer;
    const agent = createAgent({
      version: credentials.version,
      ask: (request) => session.request(request, { timeoutMs: patienceMs(), signal }),
      trace,
    });
    try {
      return await work(agent);
    } finally {
      noteSource(peer, session);
      if (credentials.version === '3' && session.isUsable()) kept.set(keyOf(peer), { session, credentials });
      else session.close();
    }
  };

  return {
    converse: async (peer, work, signal) => {
      const { credentials, timeoutMs, timeoutOf, trace } = peer;
      const untilMs = performance.now() + timeoutMs * SHARE_OF_TIMEOUT;
      const patienceMs = () =>
        timeoutOf === 'request' ? timeoutMs : Math.max(1, untilMs - performance.now());
      const known = credentials.version === '3' ? takeKept(peer) : undefined;
      const session = known ?? open(peer);
      if (credentials.version === '3') trace?.({ kind: 'noted', text: describeSecurity(credentials) });
      try {
        return await run(peer, session, work, patienceMs, signal);
      } catch (error) {
        if (known === undefined || !session.isStale()) throw error;
        trace?.({ kind: 'noted', text: 'the agent restarted: a new session, and the question once more' });
        return await run(peer, open(peer), work, patienceMs, signal);
      }
    },
    close: async () => {
      for (const { session } of kept.values()) session.close();
      kept.clear();
      await sockets.close();
    },
  };
}

const keyOf = ({ address, port }: Endpoint) => `${address}|${port}`;

/** Level and protocols, as they must stand at the other end. */
function describeSecurity({ auth, privacy }: SnmpCredentials & { readonly version: '3' }): string {
  if (auth === undefined) return 'SNMPv3 noAuthNoPriv: neither signed nor encrypted';
  if (privacy === undefined) return `SNMPv3 authNoPriv: signed (${auth.protocol}), not encrypted`;
  return `SNMPv3 authPriv: signed (${auth.protocol}), encrypted (${privacy.protocol})`;
}
