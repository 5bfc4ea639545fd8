import type { Inventory } from '../../core/domain/inventory.ts';
import type { Notifier } from '../../core/domain/notifier.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { Zone } from '../../core/time/zone.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import type { RecordStore } from '../../ledger/record/record-store.ts';
import type { PlanDefinition } from '../definition/plan-schema.ts';
import type { ReminderSent } from '../state/plan-step.ts';
import { readPlanState } from '../state/read-plan-state.ts';
import { type DueReminder, dueReminders } from './due-reminders.ts';
import { missingItems } from './missing-items.ts';
import { reminderAddresses } from './remind-addresses.ts';
import { reminderMail } from './reminder-mail.ts';

/** The plan and what it is about, as reminders need it. */
export interface RemindedCity {
  readonly plan: PlanDefinition;
  readonly inventory: Pick<Inventory, 'agencies' | 'contacts'>;
  readonly zone: Zone;
  readonly store: Pick<RecordStore, 'path' | 'openDecisions'>;
  readonly reader: Pick<LedgerReader, 'decisions'>;
}

export interface RemindOptions {
  /** What is due at this instant; what has been sent since counts as sent. */
  readonly atMs: number;
  /** Only what this agency urges. */
  readonly by?: string;
  /** Where the forms are to be had, in words or as an address. */
  readonly formPlace?: string;
  readonly onProgress?: (doneCount: number, totalCount: number) => void;
}

export interface SendingOptions extends RemindOptions {
  /** Absent: there is no mail server, and each is told as failed. */
  readonly notifier: Pick<Notifier, 'deliver'> | undefined;
  readonly author: string;
  /** By which it is recorded. */
  readonly nowMs: () => number;
  readonly signal: AbortSignal;
}

/** What became of one reminder. `planned` where nothing was to be sent. */
export interface ReminderOutcome {
  readonly reminder: DueReminder;
  readonly outcome: 'sent' | 'planned' | 'no-address' | 'failed';
  /** Ids of contacts that it went or goes to, copies among them. */
  readonly contacts: readonly string[];
  /** What does not lead anywhere, and what a server answered. */
  readonly notes: readonly string[];
  /** Row of the ledger. */
  readonly row?: number;
}

/** What is due, and where it would go; nothing is sent. */
export function planReminders(city: RemindedCity, options: RemindOptions): readonly ReminderOutcome[] {
  return findDue(city, options).map((reminder) => planOne(city, reminder));
}

/**
 * Sends what is due, one after the other. Each is put on record once a server has taken it, and found again by that row:
 * neither a second run nor a restart sends it twice. What could not be sent stays due. Where the machine fails between the
 * two it is sent once more, under the same Message-ID, which a mailbox shows once.
 */
export async function sendReminders(
  city: RemindedCity,
  options: SendingOptions,
): Promise<readonly ReminderOutcome[]> {
  const due = findDue(city, options);
  const outcomes: ReminderOutcome[] = [];
  for (const reminder of due) {
    options.signal.throwIfAborted();
    options.onProgress?.(outcomes.length, due.length);
    // Another process may be at the same ones.
    if (isOnRecord(city, reminder)) continue;
    const planned = planOne(city, reminder);
    outcomes.push(planned.outcome === 'planned' ? await sendOne(city, planned, options) : planned);
  }
  return outcomes;
}

const isOnRecord = ({ reader }: RemindedCity, { id }: DueReminder): boolean =>
  [...reader.decisions('plan_step')].some((step) => step.id === id);

function findDue({ plan, inventory, zone, reader }: RemindedCity, { atMs, by }: RemindOptions) {
  const state = readPlanState(plan, reader.decisions('plan_step'), {
    zone,
    nowMs: atMs,
    agencies: inventory.agencies,
  });
  return dueReminders(state, inventory.agencies).filter(({ rule }) => by === undefined || rule.from === by);
}

function planOne({ plan, inventory }: RemindedCity, reminder: DueReminder): ReminderOutcome {
  const { own, copies, missing } = reminderAddresses(
    reminder.agency.id,
    plan.reminders,
    reminder.rule,
    inventory.contacts,
  );
  return {
    reminder,
    outcome: own.length === 0 ? 'no-address' : 'planned',
    contacts: own.length === 0 ? [] : [...own, ...copies].map(({ contact }) => contact),
    notes: missing,
  };
}

async function sendOne(
  city: RemindedCity,
  planned: ReminderOutcome,
  { notifier, signal, atMs, formPlace, ...recording }: SendingOptions,
): Promise<ReminderOutcome> {
  const { plan, inventory, zone, reader } = city;
  const { reminder, notes } = planned;
  const { rule, agency } = reminder;
  const failed = (note: string): ReminderOutcome => ({
    ...planned,
    outcome: 'failed',
    notes: [...notes, note],
  });
  if (!notifier) return failed('expected a mail server (alerts.mail of camwatch.yaml), got none');
  const { own, copies } = reminderAddresses(agency.id, plan.reminders, rule, inventory.contacts);
  const all = [...own, ...copies];
  const state = readPlanState(plan, reader.decisions('plan_step'), {
    zone,
    nowMs: atMs,
    agencies: inventory.agencies,
  });
  const { messageId, ...content } = reminderMail({
    reminder,
    definition: plan,
    missing: missingItems(state, reminder, inventory.agencies),
    receivedDate: reminder.form && zone.dayAt(reminder.form.receivedMs).date,
    from: inventory.agencies.get(rule.from)?.name ?? rule.from,
    ...(formPlace !== undefined && { formPlace }),
  });
  const delivery = await notifier.deliver(
    {
      messageId,
      to: all.map(({ address }) => address),
      urgency: 'normal',
      content: { ...content, pictures: [] },
    },
    signal,
  );
  if (!delivery.ok) return failed(delivery.detail);
  const unreached = new Set(delivery.unreached?.map(({ address }) => address));
  const isReached = ({ address }: { readonly address: string }) => !unreached.has(address);
  const lost = delivery.unreached?.map(({ detail }) => detail) ?? [];
  // A copy that arrived reminds nobody.
  if (!own.some(isReached)) return failed(lost.join('; '));
  const contacts = all.filter(isReached).map(({ contact }) => contact);
  const row = record(city, reminder, contacts, recording);
  return { reminder, outcome: 'sent', contacts, notes: [...notes, ...lost], row };
}

function record(
  { store }: RemindedCity,
  { id, agency, year, daysBefore, rule }: DueReminder,
  contacts: readonly string[],
  { author, nowMs }: Pick<SendingOptions, 'author' | 'nowMs'>,
): number {
  const body: ReminderSent = {
    agency: agency.id,
    deadline: year.unitsDeadlineDate,
    ...(daysBefore !== undefined && { daysBefore }),
    from: rule.from,
    contacts: [...contacts],
  };
  using pen = store.openDecisions({ author, nowMs });
  return pen.append('plan_step', { id, action: 'sent', body: toJson(body) }, undefined, { id }).seq;
}
