import type { Vnd } from '../../../core/domain/contract-terms.ts';
import type { Entity } from '../../../core/domain/state.ts';
import { type Period, periodOf } from '../../../core/time/periods.ts';
import { type AcceptedPart, type Claim, foldClaims } from '../../../ledger/decisions/claims.ts';
import type { Party } from '../../../ledger/decisions/party.ts';
import { foldMaintenance } from '../../../ledger/decisions/works.ts';
import type { InventoryHistory } from '../../../ledger/history/history.ts';
import { partiesOf } from '../../../ledger/history/known-parties.ts';
import type { LedgerReader } from '../../../ledger/record/ledger-reader.ts';
import { readIncidentRecord } from '../../response/incident-steps.ts';
import { acceptedClaim, acceptedClaims, plannedWindows } from '../../settle/accepted.ts';
import { readIssuedRules } from '../../settle/issued-rules.ts';
import { type SettledFigures, settleFigures } from '../../settle/settle-contract.ts';
import type { Fraction } from '../../sla/fraction.ts';
import { type Filed, readLife, statementId } from '../../statements/statement-register.ts';
import type { StatementDocument } from '../../statements/statement-schema.ts';
import { termsAt } from '../../terms-at.ts';
import { repeatedBreaches } from '../statements/repeated-breaches.ts';

/** What accepting a claim makes of a period of its contract. */
export interface ClaimEffect {
  readonly contract: string;
  /** Whose figures they are. */
  readonly contractor?: Party;
  readonly period: Period;
  readonly isProvisional: boolean;
  /** What is sealed of the period already, and does not change by itself. */
  readonly statement?: Filed['action'];
  readonly before: EffectFigures;
  readonly after: EffectFigures;
  /** What has other figures afterwards. */
  readonly changed: readonly Entity[];
}

export interface EffectFigures extends Fraction {
  readonly downMs: number;
  readonly excusedMs: number;
  /** Of all kinds together, after limits. */
  readonly money: Vnd;
}

/**
 * Figures of the periods that a claim touches, as they stand and as they would if this much of it were accepted.
 * Nothing is recorded.
 */
export function claimEffects(
  reader: LedgerReader,
  history: InventoryHistory,
  claim: Claim,
  {
    accepted,
    timeZone,
    nowMs,
    readFiled,
  }: {
    readonly accepted: AcceptedPart;
    readonly timeZone: string;
    readonly nowMs: number;
    /** The document of a statement on record: breaches in a row are counted in those of the periods before. */
    readonly readFiled: (filed: Filed) => StatementDocument;
  },
): readonly ClaimEffect[] {
  return reader.snapshot(() => {
    const { contract, id } = claim;
    const others = [...foldClaims(reader.decisions('claim')).values()].filter((other) => other.id !== id);
    const settled = acceptedClaims(others, contract);
    const maintenance = plannedWindows(
      foldMaintenance(reader.decisions('maintenance')).values(),
      (atMs) => partiesOf(history, contract, atMs).contractor,
    );
    const statements = [...reader.decisions('statement')];
    const incidents = readIncidentRecord(reader.decisions('incident_step'), contract);
    const asked = acceptedClaim(claim, accepted, { recordedMs: nowMs });
    return periodsOf(history, claim, timeZone).map((period) => {
      const repeats = repeatedBreaches(
        reader,
        history,
        { contractId: contract, period, timeZone },
        readFiled,
      );
      const request = {
        ...{ contractId: contract, period, asOfMs: nowMs, maintenance, timeZone },
        issuedRules: readIssuedRules(reader, { contractId: contract, period, timeZone }),
        ...(incidents && { incidents }),
        ...(repeats && { breachesBefore: repeats.count }),
      };
      const figures = settleFigures(reader, history, { ...request, claims: settled }, [[asked]]);
      const { latest } = readLife(statements, statementId(contract, period.label));
      return { ...effectOf(history, claim, figures), ...(latest && { statement: latest.action }) };
    });
  });
}

/** The contract's periods that the claim touches. */
function periodsOf(
  history: InventoryHistory,
  { contract, interval }: Claim,
  timeZone: string,
): readonly Period[] {
  const terms = termsAt(history, contract, { atMs: interval.fromMs, timeZone });
  const periods: Period[] = [];
  for (let atMs = interval.fromMs; atMs < interval.toMs; ) {
    const period = periodOf(terms.period, atMs, terms.timeZone);
    periods.push(period);
    atMs = period.toMs;
  }
  return periods;
}

function effectOf(
  history: InventoryHistory,
  { contract }: Claim,
  [before, after]: ReturnType<typeof settleFigures>,
): ClaimEffect {
  if (!after) throw new RangeError('expected figures before and after');
  const { period, isProvisional } = before;
  const { contractor } = partiesOf(history, contract, period.fromMs);
  const sumsBefore = sumsByEntity(before);
  const changed = [...sumsByEntity(after)].filter(([entity, sums]) => sums !== sumsBefore.get(entity));
  return {
    contract,
    ...(contractor && { contractor }),
    period,
    isProvisional,
    before: figuresOf(before),
    after: figuresOf(after),
    changed: changed.map(([entity]) => entity),
  };
}

function sumsByEntity({ parts }: SettledFigures): ReadonlyMap<Entity, string> {
  const sums = new Map<Entity, string>();
  for (const { entities } of parts)
    for (const figures of entities)
      sums.set(figures.entity, `${sums.get(figures.entity) ?? ''}${JSON.stringify(figures.sums)}`);
  return sums;
}

function figuresOf({ parts }: SettledFigures): EffectFigures {
  const add = (read: (aggregate: (typeof parts)[number]['figures']['aggregate']) => number) =>
    parts.reduce((sum, { figures }) => sum + read(figures.aggregate), 0);
  return {
    goodMs: add(({ goodMs }) => goodMs),
    countedMs: add(({ countedMs }) => countedMs),
    downMs: add(({ sums }) => sums.down),
    excusedMs: add(({ sums }) => sums.excused),
    money: parts.reduce((sum, { figures }) => sum + figures.money.total, 0n),
  };
}
