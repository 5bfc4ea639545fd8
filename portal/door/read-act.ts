import { hours } from '../../core/time/units.ts';
import type { ActingParty } from '../../ledger/decisions/acknowledgements.ts';
import { ActRefused } from './act-refused.ts';
import type { IncidentAct } from './incident-acts.ts';
import type { Handler } from './people.ts';

/** What a form sent, by its names. */
export type ActForm = Readonly<Record<string, unknown>>;

export interface ReadActOptions {
  readonly id: string;
  /** To whom it may be handed over. */
  readonly handlers: () => readonly Handler[];
  /** The id of the incident that is meant by its number or id, where it may be seen. */
  readonly idOf: (text: string) => string | undefined;
}

/** How long an incident may be put off from its page. */
export const SNOOZE_HOURS = [1, 2, 4, 8, 12, 24, 72] as const;

/** An act as its form has it. @throws ActRefused where it names what is not there */
export function readAct(kind: IncidentAct['kind'], form: ActForm, options: ReadActOptions): IncidentAct {
  const input = { id: options.id, text: textOf(form.text), afterSeq: numberOf(form.after) };
  switch (kind) {
    case 'hand-over':
      return { kind, input: { ...input, to: readHandler(textOf(form.to) ?? '', options) } };
    case 'snooze':
      return { kind, input: { ...input, forMs: hours(readHours(form.hours)) } };
    case 'link':
      return { kind, input: { ...input, into: readOther(textOf(form.into) ?? '', options) } };
    case 'acknowledge':
    case 'note':
    case 'release':
    case 'unlink':
      return { kind, input };
  }
}

/** One line: whoever breaks it on a telephone means no more than a space. In one pass: a pattern with `\s*` before a break takes seconds for 30,000 spaces. */
function textOf(given: unknown): string | undefined {
  const lines = typeof given === 'string' ? given.split(/[\r\n]+/) : [];
  return (
    lines
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ') || undefined
  );
}

/** A whole number as a form has it. */
export function numberOf(given: unknown): number | undefined {
  return typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined;
}

function readHours(given: unknown): number {
  const found = SNOOZE_HOURS.find((one) => String(one) === given);
  if (found !== undefined) return found;
  throw refused(`expected ${SNOOZE_HOURS.join(', ')} hours`, `cần ${SNOOZE_HOURS.join(', ')} giờ`);
}

function readHandler(
  account: string,
  { handlers }: ReadActOptions,
): { readonly account: string; readonly party: ActingParty } {
  const found = handlers().find((one) => one.account === account);
  if (found) return { account: found.account, party: found.party };
  throw refused(
    'expected an account that may handle this incident: choose one of the list',
    'cần tài khoản được xử lý sự cố này: hãy chọn trong danh sách',
  );
}

function readOther(text: string, { idOf }: ReadActOptions): string {
  const id = idOf(text);
  if (id !== undefined) return id;
  throw refused(
    'expected the number of another incident, such as 1124-07',
    'cần số của một sự cố khác, chẳng hạn 1124-07',
  );
}

const refused = (en: string, vi: string) => new ActRefused('INCIDENT_REFUSED', { en, vi });
