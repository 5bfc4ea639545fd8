import { flawTextsEn } from '../../../plan/forms/reading/flaw-texts-en.ts';
import { flawTextsVi } from '../../../plan/forms/reading/flaw-texts-vi.ts';
import { FLAW_CODES, type FormNote } from '../../../plan/forms/reading/form-flaw.ts';
import { noteTextsEn } from '../../../plan/forms/reading/note-texts-en.ts';
import { noteTextsVi } from '../../../plan/forms/reading/note-texts-vi.ts';
import type { FormProblem } from '../../../plan/state/plan-step.ts';
import { type Html, html } from '../frame/html.ts';
import { clip, type PageContext } from '../frame/page-context.ts';
import { planTexts } from './plan-names.ts';

const FLAWS = { en: flawTextsEn, vi: flawTextsVi };
const NOTES = { en: noteTextsEn, vi: noteTextsVi };
/** A text of a cell is anybody's. */
const MOST_LETTERS = 600;

/** What is wrong with a form: where, what was expected there, and what came. */
export function renderFlaws(context: PageContext, flaws: readonly FormProblem[]): Html {
  const { formats, messages } = context;
  const texts = planTexts(messages.language);
  const [ofSheet, ofCell, ofText] = texts.flawHead;
  const row = ({ code, sheet, cell, got = '', of = '', more }: FormProblem) => {
    const known = FLAW_CODES.find((one) => one === code);
    const text = known ? FLAWS[messages.language][known]({ got, of }) : `${code} ${of} ${got}`;
    return html`<tr><td data-label="${ofSheet ?? ''}"><bdi>${clip(sheet ?? '–', 60)}</bdi></td><td data-label="${ofCell ?? ''}"><b>${cell ?? '–'}</b></td><td class="wide" data-label="${ofText ?? ''}">${clip(text, MOST_LETTERS)}${more !== undefined && html` (${texts.andMore(formats.count(more))})`}</td></tr>`;
  };
  return html`<div class="table"><div class="scroll"><table class="stack form-flaws"><thead><tr>${texts.flawHead.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>${flaws.map(row)}</tbody></table></div></div>`;
}

/** What a reader did by itself, and what it did not take. */
export function renderNotes(context: PageContext, notes: readonly FormNote[], heading?: string): Html {
  const { language } = context.messages;
  const texts = planTexts(language);
  return html`<details class="act"><summary>${heading ?? `${texts.notes} (${context.formats.count(notes.length)})`}</summary><ul>${notes.map(
    ({ code, sheet, cell, got = '', of = '' }) =>
      html`<li>${[sheet, cell].filter((part) => part !== undefined).join(' ')} ${clip(NOTES[language][code]({ got, of }), MOST_LETTERS)}</li>`,
  )}</ul></details>`;
}
