import { nameIn } from '../../../core/language/name-in.ts';
import { DUTY_STATES } from '../../../ledger/decisions/incident-duty.ts';
import type { DutyCounts } from '../../city/duty-list.ts';
import { partiesSeen } from '../../city/parties-seen.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, linkTo, type PageContext } from '../frame/page-context.ts';
import type { Viewer } from '../frame/viewer.ts';
import type { ListChoice } from '../list-choice.ts';
import { listPath } from './facets.ts';

const WORST_FIRST = ['critical', 'major', 'minor'] as const;

export interface DutyFilters {
  readonly choice: ListChoice;
  readonly viewer: Viewer;
  readonly counts: DutyCounts;
  /** So many does the button take that takes all of them, wherever they are. */
  readonly toTake: number;
}

/** How many there are of each kind, each a filter of the list; places and parties by a form, which needs no script. */
export function renderDutyFilters(context: PageContext, filters: DutyFilters): Html {
  const { duty, incidents, list } = context.messages;
  const { choice, viewer, counts, toTake } = filters;
  const { account, token } = viewer;
  const isNarrowed = Object.values(choice).some((value) => value !== undefined);
  const open = counts.byState.open + counts.byState.acknowledged;
  return html`<section class="panel duty-filters" data-part="duty-filters">
<nav aria-label="${duty.list.state}"><ul class="chips">
${renderChip(context, filters, { change: { state: undefined, mine: undefined }, text: duty.list.all, count: open, isChosen: choice.state === undefined && choice.mine === undefined })}
${DUTY_STATES.map((state) => renderChip(context, filters, { change: { state, mine: undefined }, text: incidents.states[state], count: counts.byState[state], isChosen: choice.state === state }))}
${account !== undefined && renderChip(context, filters, { change: { mine: 'yes', state: undefined }, text: duty.list.mine, count: counts.mine, isChosen: choice.mine === 'yes' })}
${renderChip(context, filters, { change: { state: 'resolved', mine: undefined }, text: duty.list.resolvedOfLate, isChosen: choice.state === 'resolved' })}
</ul></nav>
<nav aria-label="${duty.list.severity}"><ul class="chips">${WORST_FIRST.map((severity) => renderChip(context, filters, { change: { severity: choice.severity === severity ? undefined : severity }, text: incidents.severities[severity], count: counts.bySeverity[severity], isChosen: choice.severity === severity, kind: severity }))}</ul></nav>
${renderPlaces(context, filters)}
<p class="offers">${isNarrowed && html`<a href="${linkTo(context, '/incidents')}">✕ ${list.clearFilter}</a>`}${token !== undefined && toTake > 0 && html`<a class="offer" href="${linkTo(context, '/incidents/take-all')}">${duty.takeAll.offer(context.formats.count(toTake))}</a>`}</p>
</section>`;
}

interface Chip {
  readonly change: Partial<ListChoice>;
  readonly text: string;
  readonly count?: number;
  readonly isChosen: boolean;
  readonly kind?: string;
}

function renderChip(
  context: PageContext,
  { choice }: DutyFilters,
  { change, text, count, isChosen, kind }: Chip,
): Html {
  const path = listPath('/incidents', { ...choice, ...change });
  return html`<li class="${kind !== undefined && `is-${kind}`}"><a href="${linkTo(context, path)}"${isChosen && html` aria-current="true"`}>${count !== undefined && html`<b>${context.formats.count(count)}</b> `}${text}</a></li>`;
}

function renderPlaces(context: PageContext, { choice }: DutyFilters): Html {
  const { messages, theme } = context;
  const { districts, areas } = context.view.shown.inventory;
  const { agencies, contractors } = partiesSeen(context.view);
  const texts = messages.list;
  const kept = {
    state: choice.state,
    severity: choice.severity,
    mine: choice.mine,
    lang: messages.language,
    theme,
  };
  const isOpen = (choice.district ?? choice.area ?? choice.agency ?? choice.contractor) !== undefined;
  // Wards of a district, where one is chosen.
  const wards = [...areas.values()].filter(
    ({ district }) => choice.district === undefined || district === choice.district,
  );
  return html`<details class="places" data-key="places"${isOpen && html` open`}><summary>${messages.duty.list.place}</summary>
<form action="/incidents" method="get">${Object.entries(kept).map(([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`)}
${renderSelect(context, 'district', texts.byDistrict, { from: districts.values(), chosen: choice.district })}
${renderSelect(context, 'area', texts.byArea, { from: wards, chosen: choice.area })}
${renderSelect(context, 'agency', texts.byAgency, { from: agencies, chosen: choice.agency })}
${renderSelect(context, 'contractor', texts.byContractor, { from: contractors, chosen: choice.contractor })}
<button>${messages.duty.list.apply}</button></form></details>`;
}

interface Choices {
  readonly from: Iterable<{ readonly id: string; readonly name: string; readonly nameEn?: string }>;
  readonly chosen: string | undefined;
}

function renderSelect(
  { messages }: PageContext,
  name: string,
  label: string,
  { from, chosen }: Choices,
): Html {
  const named = [...from]
    .map((one) => ({ id: one.id, name: clip(nameIn(messages.language, one), 60) }))
    .sort((a, b) => a.name.localeCompare(b.name, messages.language));
  return html`<label>${label}<select name="${name}"><option value="">${messages.duty.list.any}</option>${named.map((one) => html`<option value="${one.id}"${one.id === chosen && html` selected`}>${one.name}</option>`)}</select></label>`;
}
