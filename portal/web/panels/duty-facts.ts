import type { ActingParty, PersonAct } from '../../../ledger/decisions/acknowledgements.ts';
import type { Duty } from '../../../ledger/decisions/incident-duty.ts';
import { clip, nameOf, type PageContext } from '../frame/page-context.ts';
import type { Viewer } from '../frame/viewer.ts';

/** A party, as people call it. */
export function nameOfParty(context: PageContext, { kind, id = '' }: ActingParty): string {
  const { agencies, contractors } = context.view.shown.inventory;
  if (kind === 'operator') return context.messages.incidents.operator;
  const known = kind === 'agency' ? agencies.get(id) : contractors.get(id);
  return known ? nameOf(context, known) : clip(id);
}

interface Someone {
  readonly account: string;
  readonly party: ActingParty;
}

/** `Nguyễn Văn An (đơn vị vận hành)`: the person for whoever logged in, and the organisation alone for everybody else. */
export function describePerson(context: PageContext, viewer: Viewer, { account, party }: Someone): string {
  const organisation = nameOfParty(context, party);
  if (viewer.account === undefined) return organisation;
  return `${clip(viewer.nameOf(account) ?? account, 60)} (${organisation})`;
}

/** Who has it and since when; what of it sleeps, or slept. */
export function describeHolder(context: PageContext, viewer: Viewer, { holder }: Duty): string {
  const { duty, incidents } = context.messages;
  if (!holder) return incidents.states.open;
  const since = context.formats.shortTime(holder.sinceMs, context.view.atMs);
  const told = duty.heldBy(describePerson(context, viewer, holder), since);
  return holder.isAccepted ? told : `${told} (${duty.notAccepted})`;
}

export function describeSnooze(
  { messages, formats, view }: PageContext,
  { snooze }: Duty,
): string | undefined {
  if (!snooze) return undefined;
  const time = formats.shortTime(snooze.untilMs, view.atMs);
  return view.atMs < snooze.untilMs ? messages.duty.asleepUntil(time) : messages.duty.awakeSince(time);
}

/** `bàn giao: Trần Bình (đơn vị vận hành)`, `hoãn: đến 06:00`, `tiếp nhận (qua đường dẫn trong thư)`. */
export function describeAct(
  context: PageContext,
  viewer: Viewer,
  { action, to, untilMs, into, via }: PersonAct,
  numberOf: (id: string) => string | undefined,
): string {
  const { duty, incidents } = context.messages;
  const more = [
    to && `→ ${describePerson(context, viewer, to)}`,
    untilMs !== undefined && duty.acts.until(context.formats.shortTime(untilMs, context.view.atMs)),
    into !== undefined && `→ ${numberOf(into) ?? '…'}`,
    via === 'mail-link' && `(${duty.acts.byLink})`,
  ].filter((part) => typeof part === 'string');
  return [incidents.actions[action], ...more].join(' ');
}
