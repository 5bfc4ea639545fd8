import { alignRows } from '../../core/text/align-rows.ts';
import type { Zone } from '../../core/time/zone.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { CollectOutcome } from '../../plan/actions/collect-forms.ts';
import type { FormOutcome, UnitStanding } from '../../plan/collecting/form-standing.ts';
import type { NewHandover } from '../../plan/collecting/new-handover.ts';
import { countFindings } from '../../plan/forms/reading/finding-list.ts';
import type { FormFlaw, FormNote } from '../../plan/forms/reading/form-flaw.ts';
import type { HandInState } from '../../plan/state/hand-in-state.ts';
import type { FormsTexts } from './forms-texts-en.ts';

type RenderContext = Pick<CollectOutcome, 'before' | 'receivedMs' | 'isDryRun'> & {
  readonly texts: FormsTexts;
};

/** What became of each form, what it handed over, and how all units stand. */
export function renderCollected(outcome: CollectOutcome, texts: FormsTexts): string {
  const { forms, handovers, changedFiles, standing, isDryRun, passedOver } = outcome;
  const context: RenderContext = { ...outcome, texts };
  const heading = isDryRun ? texts.plannedHandovers : texts.handovers;
  return [
    ...forms.flatMap((form) => renderForm(form, context)),
    ...(passedOver.length > 0 ? [texts.notRead(passedOver.map(showUntrusted).join(', '))] : []),
    ...(handovers.length > 0
      ? [
          '',
          heading(handovers.length, changedFiles.join(', ')),
          ...handovers.map((handover) => `  ${renderHandover(handover, context)}`),
          ...(isDryRun ? [] : [texts.takenOver]),
        ]
      : []),
    '',
    ...renderStanding(standing, context),
    ...(isDryRun ? ['', texts.nothingRecorded] : []),
  ].join('\n');
}

/** `so-xay-dung.xlsx, sheet "Kinh phí", cell D7: expected …, got …`. */
export const renderFlaw = (file: string, flaw: FormFlaw, texts: FormsTexts): string =>
  withMore(
    `${texts.place(placeOf(file, flaw))}: ${texts.flaws[flaw.code]({ got: flaw.got ?? '', of: flaw.of ?? '' })}`,
    flaw,
    texts,
  );

export const renderNote = (file: string, note: FormNote, texts: FormsTexts): string =>
  withMore(
    `${texts.place(placeOf(file, note))}: ${texts.notes[note.code]({ got: note.got ?? '', of: note.of ?? '' })}`,
    note,
    texts,
  );

const withMore = (text: string, { more }: FormFlaw | FormNote, texts: FormsTexts): string =>
  more === undefined ? text : texts.more(more, text);

const placeOf = (file: string, { sheet, cell }: FormFlaw | FormNote) => ({
  file,
  ...(sheet !== undefined && { sheet }),
  ...(cell !== undefined && { cell }),
});

function renderForm({ form, outcome, rows }: FormOutcome, context: RenderContext): readonly string[] {
  const { texts } = context;
  const { name, submission } = form;
  return [
    `${name}: ${outcomeText({ form, outcome, rows }, context)}`,
    ...submission.flaws.map((flaw) => `  ${renderFlaw(name, flaw, texts)}`),
    ...submission.notes.map((note) => `  (${renderNote(name, note, texts)})`),
  ];
}

function outcomeText({ form, outcome, rows }: FormOutcome, context: RenderContext): string {
  const { texts, receivedMs, before, isDryRun } = context;
  const { outcomes } = texts;
  const { submission, last, unit } = form;
  const dayOf = (atMs: number) => texts.day(before.zone.dayAt(atMs).date);
  if (outcome === 'refused') {
    const kept =
      form.sha256 === undefined ? 'unread' : rows === 0 ? 'known' : isDryRun ? 'wouldKeep' : 'kept';
    return `${outcomes.refused(countFindings(submission.flaws))}; ${outcomes[kept]}`;
  }
  if (outcome === 'unchanged') return outcomes.unchanged(dayOf(last?.receivedMs ?? receivedMs));
  const { device = 0, ...others } = submission.counts;
  const entries = Object.values(others).reduce((sum, count) => sum + count, 0);
  const values = { unit: unit?.name ?? '', devices: device, entries, rows };
  return [
    outcome === 'recorded' ? outcomes.recorded(values) : outcomes.planned(values),
    ...(submission.says ? [outcomes[submission.says]] : []),
    ...(last ? [outcomes.superseding(dayOf(last.receivedMs))] : []),
    ...(receivedMs >= before.year.unitsDeadlineMs
      ? [outcomes.late(texts.day(before.year.unitsDeadlineDate))]
      : []),
  ].join('; ');
}

function renderHandover(handover: NewHandover, { texts, before }: RenderContext): string {
  const { id, from, to, atMs, document } = handover;
  const nameOf = (agency: string) => before.agencies.get(agency)?.name ?? agency;
  return texts.handedOver({
    id,
    from: nameOf(from),
    to: nameOf(to),
    day: texts.day(dayIn(before.zone, atMs)),
    document,
  });
}

const dayIn = (zone: Zone, atMs: number): string => zone.dayAt(atMs).date;

/** A table of all units: those that are late or missing are easy to find. */
function renderStanding(
  standing: readonly UnitStanding[],
  { texts, before: { year, zone } }: RenderContext,
): readonly string[] {
  const { standing: words } = texts;
  const counts = countStates(standing);
  const rows = standing.map((unit) => [
    unit.name,
    statusText(unit, words),
    unit.receivedMs === undefined ? '' : texts.day(dayIn(zone, unit.receivedMs)),
    words.nth(unit.nth),
  ]);
  return [
    words.title({ year: year.year, all: standing.length, counts }),
    ...alignRows([words.headers, ...rows]).map((row) => `  ${row}`),
  ];
}

function countStates(standing: readonly UnitStanding[]): Record<HandInState, number> {
  const counts = { complete: 0, 'with-errors': 0, blank: 0, 'nothing-to-report': 0, 'not-sent': 0 };
  for (const { state } of standing) counts[state]++;
  return counts;
}

function statusText({ state, status, daysOverdue = 0 }: UnitStanding, words: FormsTexts['standing']): string {
  const lateness =
    status === 'overdue' ? [words.overdue(daysOverdue)] : status === 'late' ? [words.late] : [];
  return [words.states[state], ...lateness].join(', ');
}
