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
  const named = parts.map(() => new Map<string, NamedLine>());
  const due = parts.map(({ money }, index) => dueOf(money, named[index], countLines(parts, index)));
  const cases = questionsOf(hasUnknown, pending).map(({ assumption, ...about }) => {
    const money = parts.map(({ vary }) => vary(assumption));
    // Lines with their arithmetic are many: of each case what would be payable is kept alone.
    return {
      about: { ...about, ...totalOf(money) },
      due: money.map((one, index) => dueOf(one, named[index])),
    };
  });
  return {
    cases: cases.map(({ about }) => about),
    lines: parts.flatMap((_, index) =>
      linesOf(
        named[index],
        due[index],
        cases.map((one) => one.due[index]),
        index + 1,
      ),
    ),
  };
}

const countLines = (parts: HangsOnInput['parts'], end: number): number =>
  parts.slice(0, end).reduce((count, { money }) => count + money.lines.length, 0);

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

/** What a line is for, and its number where it is due as it is. */
type NamedLine = Pick<HangsOnLine, 'rule' | 'type' | 'entity' | 'ref' | 'line'>;
type Due = ReadonlyMap<string, bigint>;

/** @param before Lines of the parts before, of what is due as it is. */
function dueOf({ lines }: Money, named: Map<string, NamedLine> | undefined, before?: number): Due {
  const due = new Map<string, bigint>();
  for (const [index, line] of lines.entries()) {
    const key = keyOf(line);
    due.set(key, (due.get(key) ?? 0n) + line.payable);
    if (named?.has(key)) continue;
    const { rule, type, entity, ref } = line;
    named?.set(key, {
      ...(before === undefined ? {} : { line: before + index + 1 }),
      ...{ rule, type },
      ...(entity === undefined ? {} : { entity }),
      ...(ref === undefined ? {} : { ref }),
    });
  }
  return due;
}

function linesOf(
  named: ReadonlyMap<string, NamedLine> = new Map(),
  due: Due | undefined,
  cases: readonly (Due | undefined)[],
  part: number,
): readonly HangsOnLine[] {
  return [...named].flatMap(([key, line]) => {
    const payable = due?.get(key) ?? 0n;
    const each = cases.map((one) => one?.get(key) ?? 0n);
    if (each.every((vnd) => vnd === payable)) return [];
    return [{ part, ...line, payable: `${payable}`, cases: each.map((vnd) => `${vnd}`) }];
  });
}
