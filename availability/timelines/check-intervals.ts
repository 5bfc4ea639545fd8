import { type Entity, type Indicator, parseEntity } from '../../core/domain/state.ts';
import { foldVersions, nearest, type Step, type Version, versionAt } from '../../core/time/versions.ts';
import { parseRecordedBody } from '../../ledger/history/recorded-bodies.ts';
import type { RecordedBefore } from '../../ledger/record/changes.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { NamedProfile } from '../../ledger/record/profiles.ts';
import type { RecordedRevision } from '../../ledger/record/revisions.ts';

/** How often something is checked, from an instant on. */
export interface IntervalStep {
  readonly fromMs: number;
  readonly intervalMs: number;
}

/** The intervals of checks at every instant, as far as they are on record. */
export interface CheckIntervals {
  /**
   * In order of time, the first from ever on, no two alike that follow each other; none where nothing is on record. The same
   * list for checks whose intervals are the same.
   */
  readonly of: (entity: Entity, indicator: Indicator) => readonly IntervalStep[];
  /** Rows of the ledger that say so, besides those of the device itself. */
  readonly seqsOf: (entity: Entity) => readonly number[];
}

export interface IntervalsQuery extends RecordedBefore {
  /** Of these alone. */
  readonly entities?: readonly Entity[];
}

/** What is recorded of intervals. */
export interface IntervalRows {
  readonly profilesOfDevices: Iterable<NamedProfile>;
  /** Of the kinds `profile` and `polling`. */
  readonly revisions: Iterable<RecordedRevision>;
}

export function readCheckIntervals(
  reader: LedgerReader,
  { entities, ...known }: IntervalsQuery = {},
): CheckIntervals {
  const ids = entities?.flatMap((entity) => {
    const { kind, id } = parseEntity(entity) ?? {};
    return kind === 'device' && id !== undefined ? [id] : [];
  });
  return buildCheckIntervals({
    profilesOfDevices: reader.namedProfiles({ ...known, ...(ids && { ids }) }),
    revisions: [
      ...reader.revisions({ ...known, kind: 'profile' }),
      ...reader.revisions({ ...known, kind: 'polling', ...(entities && { ids: entities }) }),
    ],
  });
}

type IntervalMsByIndicator = { readonly [Name in Indicator]?: number };
type Intervals = readonly Version<IntervalMsByIndicator>[];

/**
 * The interval of a check is what its `polling` says while there is one, else the profile that its device names. What was
 * recorded first also holds before; where nothing says any more how often, it stays as it was.
 */
export function buildCheckIntervals({ profilesOfDevices, revisions }: IntervalRows): CheckIntervals {
  const profileSteps = new Map<string, Step<IntervalMsByIndicator>[]>();
  const pollingSteps = new Map<string, Step<IntervalMsByIndicator>[]>();
  for (const revision of revisions) {
    const { kind, id, seq } = revision;
    const step = { seq, fromMs: sinceMs(revision), value: intervalsIn(revision) };
    append(kind === 'profile' ? profileSteps : pollingSteps, id, step);
  }
  const nameSteps = new Map<string, Step<string>[]>();
  for (const named of profilesOfDevices)
    append(nameSteps, named.id, { seq: named.seq, fromMs: sinceMs(named), value: named.profile });

  const profiles = mapValues(profileSteps, foldVersions);
  const polling = mapValues(pollingSteps, foldVersions);
  const intern = createInterner();
  const byProfile = new Map<string, readonly IntervalStep[]>();

  const stepsOf = (names: readonly Version<string>[], own: Intervals, indicator: Indicator) => {
    const turnsMs = new Set([
      ...names.map(({ fromMs }) => fromMs),
      ...names.flatMap(({ value }) => profiles.get(value)?.map(({ fromMs }) => fromMs) ?? []),
      ...own.flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
    ]);
    const steps = [...turnsMs]
      .filter(Number.isFinite)
      .sort((a, b) => a - b)
      .flatMap((fromMs) => {
        const name = nearest(names, fromMs);
        const profile = name === undefined ? undefined : nearest(profiles.get(name), fromMs);
        const intervalMs = versionAt(own, fromMs)?.value[indicator] ?? profile?.[indicator];
        return intervalMs === undefined ? [] : [{ fromMs, intervalMs }];
      });
    return intern(steps);
  };
  return {
    of: (entity, indicator) => {
      const { kind, id = '' } = parseEntity(entity) ?? {};
      const own = polling.get(entity) ?? NONE;
      const steps = kind === 'device' ? nameSteps.get(id) : undefined;
      const [only] = steps ?? [];
      // The ordinary case: a hundred thousand devices share a few profiles.
      if (steps?.length === 1 && only?.value !== undefined && own.length === 0) {
        const key = `${indicator} ${only.value}`;
        const known =
          byProfile.get(key) ?? stepsOf([{ ...only, ...EVER, value: only.value }], own, indicator);
        byProfile.set(key, known);
        return known;
      }
      return stepsOf(foldVersions(steps ?? []), own, indicator);
    },
    seqsOf: (entity) => {
      const { id = '' } = parseEntity(entity) ?? {};
      const names = new Set(nameSteps.get(id)?.flatMap(({ value }) => value ?? []));
      return [
        ...(pollingSteps.get(entity) ?? []),
        ...[...names].flatMap((name) => profileSteps.get(name) ?? []),
      ].map(({ seq }) => seq);
    },
  };
}

const NONE: Intervals = [];
const EVER = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY, sinceMs: 0 };

/** Nobody checks by what is not recorded yet, whatever it is dated. */
const sinceMs = ({ fromMs, recordedMs }: { readonly fromMs: number; readonly recordedMs: number }) =>
  Math.max(fromMs, recordedMs);

function intervalsIn({ kind, id, body }: RecordedRevision): IntervalMsByIndicator | undefined {
  if (body === undefined) return undefined;
  if (kind !== 'profile') return parseRecordedBody('polling', id, body).intervalMs;
  const { checks } = parseRecordedBody('profile', id, body);
  return Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, check.intervalMs]));
}

function append<Value>(byId: Map<string, Step<Value>[]>, id: string, step: Step<Value>): void {
  const own = byId.get(id);
  if (own) own.push(step);
  else byId.set(id, [step]);
}

const mapValues = <Value, Result>(map: ReadonlyMap<string, Value>, change: (value: Value) => Result) =>
  new Map(map.entries().map(([key, value]) => [key, change(value)]));

/** Lists are the same object where they say the same. */
function createInterner() {
  const known = new Map<string, readonly IntervalStep[]>();
  return (all: readonly IntervalStep[]): readonly IntervalStep[] => {
    const turns = all.filter(({ intervalMs }, place) => intervalMs !== all[place - 1]?.intervalMs);
    const steps = turns.map((step, place) =>
      place === 0 ? { ...step, fromMs: Number.NEGATIVE_INFINITY } : step,
    );
    const key = steps.map(({ fromMs, intervalMs }) => `${fromMs} ${intervalMs}`).join(', ');
    const list = known.get(key) ?? steps;
    known.set(key, list);
    return list;
  };
}
