import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import { exactMembers } from '../../core/text/exact-json.ts';
import type { ContractSettlement, SettlementPart } from '../settle/contract-settlement.ts';
import type { Aggregate, ContractFigures } from '../sla/contract-figures.ts';
import { isNeverMeasured } from '../sla/never-measured.ts';
import type { EntityFigures } from '../sla/settle-entity.ts';
import {
  buildAvailability,
  buildCoverage,
  buildEntity,
  buildFee,
  buildStatistics,
  sumOthers,
  withoutAbsent,
} from './statement-entity.ts';
import type { StatementFigures, StatementLine, StatementPart } from './statement-schema.ts';

/** The figures of a contract as a statement has them. The same settlement gives the same bytes. */
export function buildFigures(settlement: ContractSettlement): StatementFigures {
  let lineCount = 0;
  const parts = settlement.parts.map((part) => {
    const built = buildPart(part, lineCount);
    lineCount += built.money.lines.length;
    return built;
  });
  const lines = parts.flatMap(({ money }) => money.lines);
  const { incidents } = settlement;
  return {
    parts,
    ...(incidents && { incidents }),
    byType: sumByType(lines),
    total: `${lines.reduce((sum, { payable }) => sum + BigInt(payable), 0n)}`,
  };
}

/** What is to be paid of lines, by the three kinds of money. */
export function sumByType(lines: readonly StatementLine[]): StatementFigures['byType'] {
  const sumOf = (type: StatementLine['type']) =>
    `${lines.reduce((sum, line) => (line.type === type ? sum + BigInt(line.payable) : sum), 0n)}`;
  return { penalty: sumOf('penalty'), deduction: sumOf('deduction'), damages: sumOf('damages') };
}

function buildPart(part: SettlementPart, linesBefore: number): StatementPart {
  const { interval, contractor, terms, figures, entities } = part;
  const { fees } = figures.money;
  const neverMeasured = entities.filter(isNeverMeasured).map(({ entity }) => entity);
  return {
    label: interval.label,
    fromMs: interval.fromMs,
    toMs: interval.toMs,
    contractor,
    terms: sealTerms(terms),
    aggregate: buildAggregate(figures.aggregate, entities),
    fleet: buildFleet(figures),
    checks: figures.checks.map(({ target, outcome, breaches, notMeasured }) => ({
      target,
      outcome,
      breaches: breaches.map((breach) => ({ ...breach })),
      notMeasured: [...notMeasured],
    })),
    ...(neverMeasured.length > 0 && { neverMeasured: neverMeasured.sort() }),
    entities: entities
      .map((entity) => buildEntity(entity, fees.get(entity.entity)))
      .sort((a, b) => (a.entity < b.entity ? -1 : 1)),
    money: buildMoney(figures, linesBefore),
  };
}

/** A statement without a word about it was settled by version 1 of the rules: what earlier versions sealed stays as it is. */
const sealTerms = ({ rules, ...terms }: ContractTerms): StatementPart['terms'] =>
  exactMembers(Object.entries(rules === 1 ? terms : { rules, ...terms }));

function buildAggregate(
  aggregate: Aggregate,
  entities: readonly EntityFigures[],
): StatementPart['aggregate'] {
  return {
    ...buildAvailability(aggregate),
    sums: { ...aggregate.sums },
    coverage: buildCoverage(aggregate.coverage),
    excusedByCause: withoutAbsent(aggregate.excusedByCause),
    othersByOwner: sumOthers(entities.values().flatMap(({ segments }) => segments)),
    ...buildStatistics(aggregate),
  };
}

function buildFleet({ fleet }: ContractFigures): StatementPart['fleet'] {
  if (!fleet) return undefined;
  const { lowest, belowMs } = fleet;
  return { belowMs, lowest: lowest && { ...lowest } };
}

/** Money of a part, its lines counted on from those of the parts before. */
export function buildMoney({ money }: ContractFigures, linesBefore: number): StatementPart['money'] {
  const { byType } = money;
  return {
    fee: money.fee && buildFee(money.fee),
    lines: money.lines.map(({ inputs, amount, payable, ...line }, index) => ({
      ...line,
      line: linesBefore + index + 1,
      inputs: Object.fromEntries(
        Object.entries(inputs).map(([name, value]) => [name, typeof value === 'bigint' ? `${value}` : value]),
      ),
      amount: `${amount}`,
      payable: `${payable}`,
    })),
    caps: money.caps.map(({ kind, rules, limit, before, after, arithmetic }) => ({
      kind,
      rules: [...rules],
      limit: limit === undefined ? undefined : `${limit}`,
      before: `${before}`,
      after: `${after}`,
      arithmetic,
    })),
    byType: {
      penalty: `${byType.penalty}`,
      deduction: `${byType.deduction}`,
      damages: `${byType.damages}`,
    },
    total: `${money.total}`,
  };
}

/** Whether something was in service and nothing at all of it is on record: no figure rests on that. */
export function isWithoutRecord({ parts }: StatementFigures): boolean {
  const coverages = parts.map(({ aggregate }) => aggregate.coverage);
  return (
    coverages.some(({ inServiceMs }) => inServiceMs > 0) &&
    coverages.every(({ knownMs }) => knownMs === 0) &&
    parts.every(({ money }) => money.lines.length === 0)
  );
}
