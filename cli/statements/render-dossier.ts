import type { Dossier } from '../../contracts/dossier/dossier-schema.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import type { Language } from '../../core/language/language.ts';
import { changeInWords } from '../../reports/statement/annexes/difference-annex.ts';
import { type DossierAct, dossierActs } from '../../reports/statement/dossier-acts.ts';
import { type DossierWords, devicesInWords, limitInWords } from '../../reports/statement/dossier-words.ts';
import type { StatementWords } from '../../reports/statement/statement-words.ts';
import { createDocumentWords } from '../../reports/statement/words/document-words.ts';
import type { Words } from '../../reports/statement/words/words.ts';

/** Words of documents with times and lengths as a terminal has them. */
export const dossierWordsOf = (
  { time, span }: Pick<Words, 'time' | 'span'>,
  timeZone: string,
  language: Language,
): StatementWords => ({ ...createDocumentWords(timeZone, language), time, span });

/** The dossier of a statement: every act, who answers for others' time, and what came on record since. */
export function renderDossier(
  { dossier, figures, objections }: Pick<StatementDocument, 'dossier' | 'figures' | 'objections'>,
  context: DossierWords,
  words: Words,
): readonly string[] {
  if (!dossier) return [];
  const { style, texts, time } = words;
  const { naming } = context;
  const { labels } = texts;
  const answering = dossier.answering.map(
    ({ owner, fromMs, toMs }) =>
      `  ${naming.entity(owner)}, ${time(fromMs)} → ${time(toMs)}: ${naming.answering(owner, fromMs) ?? labels.nobody}`,
  );
  const since = dossier.since?.changes.map((change) => renderChange(change, context)) ?? [];
  return [
    ...renderActs(dossierActs(dossier, { figures, objections }, context), context, words),
    ...(answering.length > 0 ? [style('bold', labels.answering), ...answering] : []),
    ...(since.length > 0 ? [style('bold', labels.since), ...since] : []),
  ];
}

/** What was asked for and decided, act by act. */
export function renderActs(
  acts: readonly DossierAct[],
  context: DossierWords,
  { style, texts }: Words,
): readonly string[] {
  if (acts.length === 0) return [];
  const byDecision = [...Map.groupBy(acts, ({ ref }) => ref).values()];
  return [
    style('bold', texts.labels.dossier),
    ...byDecision.flatMap((own) => [
      `  ${own[0]?.about} (${own[0]?.ref})`,
      ...own.flatMap((act) => renderAct(act, context)),
    ]),
  ];
}

function renderAct(
  { act, party, author, seq, recordedMs, receivedMs, content, why, files = [], limit, untilMs }: DossierAct,
  context: DossierWords,
): readonly string[] {
  const { time } = context.words;
  const times = [recordedMs, receivedMs === recordedMs ? undefined : receivedMs].flatMap((atMs) =>
    atMs === undefined ? [] : [time(atMs)],
  );
  const who = [party, [author, seq && `#${seq}`].filter(Boolean).join(' ')].filter(Boolean).join(', ');
  const what = [act, who].filter(Boolean).join(' · ');
  return [
    `    ${[times.join(' / '), what].filter(Boolean).join('  ')}`,
    ...[content, why && `“${why}”`].flatMap((text) => (text ? [`        ${text}`] : [])),
    ...files.map(({ name, sha256 }) => `        ${name} ${sha256}`),
    ...(limit ? [`        ${limitInWords(limit, context)}`] : untilMs ? [`        → ${time(untilMs)}`] : []),
  ];
}

function renderChange(
  change: NonNullable<Dossier['since']>['changes'][number],
  context: DossierWords,
): string {
  const { ref, count, recordedMs, author, entities } = change;
  const { words } = context;
  const touched = entities && devicesInWords(entities, context);
  const facts = [
    ref,
    count > 1 && `× ${words.count(count)}`,
    author,
    recordedMs && words.time(recordedMs),
    touched,
  ];
  return `  ${changeInWords(change, context)} (${facts.filter(Boolean).join(', ')})`;
}
