import type { MONEY_TYPES } from '../../core/domain/contract-terms.ts';
import type { AcceptedClaim } from '../settle/contract-settlement.ts';
import type { Money } from '../sla/contract-figures.ts';
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
  const known = parts.map(({ money }, index) => asItIs(money, countLines(parts, index)));
  const cases = questionsOf(hasUnknown, pending).map(({ assumption, ...about }) => {
    const money = parts.map(({ vary }) => vary(assumption));
    // Lines with their arithmetic are many, and most as they are: of each case what differs is kept alone.
    return {
      about: { ...about, ...totalOf(money) },
      differences: money.map((one, index) => differencesOf(one, known[index])),
    };
  });
  return {
    cases: cases.map(({ about }) => about),
    lines: known.flatMap((lines, index) =>
      linesOf(
        lines,
        cases.map(({ differences }) => differences[index]),
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

/** What a line is for, its number where it is due as it is, and what is payable as it is. */
type KnownLine = Omit<HangsOnLine, 'part' | 'payable' | 'cases'> & { payable: bigint };
type KnownLines = Map<string, KnownLine>;
/** What would be payable, where it is not what is. */
type Differences = ReadonlyMap<string, bigint>;

/** @param before Lines of the parts before. */
function asItIs({ lines }: Money, before: number): KnownLines {
  const known: KnownLines = new Map();
  for (const [index, line] of lines.entries()) {
    const same = known.get(keyOf(line));
    if (same) same.payable += line.payable;
    else known.set(keyOf(line), { line: before + index + 1, ...named(line), payable: line.payable });
  }
  return known;
}

const named = ({ rule, type, entity, ref }: MoneyLine) => ({
  ...{ rule, type },
  ...(entity === undefined ? {} : { entity }),
  ...(ref === undefined ? {} : { ref }),
});

/** Adds to what is known what only this case has. */
function differencesOf({ lines }: Money, known: KnownLines = new Map()): Differences {
  const due = new Map<string, bigint>();
  for (const line of lines) {
    const key = keyOf(line);
    due.set(key, (due.get(key) ?? 0n) + line.payable);
    if (!known.has(key)) known.set(key, { ...named(line), payable: 0n });
  }
  const differences = new Map<string, bigint>();
  for (const [key, { payable }] of known) {
    const vnd = due.get(key) ?? 0n;
    if (vnd !== payable) differences.set(key, vnd);
  }
  return differences;
}

function linesOf(
  known: KnownLines,
  cases: readonly (Differences | undefined)[],
  part: number,
): readonly HangsOnLine[] {
  return [...known].flatMap(([key, { payable, ...line }]) =>
    cases.some((differences) => differences?.has(key))
      ? [
          {
            ...{ part, ...line, payable: `${payable}` },
            cases: cases.map((differences) => `${differences?.get(key) ?? payable}`),
          },
        ]
      : [],
  );
}
