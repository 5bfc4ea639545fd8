import type { ContractTerms } from '../../core/domain/contract-terms.ts';
import type { Contract } from '../../core/domain/inventory.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { ServiceCalendar } from '../../core/time/calendar.ts';
import { type Flaw, parseValue, withGot } from '../files/parse-value.ts';
import { buildTerms } from './build-terms.ts';
import { termFlaws } from './term-flaws.ts';
import { Terms, type TermsAsWritten } from './terms-schema.ts';

export interface TermsContext {
  /** Of the city: for contracts that name none. */
  readonly timeZone: string;
  /** By the name that contracts use. */
  readonly calendars: ReadonlyMap<string, ServiceCalendar>;
  /** Whether a calendar that is not among them was written all the same: a second message about it would help nobody. */
  readonly isDeclared?: (calendar: string) => boolean;
}

/** One thing that is wrong with the terms of a contract. */
export interface TermsProblem {
  /** Keys and positions joined by dots: `deductions.tiers.0.below`. */
  readonly path: string;
  /** `expected …, got …` */
  readonly message: string;
  /** Whether the key itself is wrong, or what stands there. */
  readonly part: 'key' | 'value';
}

export type ReadTerms =
  | { readonly terms: ContractTerms; readonly problems?: undefined }
  | { readonly problems: readonly TermsProblem[]; readonly terms?: undefined };

/** Reads what people wrote as the terms of a contract: the terms with every default, or everything that is wrong with them. */
export function readTerms({ terms: raw }: Pick<Contract, 'id' | 'terms'>, context: TermsContext): ReadTerms {
  const { value, flaws } = parseValue(raw, Terms);
  const unreadable = new Set(flaws.map(({ path }) => String(path[0])));
  const readable = value ?? readableOf(raw, unreadable);
  const contradictions = readable
    ? [...termFlaws({ terms: readable, unreadable }), ...unknownCalendars(readable, context)]
    : [];
  const all = [...flaws, ...contradictions.map((flaw) => withGot(raw, flaw))];
  if (value === undefined || all.length > 0) return { problems: all.map(toProblem) };
  const calendar = context.calendars.get(value.calendar ?? value.holidays ?? '');
  return { terms: buildTerms(value, { timeZone: context.timeZone, calendar }) };
}

/** What can be read of terms that are broken elsewhere, so that one run says all that is wrong. */
function readableOf(raw: Contract['terms'], unreadable: ReadonlySet<string>): TermsAsWritten | undefined {
  const rest = Object.fromEntries(Object.entries(raw).filter(([key]) => !unreadable.has(key)));
  return parseValue(rest, Terms).value;
}

function unknownCalendars(
  terms: TermsAsWritten,
  { calendars, isDeclared = () => false }: TermsContext,
): readonly Flaw[] {
  const keys = ['calendar', 'holidays'] as const;
  return keys.flatMap((key) => {
    const name = terms[key];
    if (name === undefined || calendars.has(name) || isDeclared(name)) return [];
    const suggestion = suggestName(name, [...calendars.keys()]);
    return [
      { path: [key], message: 'expected a calendar of calendars.yaml', part: 'value' as const, suggestion },
    ];
  });
}

function toProblem({ path, message, part }: Flaw): TermsProblem {
  return { path: path.map(String).join('.'), message, part };
}
