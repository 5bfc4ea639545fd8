import { alignRows, widthOf } from '../../core/text/align-rows.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { OverviewTask, PlanOverview } from '../../plan/actions/plan-overview.ts';
import { REGISTER_NAMES } from '../../plan/definition/registers.ts';
import { countDeclared } from '../../plan/state/declared-cameras.ts';
import type { HandInState } from '../../plan/state/hand-in-state.ts';
import type { PlanFinding } from '../../plan/state/plan-finding.ts';
import type { MilestoneState, PlanState, TaskState, UnitState } from '../../plan/state/plan-state.ts';
import { findingDetail } from '../../plan/words/finding-detail.ts';
import { agencyName, type Naming, nameAndId, nameToday, taskName } from '../../plan/words/overview-names.ts';
import type { Terminal } from '../shell/terminal.ts';
import { renderDay } from './render-day.ts';
import type { PlanTexts } from './texts-en.ts';

const MOST_NAMED = 10;

export interface OverviewWording extends Naming {
  readonly texts: PlanTexts;
  readonly style: Terminal['style'];
  readonly count: (count: number | bigint) => string;
  /** Of the terminal, in characters. */
  readonly width: number;
}

/** How the plan stands, for a terminal; with `details` milestones and evidence of each task as well. */
export function renderOverview(
  overview: PlanOverview,
  wording: OverviewWording,
  details: 'short' | 'full',
): string {
  const { state, tasks } = overview;
  const { texts, style } = wording;
  return [
    style('bold', showUntrusted(state.definition.name)),
    texts.asOf(renderDay(state.asOfDate)),
    '',
    ...taskTable(overview, wording),
    ...(details === 'full' ? tasks.flatMap((task) => taskDetails(task, overview, wording)) : []),
    '',
    ...overdueTasks(tasks, wording),
    ...lateMilestones(tasks, wording),
    ...submissions(overview, wording),
    ...registers(state, wording),
    ...waiting(overview, wording),
    ...declarations(overview, wording),
    ...findings(overview, wording),
  ].join('\n');
}

/** As wide as the terminal; who leads a task stands below its name, since both are long. */
function taskTable(overview: PlanOverview, wording: OverviewWording): readonly string[] {
  const { tasks } = overview;
  const { texts, width } = wording;
  const [head = '', ...rows] = alignRows(
    [texts.taskHead, ...tasks.map((task) => taskRow(task, wording))],
    new Set([2]),
  );
  const indent = ' '.repeat(
    Math.max(widthOf(texts.taskHead[0] ?? ''), ...tasks.map(({ id }) => widthOf(id))) + 2,
  );
  return [
    head,
    ...rows.flatMap((row, index) => {
      const most = Math.max(width, LEAST_WIDTH);
      const task = tasks[index];
      const below = task ? leadLines(task, overview, wording) : [];
      return [shorten(row, most), ...below.map((line) => shorten(`${indent}${line}`, most))];
    }),
  ];
}

/** Who leads, in the words of the plan where several do, and how many of these have spoken. */
function leadLines(
  { lead, leads, units }: TaskState,
  overview: PlanOverview,
  wording: OverviewWording,
): readonly string[] {
  const { texts, count } = wording;
  const names = lead === undefined ? (leads?.agencies ?? []) : [lead];
  const named = names.map((id) => nameToday(id, overview, wording)).join(', ');
  const text = lead === undefined && leads?.text !== undefined ? showUntrusted(leads.text) : named;
  const told = units?.filter(({ status }) => status !== 'not-reported') ?? [];
  const done = told.filter(({ status }) => status === 'done');
  return [
    ...(text === '' ? [] : [texts.lead(text)]),
    ...(units ? [texts.units(count(units.length), count(told.length), count(done.length))] : []),
  ];
}

const LEAST_WIDTH = 60;

function taskRow(task: TaskState, wording: OverviewWording) {
  const { id, status, progressPercent, isYearly, fromMonth, toMonth } = task;
  const { texts } = wording;
  return [
    id,
    texts.statuses[status],
    progressPercent === undefined ? '' : `${progressPercent} %`,
    isYearly ? texts.yearly : texts.period(renderMonth(fromMonth), renderMonth(toMonth)),
    taskName(task, wording),
  ];
}

const renderMonth = (month: string | undefined) =>
  month === undefined ? undefined : `${month.slice(5)}/${month.slice(0, 4)}`;

const shorten = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;

function taskDetails(task: TaskState, overview: PlanOverview, wording: OverviewWording): readonly string[] {
  const { id, note, milestones, evidence, units = [], earlierYears = [] } = task;
  const { texts } = wording;
  return [
    '',
    `${id} ${taskName(task, wording)}`,
    ...(note === undefined ? [] : [`  ${showUntrusted(note)}`]),
    ...earlierYears.map(
      (turn) => `  ${texts.earlierYear(String(turn.year), texts.statuses[turn.status], progressOf(turn))}`,
    ),
    ...milestones.map((milestone) => `  ${milestoneLine(milestone, texts)}`),
    ...unitLines(units, overview, wording),
    ...(evidence.length === 0 ? [] : [`  ${texts.evidenceHeading}:`]),
    ...evidence.map(
      ({ text, files, agency, recorded }) =>
        `    ${recorded ? `${recorded.seq} ` : ''}${[text, ...files.map((file) => file.name), agency && nameToday(agency, overview, wording)].flatMap((part) => (part === undefined ? [] : [showUntrusted(part)])).join('; ')}`,
    ),
  ];
}

const progressOf = ({ progressPercent }: Pick<TaskState, 'progressPercent'>): string =>
  progressPercent === undefined ? '' : ` ${progressPercent} %`;

/** Of several that lead: the part of each that has spoken, then who has not. */
function unitLines(
  units: readonly UnitState[],
  overview: PlanOverview,
  wording: OverviewWording,
): readonly string[] {
  const { texts, count } = wording;
  const [untold = [], told = []] = [true, false].map((isUntold) =>
    units.filter(({ status }) => (status === 'not-reported') === isUntold),
  );
  const names = untold.map(({ agency }) => `    ${nameAndId(agency, overview, wording)}`);
  return [
    ...told.map(
      (unit) =>
        `  ${nameAndId(unit.agency, overview, wording)}: ${texts.statuses[unit.status]}${progressOf(unit)}${unit.note === undefined ? '' : `; ${showUntrusted(unit.note)}`}`,
    ),
    ...(names.length === 0
      ? []
      : [`  ${texts.unitsUntold(count(names.length))}`, ...someLines(names, texts, count)]),
  ];
}

function milestoneLine({ name, dueDate, doneDate, isLate }: MilestoneState, texts: PlanTexts): string {
  const shown = showUntrusted(name);
  if (doneDate !== undefined) return texts.milestoneDone(shown, renderDay(doneDate), renderDay(dueDate));
  return isLate
    ? texts.milestoneLate(shown, renderDay(dueDate))
    : texts.milestoneOpen(shown, renderDay(dueDate));
}

function overdueTasks(tasks: readonly OverviewTask[], wording: OverviewWording): readonly string[] {
  const { texts, style, count, width } = wording;
  const overdue = tasks.flatMap((task) => {
    if (task.overdueSince === undefined) return [];
    const line = `  ${task.id} ${texts.overdue(renderDay(task.overdueSince))}: ${taskName(task, wording)}`;
    return [shorten(line, Math.max(width, LEAST_WIDTH))];
  });
  return overdue.length === 0
    ? []
    : [style('yellow', texts.overdueHeading(count(overdue.length))), ...overdue, ''];
}

function lateMilestones(
  tasks: readonly TaskState[],
  { texts, style, count }: OverviewWording,
): readonly string[] {
  const late = tasks.flatMap(({ id, milestones }) =>
    milestones.flatMap((milestone) =>
      milestone.isLate ? [`  ${id} ${milestoneLine(milestone, texts)}`] : [],
    ),
  );
  return late.length === 0
    ? [texts.noneLate]
    : [style('yellow', texts.lateHeading(count(late.length))), ...late];
}

function submissions(overview: PlanOverview, wording: OverviewWording): readonly string[] {
  const { texts, style, count } = wording;
  const { year, units } = overview;
  if (!year) return ['', texts.noYear];
  const idsIn = (wanted: HandInState) =>
    units.flatMap(({ agency, state }) => (state === wanted ? [agency.id] : []));
  const missing = idsIn('not-sent');
  const faulty = idsIn('with-errors');
  const late = units.filter(({ submission }) => submission?.isLate).map(({ agency }) => agency.id);
  return [
    '',
    style(
      missing.length + faulty.length === 0 ? 'reset' : 'yellow',
      texts.submitted({
        year: String(year.year),
        deadline: renderDay(year.unitsDeadlineDate),
        count: count(units.length - missing.length),
        total: count(units.length),
      }),
    ),
    ...namesOf(missing, texts.notSubmitted),
    ...namesOf(faulty, texts.submittedFaulty),
    ...namesOf(idsIn('blank'), texts.submittedBlank),
    ...namesOf(idsIn('nothing-to-report'), texts.nothingToReport),
    ...namesOf(late, texts.submittedLate),
  ];

  function namesOf(ids: readonly string[], heading: (count: string) => string): readonly string[] {
    if (ids.length === 0) return [];
    const lines = ids.map((id) => `    ${nameAndId(id, overview, wording)}`);
    return [`  ${heading(count(ids.length))}`, ...someLines(lines, texts, count)];
  }
}

function registers(state: PlanState, { texts, count }: OverviewWording): readonly string[] {
  const rows = REGISTER_NAMES.map((name) => [`  ${texts.registers[name]}`, count(state[name].length)]);
  const classes = sum(state.training.map(({ values }) => values.classes));
  const attendees = sum(state.training.map(({ values }) => values.attendees));
  const byYear = [...Map.groupBy(state.funding, ({ values }) => values.year)].sort(([a], [b]) => a - b);
  const total = (amounts: readonly (string | undefined)[]) => {
    const entered = amounts.flatMap((amount) => (amount === undefined ? [] : [BigInt(amount)]));
    return entered.length === 0 ? texts.notEntered : count(entered.reduce((a, b) => a + b, 0n));
  };
  return [
    '',
    texts.registersHeading,
    ...alignRows(rows, new Set([1])),
    ...(state.training.length === 0 ? [] : [`  ${texts.trainings(count(classes), count(attendees))}`]),
    ...byYear.map(
      ([year, entries]) =>
        `  ${texts.funding({
          year: String(year),
          planned: total(entries.map(({ values }) => values.planned)),
          allocated: total(entries.map(({ values }) => values.allocated)),
          disbursed: total(entries.map(({ values }) => values.disbursed)),
        })}`,
    ),
  ];
}

const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);

function waiting({ waiting: opinions }: PlanOverview, { texts, count }: OverviewWording): readonly string[] {
  if (opinions.length === 0) return ['', texts.noneWaiting];
  return [
    '',
    texts.waitingHeading(count(opinions.length)),
    ...someLines(
      openly(opinions).map(
        ({ site, authority, days }) => `  ${texts.waiting(site, texts.authorities[authority], count(days))}`,
      ),
      texts,
      count,
    ),
    ...secretLine(opinions, '  ', { texts, count }),
  ];
}

/** Cameras that are in no inventory, until somebody decides. */
function declarations(overview: PlanOverview, wording: OverviewWording): readonly string[] {
  const { texts, count } = wording;
  const undecided = overview.state.declaration.filter(({ values }) => countDeclared([values]).waiting > 0);
  if (undecided.length === 0) return [];
  const { waiting } = countDeclared(undecided.map(({ values }) => values));
  const lines = undecided.map(({ id, values: { agency, place, cameras } }) => {
    const unit = agency === undefined ? '' : agencyName(agency, overview, wording);
    return `  ${showUntrusted(id)}: ${texts.declaration(unit, showUntrusted(place), count(cameras))}`;
  });
  return [
    '',
    texts.declarationsHeading(count(waiting)),
    ...someLines(lines, texts, count),
    `  ${texts.declarationsHint}`,
  ];
}

/** Names of secret sites are for those who may see them: here they are only counted. */
const openly = <Item extends { readonly isSecret: boolean }>(items: readonly Item[]): readonly Item[] =>
  items.filter(({ isSecret }) => !isSecret);

function secretLine(
  items: readonly { readonly isSecret: boolean }[],
  indent: string,
  { texts, count }: Pick<OverviewWording, 'texts' | 'count'>,
): readonly string[] {
  const hidden = items.length - openly(items).length;
  return hidden === 0 ? [] : [`${indent}${texts.atSecretSites(count(hidden))}`];
}

function findings(overview: PlanOverview, wording: OverviewWording): readonly string[] {
  const { texts, style, count } = wording;
  const { findings: found } = overview;
  if (found.length === 0) return ['', texts.noFindings];
  const groups = [...Map.groupBy(found, ({ code }) => code)];
  return [
    '',
    style('yellow', texts.findingsHeading(count(found.length))),
    ...groups.flatMap(([code, group]) => [
      `  ${texts.findings[code]}: ${count(group.length)}`,
      ...someLines(
        openly(group).map((finding) => `    ${findingLine(finding, overview, wording)}`),
        texts,
        count,
      ),
      ...secretLine(group, '    ', { texts, count }),
    ]),
  ];
}

/** What it is about; below it, whose it is and what is wrong. */
function findingLine(finding: PlanFinding, overview: PlanOverview, wording: OverviewWording): string {
  const { site, devices, agencies } = finding;
  const about =
    devices.length > 2 ? `${devices.slice(0, 2).join(', ')} …(${devices.length})` : devices.join(', ');
  const names = agencies.map((id) => agencyName(id, overview, wording)).join(', ');
  return [
    [site, about],
    [names, findingDetail(finding, wording.texts)],
  ]
    .map((parts) => parts.filter((part) => part !== undefined && part !== '').join(' · '))
    .filter((line) => line !== '')
    .join('\n      ');
}

function someLines(
  lines: readonly string[],
  texts: PlanTexts,
  count: OverviewWording['count'],
): readonly string[] {
  if (lines.length <= MOST_NAMED) return lines;
  return [...lines.slice(0, MOST_NAMED), `    ${texts.more(count(lines.length - MOST_NAMED))}`];
}
