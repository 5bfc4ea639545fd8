import type { Command } from 'commander';
import { z } from 'zod';
import {
  AcknowledgeIncident,
  handOverIncident,
  type IncidentActContext,
  LinkIncident,
  linkIncident,
  NoteIncident,
  type RecordedAct,
  releaseIncident,
  snoozeIncident,
  unlinkIncident,
} from '../../alerts/incidents/actions/act-on-incident.ts';
import { durationFrom } from '../../core/input/fields.ts';
import { days, minutes } from '../../core/time/units.ts';
import type { Context } from '../shell/context.ts';
import { defineCommand } from '../shell/define-command.ts';
import { ACT, actedToJson, incidentActor } from './act-command.ts';
import { findHandler } from './find-handler.ts';
import { type IncidentScope, openIncidents } from './incident-scope.ts';

/** What was done, for whom, and what of it is told beside the incident. */
interface Done {
  readonly context: IncidentActContext;
  readonly act: RecordedAct;
  readonly to?: string;
  readonly untilMs?: number;
}

/** What all of these have in common. */
const DUTY = {
  open: openIncidents,
  json: ({ to, untilMs, ...acted }: Done, scope: IncidentScope) => ({
    ...actedToJson(acted, scope),
    ...{ to, into: acted.act.into, until: untilMs === undefined ? undefined : scope.iso(untilMs) },
  }),
  render: ({ act: { incident, action, into }, to, untilMs }: Done, { wordingOf }: IncidentScope) => {
    const { texts, id: shown, at } = wordingOf({ incidents: [incident.summary] });
    const told = untilMs === undefined ? shown(to ?? into ?? '') : at(untilMs);
    return [texts.done[action](shown(incident.id), told)];
  },
};

const { id, text } = NoteIncident.shape;
const note = AcknowledgeIncident.shape.text;

const buildHandOverCommand = defineCommand({
  ...DUTY,
  name: 'hand-over',
  description: 'Hand an incident over: the account has it from now on, until it is given back or resolved.',
  arguments: ['id', 'text'],
  options: {
    ...{ ...ACT, id, text },
    to: z.string().meta({ value: 'account' }).describe('who has it from now on'),
  },
  help: `
The account is one of the operator, or of an agency or contractor whose the cause is.

Examples:
  camwatch incidents hand-over 1124-07 "Crew is on its way, please call them at 8" --to nguyen.an
  camwatch incidents hand-over link-7 "Your line, cut in Phố Huế" --to vien-thong.truc`,
  run: async (scope, options): Promise<Done> => {
    const context = incidentActor(scope, options);
    const to = await findHandler(context, { ...options, wordingOf: scope.wordingOf });
    return { context, act: handOverIncident(context, { ...options, to }), to: to.account };
  },
});

const buildSnoozeCommand = defineCommand({
  ...DUTY,
  name: 'snooze',
  description: 'Put an incident off: until then nobody is told that nobody is at it.',
  arguments: ['id', 'text'],
  options: {
    ...{ ...ACT, id, text },
    forMs: durationFrom(minutes(1), days(7), {
      en: 'expected a duration from 1m to 7d, such as 4h',
      vi: 'cần khoảng thời gian từ 1m đến 7d, như 4h',
    }).describe('how long nothing is to be done'),
  },
  help: `
It is awake sooner where it gets worse or is opened again.

Examples:
  camwatch incidents snooze 1124-07 "Power is cut in the whole ward until the afternoon" --for 4h`,
  run: (scope, options): Done => {
    const context = incidentActor(scope, options);
    const untilMs = Date.now() + options.forMs;
    return { context, act: snoozeIncident(context, { ...options, untilMs }), untilMs };
  },
});

const buildReleaseCommand = defineCommand({
  ...DUTY,
  name: 'release',
  description: 'Give an incident back: nobody has it any more, and the next in line is told.',
  arguments: ['id'],
  options: { ...ACT, id, note },
  help: `
Examples:
  camwatch incidents release 1124-07
  camwatch incidents release link-7 --note "Not our line" --as contractor:vien-thong-1`,
  run: (scope, options): Done => {
    const context = incidentActor(scope, options);
    return { context, act: releaseIncident(context, { id: options.id, text: options.note }) };
  },
});

const buildMergeCommand = defineCommand({
  ...DUTY,
  name: 'merge',
  description: 'Show an incident with another one that has the same cause: the record of both goes on.',
  arguments: ['id'],
  options: { ...ACT, id, into: LinkIncident.shape.into.describe('that it is shown with'), note },
  help: `
Examples:
  camwatch incidents merge 1124-08 --into 1124-07
  camwatch incidents merge link-8 --into link-7 --note "Same duct"`,
  run: (scope, options): Done => {
    const context = incidentActor(scope, options);
    const { id, into, note: text } = options;
    return { context, act: linkIncident(context, { id, into, text }) };
  },
});

const buildUnmergeCommand = defineCommand({
  ...DUTY,
  name: 'unmerge',
  description: 'Take an incident out of the one it was merged into: it stands for itself again.',
  arguments: ['id'],
  options: { ...ACT, id, note },
  help: `
Examples:
  camwatch incidents unmerge 1124-08 --note "Another cause after all"`,
  run: (scope, options): Done => {
    const context = incidentActor(scope, options);
    return { context, act: unlinkIncident(context, { id: options.id, text: options.note }) };
  },
});

/** What people do about an incident beside acknowledging it and noting something. */
export const DUTY_COMMANDS: readonly ((context: Context) => Command)[] = [
  buildHandOverCommand,
  buildSnoozeCommand,
  buildReleaseCommand,
  buildMergeCommand,
  buildUnmergeCommand,
];
