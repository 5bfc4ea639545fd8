import { resolve } from 'node:path';
import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import {
  type HandedOut,
  listHandedOut,
  recordHandedOut,
  reportId,
} from '../../contracts/statements/handed-out.ts';
import type { Inventory } from '../../core/domain/inventory.ts';
import type { MailedFile, Notifier } from '../../core/domain/notifier.ts';
import type { Zone } from '../../core/time/zone.ts';
import { VERSION } from '../../core/version.ts';
import { readAttachment } from '../../ledger/files/attachments.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { PlanDefinition } from '../../plan/definition/plan-schema.ts';
import { type DueReport, dueReports } from './due-reports.ts';
import { reportMail } from './report-mail.ts';

/** What has to be made, and where it is filed. */
export interface ScheduledMaking {
  readonly due: DueReport;
  readonly out: string;
}

export interface ScheduleContext {
  /** Its configuration folder. */
  readonly dir: string;
  readonly plan: PlanDefinition;
  readonly inventory: Pick<Inventory, 'agencies' | 'contacts'>;
  readonly zone: Zone;
  readonly store: RecordStore;
  readonly author: string;
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
  /** Writes the report and puts its files on record under the id of its entry. */
  readonly make: (making: ScheduledMaking) => Promise<void>;
  /** Absent: there is no mail server. */
  readonly notifier: Pick<Notifier, 'deliver'> | undefined;
}

/** What became of a report that was due; `done`: it was made and sent before. */
export interface ScheduleOutcome {
  readonly due: DueReport;
  readonly outcome: 'made' | 'sent' | 'done' | 'no-address' | 'failed';
  readonly notes: readonly string[];
}

/**
 * Makes what is due and was not made, and mails what was not mailed, one after the other. Both are found again by their rows:
 * neither a second run nor a restart does it twice. What fails stays due.
 */
export async function runSchedule(context: ScheduleContext): Promise<readonly ScheduleOutcome[]> {
  const { plan, zone, nowMs, signal } = context;
  const { schedule = [], years } = plan.report;
  const outcomes: ScheduleOutcome[] = [];
  for (const due of dueReports(schedule, { years, zone, atMs: nowMs() })) {
    signal.throwIfAborted();
    outcomes.push(await attempt(due, context));
  }
  return outcomes;
}

async function attempt(due: DueReport, context: ScheduleContext): Promise<ScheduleOutcome> {
  try {
    return await doOne(due, context);
  } catch (error) {
    if (context.signal.aborted) throw error;
    return { due, outcome: 'failed', notes: [error instanceof Error ? error.message : String(error)] };
  }
}

async function doOne(due: DueReport, context: ScheduleContext): Promise<ScheduleOutcome> {
  const { entry } = due;
  const isMade = rowsOf(due, context).length > 0;
  if (!isMade) await context.make({ due, out: resolve(context.dir, entry.folder) });
  if (entry.to.length === 0) return { due, outcome: isMade ? 'done' : 'made', notes: [] };
  const rows = rowsOf(due, context);
  return rows.some(({ to }) => to !== undefined)
    ? { due, outcome: 'done', notes: [] }
    : await send(due, rows, context);
}

/** What is on record as made for an entry. */
function rowsOf({ entry, id }: DueReport, { store }: ScheduleContext): readonly HandedOut[] {
  using reader = store.openReader();
  return listHandedOut(reader.decisions('statement', { id: reportId(id) })).filter(
    ({ scheduled }) => scheduled === entry.id,
  );
}

const CONTENT_TYPES = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  json: 'application/json',
} as const;

async function send(
  due: DueReport,
  rows: readonly HandedOut[],
  { store, author, notifier, signal, inventory }: ScheduleContext,
): Promise<ScheduleOutcome> {
  const { entry, id } = due;
  const found = entry.to.map((contact) => ({ contact, address: inventory.contacts.get(contact)?.email }));
  const notes = found.flatMap(({ contact, address }) =>
    address === undefined ? [`contact ${contact} has no e-mail address`] : [],
  );
  const to = [...new Set(found.flatMap(({ address }) => address ?? []))];
  if (to.length === 0) return { due, outcome: 'no-address', notes };
  const last = rows.at(-1);
  if (!notifier || !last)
    return {
      due,
      outcome: 'failed',
      notes: ['expected a mail server (alerts.mail of camwatch.yaml), got none'],
    };
  const sent = rows.filter(({ of, file }) => of === last.of && file.format !== 'json');
  const files = sent.map(
    ({ file }): MailedFile => ({
      name: file.name,
      contentType: CONTENT_TYPES[file.format],
      bytes: readAttachment(store.path, file.sha256),
    }),
  );
  const agency =
    entry.agency === undefined ? undefined : (inventory.agencies.get(entry.agency)?.name ?? entry.agency);
  const delivery = await notifier.deliver(
    reportMail({ report: due, agency, files, sha256: last.of, to }),
    signal,
  );
  if (!delivery.ok) return { due, outcome: 'failed', notes: [...notes, delivery.detail] };
  using reader = store.openReader();
  using writer = openDecisionWriter({ store, reader }, author);
  // Contacts by their ids: an address is a person's.
  recordHandedOut(writer, {
    ...{ id: reportId(id), of: last.of, version: VERSION, scheduled: entry.id },
    ...{ to: entry.to.join(', '), files: sent.map(({ file }) => file) },
  });
  const lost = delivery.unreached?.map(({ detail }) => detail) ?? [];
  return { due, outcome: 'sent', notes: [...notes, ...lost] };
}
