import type { IncidentDetails } from '../../alerts/incidents/actions/show-incident.ts';
import { extentRows, placeRows } from '../../alerts/notifications/messages/incident-rows.ts';
import { restoredMs } from '../../alerts/notifications/messages/words/incident-words.ts';
import { alignRows } from '../../core/text/align-rows.ts';
import { parsePersonAct } from '../../ledger/decisions/acknowledgements.ts';
import { showUntrusted } from '../../ledger/decisions/show-untrusted.ts';
import type { Terminal } from '../shell/terminal.ts';
import { describeMessage } from './describe-message.ts';
import type { IncidentWording } from './incident-wording.ts';
import { outcomeCells } from './message-row.ts';
import { SEVERITY_STYLES, STATE_STYLES } from './styles.ts';

interface Look {
  readonly style: Terminal['style'];
  readonly mostSteps: number;
}

/** Summary, course, members, messages, rows: as sections of lines. */
export function renderIncident(
  details: IncidentDetails,
  wording: IncidentWording,
  look: Look,
): readonly string[] {
  const { incident } = details;
  const { id, what, texts, zoneLine } = wording;
  return [
    look.style('bold', `${id(incident.id)}: ${what(incident.summary.root)}`),
    ...alignRows(summaryRows(details, wording, look)),
    ...section(texts.titles.course, renderCourse(details, wording, look), look),
    ...section(membersTitle(details, wording), renderMembers(details, wording), look),
    ...section(texts.titles.told, renderMessages(details, wording, look), look),
    ...section(texts.titles.steps, renderSteps(details, wording), look),
    '',
    zoneLine,
  ];
}

const section = (title: string, lines: readonly string[], { style }: Look): readonly string[] =>
  lines.length === 0 ? [] : ['', style('bold', title), ...lines.map((line) => `  ${line}`)];

function summaryRows(
  { incident, mergedInto }: IncidentDetails,
  wording: IncidentWording,
  { style }: Look,
): readonly (readonly string[])[] {
  const { texts, writing, clock, signed, flags, id, viewOf } = wording;
  const { summary, state, resolvedMs, acknowledged } = incident;
  const { labels } = texts;
  const { acknowledgedBy: _told, ...extent } = summary;
  const view = viewOf(summary.root);
  const row = (label: string, value: string | undefined) => (value ? [[`  ${label}`, value]] : []);
  const backMs = resolvedMs === undefined ? undefined : restoredMs(summary, resolvedMs);
  return [
    ...row(
      labels.severity,
      style(SEVERITY_STYLES[summary.severity], writing.texts.severities[summary.severity]),
    ),
    ...row(labels.state, style(STATE_STYLES[state], texts.states[state])),
    ...row(labels.remarks, flags(incident).join(', ')),
    ...acknowledged.flatMap((act) =>
      row(
        labels.acknowledged,
        `${clock(act.atMs)}, ${signed(act)}${act.text === undefined ? '' : `: ${showUntrusted(act.text)}`}`,
      ),
    ),
    ...row(labels.since, clock(summary.sinceMs)),
    ...row(labels.opened, texts.openedTimes(clock(summary.openedMs), summary.times)),
    ...row(
      labels.resolved,
      backMs === undefined
        ? undefined
        : texts.lasted(clock(backMs), writing.texts.exactDuration(backMs - summary.sinceMs)),
    ),
    ...row(labels.mergedInto, mergedInto === undefined ? undefined : id(mergedInto)),
    ...[...extentRows(extent, NOBODY, view, writing), ...placeRows(view, writing)].flatMap(
      ({ label, value }) => row(label, value),
    ),
  ];
}

const NOBODY = { some: [], count: 0 };

function renderCourse(
  { incident, timeline }: IncidentDetails,
  { texts, writing, clock }: IncidentWording,
  { mostSteps }: Look,
): readonly string[] {
  const { course, cameras: ofCameras } = writing.texts;
  const shown = timeline.slice(Math.max(0, timeline.length - mostSteps));
  const earlier = timeline.length - shown.length;
  const rows = [
    [clock(incident.summary.sinceMs), course.since],
    ...shown.map(({ kind, atMs, cameras }) => [
      clock(atMs),
      cameras > 0 ? `${course[kind]}: ${ofCameras(cameras)}` : course[kind],
    ]),
  ];
  const [first = '', ...rest] = alignRows(rows);
  return [first, ...(earlier > 0 ? [texts.earlier(writing.formats.count(earlier))] : []), ...rest];
}

const membersTitle = (
  { nowCount, everCount }: IncidentDetails,
  { texts, writing }: IncidentWording,
): string =>
  `${texts.titles.members}: ${texts.membersCount(writing.formats.count(nowCount), writing.formats.count(everCount))}`;

function renderMembers(
  { members, everCount }: IncidentDetails,
  { texts, writing, entity, clock }: IncidentWording,
): readonly string[] {
  const rows = members.map((member) => [
    showUntrusted(member.entity),
    entity(member.entity),
    clock(member.joinedMs),
    member.leftMs === undefined ? '' : texts.back(clock(member.leftMs)),
  ]);
  const more = everCount - members.length;
  return [...alignRows(rows), ...(more > 0 ? [texts.moreOfAll(writing.formats.count(more))] : [])];
}

function renderMessages(
  { messages }: IncidentDetails,
  wording: IncidentWording,
  { style }: Look,
): readonly string[] {
  const { texts, writing } = wording;
  if (messages.length === 0) return [texts.nobodyTold];
  return alignRows(
    messages.map((message) => {
      const { state, at, outcome } = outcomeCells(message, wording, style);
      const { recipient, channel, occasion } = message;
      return [at, state, showUntrusted(recipient), channel, describeMessage(occasion, writing), outcome];
    }),
  );
}

function renderSteps(
  { steps }: IncidentDetails,
  { texts, clock, signed }: IncidentWording,
): readonly string[] {
  return alignRows(
    steps.map((step) => {
      const act = parsePersonAct(step);
      return [
        clock(step.recordedMs),
        texts.steps[step.action] ?? showUntrusted(step.action),
        act ? signed(act) : showUntrusted(step.author),
        act?.text === undefined ? '' : showUntrusted(act.text),
      ];
    }),
  );
}
