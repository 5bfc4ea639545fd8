/** One rung of what is watched on a device or link. `up` on a higher rung says nothing about a lower one. */
export const INDICATORS = ['reach', 'service', 'stream', 'image', 'recording', 'capacity'] as const;
export type Indicator = (typeof INDICATORS)[number];

export const STATES = ['up', 'degraded', 'down', 'unknown'] as const;
export type State = (typeof STATES)[number];

/** Why a state is unknown: a closed set, since it is counted and printed. */
export type UnknownReason =
  | 'blind'
  | 'stale'
  | 'not-measured'
  | 'no-data-yet'
  | 'near-end-down'
  /** The device answers and does not let us look: credentials refused, account locked, no permission. */
  | 'no-access'
  /** The port was switched off on purpose (ifAdminStatus): no outage. */
  | 'switched-off'
  /** For two intervals answers came in part only, and what came did not bear the state out. */
  | 'cut-short'
  /** It was never seen to answer, and is not accepted yet: whether it is down, or was never reachable, nobody knows. */
  | 'never-answered'
  /** An agency recorded that it gets no answer for a fault of ours: credentials, an allow-list. */
  | 'measuring-fault';

/**
 * Why `reach` is down of a device that lives: it answers no ping, and answered another check meanwhile. It is settled as
 * down, and nobody is told that the device is lost.
 */
export const PING_FILTERED = 'ping-filtered';

/** Whether nothing answers, as far as this indicator tells. */
export const isLost = ({ state, reason }: { readonly state: State; readonly reason?: string }): boolean =>
  state === 'down' && reason !== PING_FILTERED;

/** A device or a link, as the ledger names it. */
export type Entity = `device:${string}` | `link:${string}`;

export const deviceEntity = (id: string): Entity => `device:${id}`;
export const linkEntity = (id: string): Entity => `link:${id}`;

export function parseEntity(entity: string): { kind: 'device' | 'link'; id: string } | undefined {
  const [, kind, id] = /^(device|link):(.+)$/s.exec(entity) ?? [];
  return (kind === 'device' || kind === 'link') && id !== undefined ? { kind, id } : undefined;
}

/**
 * A confirmed change of state of one indicator.
 * The true instant lies in `(afterMs, atMs]`: the last contrary probe and the first proof.
 */
export interface Change {
  readonly entity: Entity;
  readonly indicator: Indicator;
  readonly state: State;
  /** A {@link FailureReason} for `down` and `degraded`, an {@link UnknownReason} for `unknown`, else absent. */
  readonly reason?: string;
  /** Instant of the last probe that said otherwise; equal to `atMs` where nothing was known before. */
  readonly afterMs: number;
  /** Instant of the first probe that proves the new state: changes are backdated to it. */
  readonly atMs: number;
  /** What a person needs to check the change: the failed probes, or the links and devices it was inferred from. */
  readonly evidence?: { readonly [key: string]: string | number | boolean | readonly string[] };
}
