import type { Draft, Report } from '../draft/draft.ts';
import { flawOfContact } from './alert-references.ts';

/** Whoever is to get checkpoints by mail must be there, and a server that sends it. */
export function checkCheckpointReferences(draft: Draft, report: Report): void {
  const { settings, settingsYaml } = draft;
  const { checkpoints, alerts } = settings ?? {};
  if (!checkpoints) return;
  const problem = (path: readonly (string | number)[], message: string) =>
    report.problem(settingsYaml.problem(['checkpoints', ...path], message));
  for (const [index, id] of checkpoints.contacts.entries()) {
    const flaw = flawOfContact(id, 'reached', draft);
    if (flaw !== undefined) problem(['contacts', index], flaw);
  }
  const isMailed = checkpoints.addresses.length + checkpoints.contacts.length > 0;
  if (isMailed && !alerts?.mail)
    problem([], 'expected a mail server (alerts.mail) that sends them, got none');
}
