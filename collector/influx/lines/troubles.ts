import type { LiveStatus, LiveView } from '../../../core/domain/sinks.ts';
import { deviceEntity, INDICATORS, PING_FILTERED, parseEntity, STATES } from '../../../core/domain/state.ts';
import type { Steps } from '../../../core/host/in-slices.ts';
import { minutes } from '../../../core/time/units.ts';
import { contractorOf, describeEntity, type Surroundings, titleOf } from './entity-tags.ts';
import { renderLine, renderSeriesKey } from './line-protocol.ts';

/** A point stands at the minute, and is written again within it only where it is another. */
const STEP_MS = minutes(1);

/** What is known of everything now. */
export type StatusesNow = Pick<LiveView, 'columns' | 'linkStatuses' | 'status'>;

export interface Troubles {
  /** Points of what is not well, and of what was not the last time, as far as they say anything new. */
  readonly render: (
    live: StatusesNow,
    nowMs: number,
  ) => Steps<{
    readonly lines: readonly string[];
    readonly atMs: number;
  }>;
}

export function createTroubles(surroundingsNow: () => Surroundings): Troubles {
  /** Of a storm tens of thousands, which are looked at several times a minute: each is kept for as long as it is the same. */
  const known = new Map<string, Trouble & { seenIn: number }>();
  let round = 0;
  let last: { readonly atMs: number; readonly inventory?: Surroundings['inventory'] } = { atMs: Number.NaN };
  return {
    *render(live, nowMs) {
      const surroundings = surroundingsNow();
      const { inventory } = surroundings;
      const atMs = Math.floor(nowMs / STEP_MS) * STEP_MS;
      const isAnew = last.atMs !== atMs || last.inventory !== inventory;
      last = { atMs, inventory };
      round++;
      const lines: string[] = [];
      const tell = (trouble: Trouble, lasts: 0 | 1) => {
        const line = renderTrouble(surroundings, trouble, { atMs, lasts });
        if (line !== undefined) lines.push(line);
      };
      for (const trouble of [...rowsInTrouble(live), ...linksInTrouble(live, inventory)]) {
        yield;
        const key = `${trouble.entity} ${trouble.indicator}`;
        const before = known.get(key);
        const isSame = before !== undefined && isAlike(before, trouble);
        if (isSame) before.seenIn = round;
        else known.set(key, { ...trouble, seenIn: round });
        if (isAnew || !isSame) tell(trouble, 1);
      }
      for (const [key, { entity, indicator, seenIn }] of known) {
        if (seenIn === round) continue;
        yield;
        known.delete(key);
        const status = live.status(entity, indicator);
        if (status) tell(status, 0);
      }
      return { lines, atMs };
    },
  };
}

type Trouble = Pick<LiveStatus, 'entity' | 'indicator' | 'state' | 'sinceMs'> & {
  readonly reason?: string | undefined;
};

const isAlike = (one: Trouble, other: Trouble): boolean =>
  one.state === other.state && one.reason === other.reason && one.sinceMs === other.sinceMs;

/** Of a device that cannot be reached its reach alone. */
function isTrouble({ indicator, state, reason }: Omit<Trouble, 'entity' | 'sinceMs'>): boolean {
  if (state === 'degraded') return true;
  if (state === 'down') return indicator === 'reach' || reason !== 'unreachable';
  return state === 'unknown' && reason === 'no-access';
}

function* rowsInTrouble(live: StatusesNow): Generator<Trouble> {
  const { size, devices, device, indicator, state, reason, reasons, sinceMs } = live.columns();
  const up = STATES.indexOf('up');
  for (let row = 0; row < size; row++) {
    const index = device[row] ?? 0;
    if (state[row] === up || devices.isWatched[index] !== 1) continue;
    const found = {
      indicator: INDICATORS[indicator[row] ?? 0] ?? 'reach',
      state: STATES[state[row] ?? 0] ?? 'unknown',
      reason: reasons[reason[row] ?? 0],
    };
    if (isTrouble(found))
      yield { entity: deviceEntity(devices.idOf(index)), ...found, sinceMs: sinceMs[row] ?? 0 };
  }
}

function* linksInTrouble(live: StatusesNow, { links }: Surroundings['inventory']): Generator<Trouble> {
  for (const status of live.linkStatuses())
    if (isTrouble(status) && links.has(parseEntity(status.entity)?.id ?? '')) yield status;
}

function renderTrouble(
  surroundings: Surroundings,
  { entity, indicator, state, reason, sinceMs }: Trouble,
  { atMs, lasts }: { readonly atMs: number; readonly lasts: 0 | 1 },
): string | undefined {
  const tags = describeEntity(surroundings, entity);
  return renderLine(
    renderSeriesKey('trouble', { ...tags, indicator }),
    {
      state: reason === PING_FILTERED ? 'degraded' : state,
      reason,
      sinceMs,
      lasts,
      title: titleOf(surroundings, entity, tags),
      id: tags.id,
      contractor: contractorOf(surroundings, entity, tags),
    },
    atMs,
  );
}
