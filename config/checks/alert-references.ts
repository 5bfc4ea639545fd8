import type { AlertRecipient } from '../../core/domain/alert-settings.ts';
import { suggestName } from '../../core/text/suggest-name.ts';
import type { Draft, Report } from '../draft/draft.ts';
import type { Path } from '../files/parse-value.ts';
import type { ReferenceTarget } from '../files/table.ts';
import { findCycles } from './find-cycles.ts';

/** Whoever and whatever `alerts` names must be there, and messages must come to somebody. */
export function checkAlertReferences(draft: Draft, report: Report): void {
  const { settings, settingsYaml } = draft;
  const { alerts } = settings ?? {};
  if (!alerts) return;
  const { recipients, rosters, reports, fallback } = alerts;
  const problem = (path: Path, message: string) =>
    report.problem(settingsYaml.problem(['alerts', ...path], message));
  const refer = (path: Path, id: string | undefined, what: string, known: ReadonlyMap<string, unknown>) => {
    if (id === undefined || known.has(id)) return;
    problem(path, `expected ${what}, got ${JSON.stringify(id)}${hintFor(id, known)}`);
  };

  refer(['fallback'], fallback, 'a recipient of alerts.recipients', recipients);
  for (const recipient of recipients.values()) {
    const at = ['recipients', recipient.id];
    checkFilter(recipient, draft, (path, message) => problem([...at, 'filter', ...path], message));
    refer([...at, 'email', 'roster'], recipient.email?.roster, 'a roster of alerts.rosters', rosters);
    for (const [index, id] of (recipient.email?.contacts ?? []).entries()) {
      const flaw = flawOfContact(id, 'reached', draft);
      if (flaw !== undefined) problem([...at, 'email', 'contacts', index], flaw);
    }
    for (const [index, { to }] of recipient.escalation.entries()) {
      const path = [...at, 'escalation', index, 'to'];
      refer(path, to, 'a recipient of alerts.recipients', recipients);
      if (to === recipient.id) problem(path, `expected another recipient, got ${JSON.stringify(to)} itself`);
    }
  }
  for (const [index, { to, roster }] of reports.entries()) {
    refer(['reports', index, 'to'], to, 'a recipient of alerts.recipients', recipients);
    refer(['reports', index, 'roster'], roster, 'a roster of alerts.rosters', rosters);
  }
  for (const [first = '', ...others] of findEscalationCircles(recipients)) {
    const circle = [first, ...others, first].join(' → ');
    const path = ['recipients', first, 'escalation'];
    problem(path, `expected escalations that come to an end, got the circle ${circle}`);
  }
}

function checkFilter(
  { filter }: AlertRecipient,
  { agencies, districts, areas, contractors }: Draft,
  problem: (path: Path, message: string) => void,
): void {
  const check = (
    field: 'agencies' | 'districts' | 'areas' | 'contractors',
    what: string,
    target: ReferenceTarget,
  ) => {
    for (const [index, id] of (filter[field] ?? []).entries()) {
      if (target.isDeclared(id)) continue;
      const got = `${JSON.stringify(id)}${hintFor(id, target.byId)}`;
      problem([field, index], `expected ${what} of ${target.file}, got ${got}`);
    }
  };
  check('agencies', 'an agency', agencies);
  check('districts', 'a former district', districts);
  check('areas', 'a ward or commune', areas);
  check('contractors', 'a contractor', contractors);
}

/** `reached`: by e-mail. What is broken in contacts.yaml itself is told there. */
export function flawOfContact(id: string, use: 'named' | 'reached', { contacts }: Draft): string | undefined {
  if (!contacts.isDeclared(id))
    return `expected a contact of ${contacts.file}, got ${JSON.stringify(id)}${hintFor(id, contacts.byId)}`;
  const contact = contacts.byId.get(id);
  return use === 'reached' && contact && contact.email === undefined
    ? `expected a contact with an e-mail address, got ${JSON.stringify(id)}, which has none`
    : undefined;
}

function hintFor(id: string, known: ReadonlyMap<string, unknown>): string {
  const suggestion = suggestName(id, [...known.keys()]);
  return suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`;
}

function findEscalationCircles(
  recipients: ReadonlyMap<string, AlertRecipient>,
): readonly (readonly string[])[] {
  return findCycles(recipients.keys(), (id) =>
    (recipients.get(id)?.escalation ?? []).flatMap(({ to }) =>
      to === id || !recipients.has(to) ? [] : [to],
    ),
  );
}
