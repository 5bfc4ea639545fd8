import type { ClocksNow } from '../../../contracts/response/clocks-now.ts';
import type { PersonAct } from '../../../ledger/decisions/acknowledgements.ts';
import type { OutboxMessage } from '../../../ledger/record/outbox/outbox-message.ts';
import { type Html, html } from '../frame/html.ts';
import { linkTo, type PageContext } from '../frame/page-context.ts';

/** What people did about an incident and were told of it. */
export interface IncidentPeople {
  readonly acts: readonly PersonAct[];
  readonly messages: readonly OutboxMessage[];
  readonly clocks: ClocksNow;
  /** What it was merged into, as far as it may be seen. */
  readonly linkedTo: NamedIncident | undefined;
  /** What was merged into it. */
  readonly linkedWith: readonly NamedIncident[];
  readonly numberOf: (id: string) => string | undefined;
}

export interface NamedIncident {
  readonly id: string;
  readonly number?: string;
}

/** More than anybody merges by hand. */
const MOST_LINKED = 20;

export function renderLinked(context: PageContext, { linkedTo, linkedWith }: IncidentPeople): Html | '' {
  const { duty } = context.messages;
  const parts = [
    linkedTo && html`${duty.linkedTo('')}${renderName(context, linkedTo)}`,
    linkedWith.length > 0 && html`${duty.linkedWith('')}${renderNames(context, linkedWith)}`,
  ].filter((part) => part !== undefined && part !== false);
  return parts.length === 0 ? '' : html`${parts.map((part, index) => html`${index > 0 && ' · '}${part}`)}`;
}

export const renderNames = (context: PageContext, those: readonly NamedIncident[]): Html =>
  html`${those.slice(0, MOST_LINKED).map((one, index) => html`${index > 0 && ', '}${renderName(context, one)}`)}`;

const renderName = (context: PageContext, { id, number }: NamedIncident): Html =>
  html`<a href="${linkTo(context, `/incidents/${encodeURIComponent(id)}`)}">${number ?? id}</a>`;
