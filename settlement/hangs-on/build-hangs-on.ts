import type { MONEY_TYPES } from '../../core/contract-terms.ts';
import type { Money } from '../../sla/contract-figures.ts';
import type { AcceptedClaim } from '../contract-settlement.ts';
import type { AssumptionName, HangsOn, HangsOnCase, HangsOnLine } from './hangs-on-schema.ts';
import type { Assumption, VariedPart } from './vary-part.ts';

export interface HangsOnInput {
  /** In order of time: the money as it is, and as it would be. */
  readonly parts: readonly { readonly money: Money; readonly vary: VariedPart }[];
  /** Whether something of the period is unknown. */
  readonly hasUnknown: boolean;
  /** Claims that are not decided, as if they had been accepted as they were filed. */
  readonly pending: readonly AcceptedClaim[];
}

interface Question {
  readonly assume: AssumptionName;
  readonly claim?: string;
  readonly assumption: Assumption;
}

/** What would be due if unknown time had been up, or down, and if pending claims were accepted. */
export function buildHangsOn({ parts, hasUnknown, pending }: HangsOnInput): HangsOn {
  const cases = questionsOf(hasUnknown, pending).map(({ assumption, ...named }) => ({
    named,
    money: parts.map(({ vary }) => vary(assumption)),
  }));
  return {
    cases: cases.map(({ named, money }) => ({ ...named, ...totalOf(money) })),
    lines: parts.flatMap(({ money }, index) =>
      linesOf(
        money,
        cases.map((one) => one.money[index]),
        {
          part: index + 1,
          before: parts.slice(0, index).reduce((count, part) => count + part.money.lines.length, 0),
        },
      ),
    ),
  };
}

function questionsOf(hasUnknown: boolean, pending: readonly AcceptedClaim[]): readonly Question[] {
  return [
    ...(hasUnknown
      ? ([
          { assume: 'unknown-up', assumption: { unknown: 'up' } },
          { assume: 'unknown-down', assumption: { unknown: 'down' } },
        ] as const)
      : []),
    ...(pending.length > 1 ? [{ assume: 'claims-accepted', assumption: { claims: pending } } as const] : []),
    ...pending.map(
      (claim) =>
        ({ assume: 'claim-accepted', claim: `claim:${claim.id}`, assumption: { claims: [claim] } }) as const,
    ),
  ];
}

function totalOf(money: readonly Money[]): Pick<HangsOnCase, 'byType' | 'total'> {
  const sumOf = (type: (typeof MONEY_TYPES)[number]) =>
    `${money.reduce((sum, { byType }) => sum + byType[type], 0n)}`;
  return {
    byType: { penalty: sumOf('penalty'), deduction: sumOf('deduction'), damages: sumOf('damages') },
    total: `${money.reduce((sum, { total }) => sum + total, 0n)}`,
  };
}

type MoneyLine = Money['lines'][number];

/** An outage may be two where unknown time had been up: what it costs together is told. */
const keyOf = ({ rule, entity, ref }: MoneyLine): string => [rule, entity ?? '', ref ?? ''].join(' · ');

function linesOf(
  { lines }: Money,
  cases: readonly (Money | undefined)[],
  { part, before }: { readonly part: number; readonly before: number },
): readonly HangsOnLine[] {
  const all = new Map<string, { readonly first: MoneyLine; readonly line?: number }>();
  for (const [index, first] of lines.entries()) all.set(keyOf(first), { first, line: before + index + 1 });
  for (const first of cases.flatMap((money) => money?.lines ?? []))
    if (!all.has(keyOf(first))) all.set(keyOf(first), { first });
  const due = sumsOf(lines);
  const varied = cases.map((money) => sumsOf(money?.lines ?? []));
  return [...all].flatMap(([key, { first, line }]) => {
    const payable = due.get(key) ?? 0n;
    const each = varied.map((sums) => sums.get(key) ?? 0n);
    if (each.every((vnd) => vnd === payable)) return [];
    const { rule, type, entity, ref } = first;
    return [
      {
        part,
        ...(line === undefined ? {} : { line }),
        ...{ rule, type },
        ...(entity === undefined ? {} : { entity }),
        ...(ref === undefined ? {} : { ref }),
        payable: `${payable}`,
        cases: each.map((vnd) => `${vnd}`),
      },
    ];
  });
}

function sumsOf(lines: readonly MoneyLine[]): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const line of lines) sums.set(keyOf(line), (sums.get(keyOf(line)) ?? 0n) + line.payable);
  return sums;
}
