import { createUpstreamNetwork } from '../../availability/timelines/upstream-network.ts';
import { type Entity, parseEntity } from '../../core/domain/state.ts';
import { clip, type Interval, totalMs, union } from '../../core/time/intervals.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { CoverageSegment } from '../../ledger/record/coverage.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordedRevision } from '../../ledger/record/revisions.ts';
import type { ContractSettlement } from '../settle/contract-settlement.ts';
import { readLives } from '../statements/statement-register.ts';
import type { RecordedDecisions, RecordedSince } from './dossier-schema.ts';
import { createIsLeft, voidsSince } from './voids-since.ts';

export interface SinceQuestion {
  readonly settlement: ContractSettlement;
  readonly decisions: RecordedDecisions;
  /** The record that the statement before was made from, and the program that made it. */
  readonly before: { readonly recordedBeforeMs: number; readonly version: string };
  readonly recordedBeforeMs: number;
  readonly version: string;
}

/** What came on record between two statements and touches the contract and the period: why figures may differ. */
export function recordedSince(
  reader: LedgerReader,
  history: InventoryHistory,
  question: SinceQuestion,
): RecordedSince[] {
  const scope = scopeOf(history, question);
  const counted = countedIndicators(question);
  const voids = [
    ...reader.voids({
      recordedFromMs: question.before.recordedBeforeMs,
      recordedBeforeMs: question.recordedBeforeMs,
    }),
  ];
  return [
    ...decisionsSince(question, scope),
    ...measuredSince(reader, question, { ...scope, counted }),
    ...voidsSince(voids, { ...scope, counted }),
    ...coverageSince(reader, question, createIsLeft(voids)),
    ...importsSince(reader, question, scope),
    ...revisionsSince(reader, question, scope),
    ...incidentsSince(reader, question),
    ...statementsSince(reader, question),
    ...(question.version === question.before.version
      ? []
      : [{ kind: 'software' as const, ref: question.version, count: 1 }]),
  ];
}

interface Scope {
  /** What the contract covers, and what that hangs on. */
  readonly all: readonly Entity[];
  readonly period: Interval;
  readonly isNew: (recordedMs: number) => boolean;
  /** Of the contract, what is any of these or hangs on one. */
  readonly touched: (entities: Iterable<string>) => string[];
}

function scopeOf(history: InventoryHistory, { settlement, before, recordedBeforeMs }: SinceQuestion): Scope {
  const { period, parts } = settlement;
  const covered = [...new Set(parts.flatMap(({ entities }) => entities.map(({ entity }) => entity)))];
  const network = createUpstreamNetwork(history);
  const behind = new Map<string, Entity[]>();
  for (const entity of covered)
    for (const member of new Set([entity, ...network.membersAbove([entity], period)])) {
      const own = behind.get(member);
      if (own) own.push(entity);
      else behind.set(member, [entity]);
    }
  return {
    all: [...new Set([...covered, ...network.membersAbove(covered, period)])],
    period,
    isNew: (recordedMs) => before.recordedBeforeMs <= recordedMs && recordedMs < recordedBeforeMs,
    touched: (entities) => [...new Set([...entities].flatMap((entity) => behind.get(entity) ?? []))].sort(),
  };
}

function decisionsSince(
  { decisions: { claims, works, unmeasured } }: SinceQuestion,
  { isNew, touched }: Scope,
): readonly RecordedSince[] {
  const of = (
    kind: RecordedSince['kind'],
    ref: string,
    act: { readonly recordedMs: number; readonly author: string } | undefined,
    entities: Iterable<string>,
  ): readonly RecordedSince[] =>
    act && isNew(act.recordedMs)
      ? [{ kind, ref, count: 1, recordedMs: act.recordedMs, author: act.author, entities: touched(entities) }]
      : [];
  return [
    ...claims.flatMap(({ ref, decision }) =>
      decision?.accepted ? of('claim-decided', ref, decision, decision.accepted.entities) : [],
    ),
    ...works
      .filter(({ holds }) => holds)
      .flatMap(({ ref, entities, announced, cancelled }) => [
        ...of('work-announced', ref, announced, entities),
        ...of('work-cancelled', ref, cancelled, entities),
      ]),
    ...unmeasured.flatMap(({ ref, entity, decided, ended }) => [
      ...of('unmeasured', ref, decided, [entity]),
      ...of('unmeasured', ref, ended, [entity]),
    ]),
  ];
}

/** Whatever the contract counts, and what upstreams and recorders are judged by. */
const countedIndicators = ({ settlement }: SinceQuestion): ReadonlySet<string> =>
  new Set(['reach', 'recording', ...settlement.parts.map(({ terms }) => terms.indicator)]);

/** What was measured and came late, and what was corrected, by device and line. */
function measuredSince(
  reader: LedgerReader,
  { recordedBeforeMs }: SinceQuestion,
  { all, period, isNew, touched, counted }: Scope & { readonly counted: ReadonlySet<string> },
): readonly RecordedSince[] {
  const known = { entities: all, recordedBeforeMs };
  const rows = [
    ...reader.statesBefore(period.fromMs, known),
    ...reader.changes({ ...known, ...spanOf(period), corrected: 'include' }),
  ].filter(({ recordedMs, indicator }) => isNew(recordedMs) && counted.has(indicator));
  const grouped = Map.groupBy(rows, ({ entity, origin }) => `${origin} ${entity}`);
  return [...grouped.values()].flatMap((own) => {
    const first = own.reduce((least, row) => (row.seq < least.seq ? row : least));
    return [
      {
        kind: first.origin === 'correction' ? ('correction' as const) : ('late-data' as const),
        ref: `change:${first.seq}`,
        count: own.length,
        recordedMs: first.recordedMs,
        author: first.author,
        entities: touched([first.entity]),
      },
    ];
  });
}

const spanOf = ({ fromMs, toMs }: Interval): Interval => ({ fromMs, toMs });

/** Whether more of the period was watched than was known, apart from what was voided since. */
function coverageSince(
  reader: LedgerReader,
  { settlement: { period }, before, recordedBeforeMs }: SinceQuestion,
  isLeft: (segment: CoverageSegment) => boolean,
): readonly RecordedSince[] {
  const watched = (knownMs: number) => {
    const segments = [...reader.coverage({ ...spanOf(period), recordedBeforeMs: knownMs })];
    // Of each collector by itself: what one has told late another may have told in time.
    return [...Map.groupBy(segments.filter(isLeft), ({ source }) => source).values()].reduce(
      (sumMs, own) => sumMs + totalMs(clip(union(own), period)),
      0,
    );
  };
  return watched(before.recordedBeforeMs) === watched(recordedBeforeMs)
    ? []
    : [{ kind: 'late-coverage', ref: 'coverage', count: 1 }];
}

function importsSince(
  reader: LedgerReader,
  { settlement, recordedBeforeMs }: SinceQuestion,
  { all, period, isNew, touched }: Scope,
): readonly RecordedSince[] {
  const imports = [...reader.imports({ recordedBeforeMs })].filter(({ recordedMs }) => isNew(recordedMs));
  if (imports.length === 0) return [];
  const indicators = new Set(settlement.parts.map(({ terms }) => terms.indicator));
  const entitiesOf = ({ source, run }: (typeof imports)[number]) =>
    all.filter((entity) =>
      [...indicators].some((indicator) =>
        reader
          .imported({ entity, indicator, ...spanOf(period), recordedBeforeMs })
          .some((own) => own.source === source && own.run === run),
      ),
    );
  return imports.flatMap((one) => {
    const entities = touched(entitiesOf(one));
    return entities.length === 0
      ? []
      : [
          {
            kind: 'import' as const,
            ref: `import:${one.seq}`,
            count: 1,
            recordedMs: one.recordedMs,
            author: one.author,
            entities,
          },
        ];
  });
}

/** Terms, calendars and hand-overs of the contract, and how its devices and lines and what they hang on are written down. */
function revisionsSince(
  reader: LedgerReader,
  { settlement: { contractId }, recordedBeforeMs }: SinceQuestion,
  { all, period, isNew, touched }: Scope,
): readonly RecordedSince[] {
  const known = { recordedBeforeMs };
  const idsOf = (kind: 'device' | 'link') =>
    all.flatMap((entity) => {
      const parsed = parseEntity(entity);
      return parsed?.kind === kind ? [parsed.id] : [];
    });
  const isOurs = ({ fromMs, recordedMs }: RecordedRevision) => fromMs < period.toMs && isNew(recordedMs);
  const told = (kind: 'contract' | 'inventory', rows: Iterable<RecordedRevision>) =>
    [...rows].filter(isOurs).map(({ seq, recordedMs, author, kind: what, id }) => ({
      kind,
      ref: `revision:${seq}`,
      count: 1,
      recordedMs,
      author,
      ...(kind === 'inventory' && {
        entities: touched([what === 'handover' ? handedOver(id) : `${what}:${id}`]),
      }),
    }));
  return [
    ...told('contract', reader.revisions({ ...known, kind: 'contract', id: contractId })),
    ...told('contract', reader.revisions({ ...known, kind: 'calendar' })),
    ...told('contract', reader.revisions({ ...known, handoversOf: [`contract:${contractId}`] })),
    ...told('inventory', reader.revisions({ ...known, kind: 'device', ids: idsOf('device') })),
    ...told('inventory', reader.revisions({ ...known, kind: 'link', ids: idsOf('link') })),
    ...told('inventory', reader.revisions({ ...known, handoversOf: all })),
  ];
}

/** `device:ID` of the id of its hand-over, which goes on after that. */
const handedOver = (id: string): string => id.split(':').slice(0, 2).join(':');

function incidentsSince(
  reader: LedgerReader,
  { settlement: { incidents }, before, recordedBeforeMs }: SinceQuestion,
): readonly RecordedSince[] {
  if (!incidents) return [];
  const ids = new Set(incidents.rows.map(({ incident }) => incident));
  const rows = [...reader.decisions('incident_step', { recordedBeforeMs })].filter(
    ({ id, recordedMs }) => ids.has(id) && recordedMs >= before.recordedBeforeMs,
  );
  return [...Map.groupBy(rows, ({ id }) => id)].flatMap(([id, [first, ...others]]) =>
    first
      ? [
          {
            kind: 'incidents' as const,
            ref: `incident:${id}`,
            count: 1 + others.length,
            recordedMs: first.recordedMs,
            author: first.author,
          },
        ]
      : [],
  );
}

/** Statements of periods before, which breaches in a row are counted in. */
function statementsSince(
  reader: LedgerReader,
  { settlement: { contractId, period, parts }, before, recordedBeforeMs }: SinceQuestion,
): readonly RecordedSince[] {
  const asks = parts.some(({ terms }) => terms.money.some(({ repeatPpm }) => repeatPpm !== undefined));
  if (!asks) return [];
  return readLives(reader.decisions('statement', { recordedBeforeMs })).flatMap(({ id, latest }) =>
    latest &&
    latest.contract === contractId &&
    latest.period.toMs <= period.fromMs &&
    latest.action !== 'drafted' &&
    latest.recordedMs >= before.recordedBeforeMs
      ? [
          {
            kind: 'earlier-statement' as const,
            ref: id,
            count: 1,
            recordedMs: latest.recordedMs,
            author: latest.author,
          },
        ]
      : [],
  );
}
