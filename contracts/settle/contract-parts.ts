import { readTerms } from '../../config/contract-terms/read-terms.ts';
import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { canonicalJson } from '../../core/text/canonical-json.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { Calendar, ServiceCalendar } from '../../core/time/calendar.ts';
import { clip, type Interval, type IntervalSet, union } from '../../core/time/intervals.ts';
import { type Version, type Versions, versionAt, versionsIn } from '../../core/time/versions.ts';
import type { InventoryHistory } from '../../ledger/history/history.ts';
import type { SettlementRequest } from './contract-settlement.ts';
import { inForceBy } from './in-force.ts';
import { withIssuedRules } from './issued-rules.ts';
import { SettlementError } from './settlement-error.ts';

/** A stretch with one version of the terms and one contractor. */
export interface ContractPart extends Interval {
  readonly contractor: string;
  readonly terms: ContractTerms;
}

export interface ContractInForce {
  /** In the interval that was asked for, in order of time. */
  readonly versions: Versions<Contract>;
  readonly calendars: Versions<Calendar>;
  /** When the contract is in force, whole. */
  readonly inForce: IntervalSet;
  /** One after the other over the whole interval. */
  readonly parts: readonly [ContractPart, ...ContractPart[]];
}

/** The contract of a request as it was over an interval. @throws SETTLEMENT_CONTRACT, SETTLEMENT_TERMS. */
export function contractInForce(
  history: InventoryHistory,
  request: Pick<SettlementRequest, 'contractId' | 'period' | 'timeZone' | 'calendars' | 'issuedRules'>,
  interval: Interval,
): ContractInForce {
  const { contractId, period } = request;
  const recorded = history.contracts.get(contractId) ?? [];
  if (recorded.length === 0)
    throw new SettlementError('SETTLEMENT_CONTRACT', {
      en: `contract ${contractId}: expected a contract that is on record, got none of this name`,
      vi: `hợp đồng ${contractId}: cần hợp đồng có trong sổ ghi, không có hợp đồng nào tên này`,
    });
  const inForce = union(recorded.flatMap((version) => inForceBy(version, request.issuedRules)));
  if (clip(inForce, interval).length === 0)
    throw new SettlementError('SETTLEMENT_CONTRACT', {
      en: `contract ${contractId}: expected a period in which it is in force (${inForce.map(renderInterval).join(', ')}), got ${period.label}`,
      vi: `hợp đồng ${contractId}: cần kỳ mà hợp đồng có hiệu lực (${inForce.map(renderInterval).join(', ')}), nhận được ${period.label}`,
    });
  const versions = versionsIn(recorded, interval);
  const calendars = calendarNames(versions).flatMap((name) =>
    versionsIn(history.calendars.get(name), interval),
  );
  return { versions, calendars, inForce, parts: buildParts(history, request, interval, versions, calendars) };
}

const renderInterval = ({ fromMs, toMs }: Interval) => `${renderInstant(fromMs)}..${renderInstant(toMs)}`;
const renderInstant = (instantMs: number) =>
  Number.isFinite(instantMs) ? new Date(instantMs).toISOString() : '';

/** A contract names one calendar at most: of hours and holidays, or of holidays alone. */
function calendarNames(versions: Versions<Contract>): readonly string[] {
  const names = versions.flatMap(({ value: { terms } }) => [terms.calendar, terms.holidays]);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

type Request = Pick<SettlementRequest, 'contractId' | 'timeZone' | 'calendars' | 'issuedRules'>;

function buildParts(
  history: InventoryHistory,
  request: Request,
  interval: Interval,
  versions: Versions<Contract>,
  calendars: Versions<Calendar>,
): ContractInForce['parts'] {
  const { issuedRules = [] } = request;
  const turns = [
    ...[...versions, ...calendars, ...issuedRules].map(({ fromMs }) => fromMs),
    ...issuedRules.map(({ toMs }) => toMs),
  ];
  const inside = turns.filter((atMs) => interval.fromMs < atMs && atMs < interval.toMs);
  const starts = [interval.fromMs, ...new Set(inside.sort((a, b) => a - b))];
  const stretches = starts.map((fromMs, index) => {
    const { value } = versionNear(versions, fromMs, request.contractId);
    const contract = withIssuedRules(value, issuedRules, fromMs);
    const known = calendarsAt(history, request.calendars, fromMs);
    const names = calendarNames(versionsIn(versions, { fromMs, toMs: fromMs + 1 }));
    const key = canonicalJson(
      toJson([contract.contractor, contract.terms, names.map((name) => known.get(name) ?? null)]),
    );
    return { fromMs, toMs: starts[index + 1] ?? interval.toMs, contract, known, key };
  });
  const [first, ...others] = stretches
    .filter(({ key }, index) => key !== stretches[index - 1]?.key)
    .map(({ fromMs, contract, known }, index, kept) => ({
      fromMs,
      toMs: kept[index + 1]?.fromMs ?? interval.toMs,
      contractor: contract.contractor,
      terms: termsOf(contract, { timeZone: request.timeZone, calendars: known }),
    }));
  if (!first) throw new RangeError('expected an interval that is not empty');
  return [first, ...others];
}

/** While a contract was removed its last terms are as good as any: nothing is in force. */
function versionNear(versions: Versions<Contract>, atMs: number, contractId: string): Version<Contract> {
  const near = versionAt(versions, atMs) ?? versions.findLast(({ fromMs }) => fromMs <= atMs) ?? versions[0];
  if (near) return near;
  throw new RangeError(`contract ${contractId}: expected a version in the period`);
}

function calendarsAt(
  history: InventoryHistory,
  given: ReadonlyMap<string, ServiceCalendar> | undefined,
  atMs: number,
): ReadonlyMap<string, ServiceCalendar> {
  const recorded = [...history.calendars].flatMap(([name, versions]) => {
    const version = versionAt(versions, atMs);
    return version ? [[name, version.value] as const] : [];
  });
  return new Map<string, ServiceCalendar>([...(given ?? []), ...recorded]);
}

function termsOf(contract: Contract, context: Parameters<typeof readTerms>[1]): ContractTerms {
  if (Object.keys(contract.terms).length === 0)
    throw new SettlementError('SETTLEMENT_TERMS', {
      en: `contract ${contract.id}: expected terms to settle it by, got none`,
      vi: `hợp đồng ${contract.id}: cần điều khoản để đối soát, không có điều khoản nào`,
    });
  const { terms, problems = [] } = readTerms(contract, context);
  if (terms) return terms;
  const written = problems.map(({ path, message }) => `terms.${path}: ${message}`).join('; ');
  throw new SettlementError('SETTLEMENT_TERMS', {
    en: `contract ${contract.id}: ${written}`,
    vi: `hợp đồng ${contract.id}: ${written}`,
  });
}
