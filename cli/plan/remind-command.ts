import { existsSync, mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { createNotifiers } from '../../alerts/notifications/notifiers/create-notifiers.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { Settings } from '../../config/settings/settings-schema.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { createZone } from '../../core/time/zone.ts';
import { openLedgerReader } from '../../ledger/sqlite/reading/read-ledger.ts';
import { expectPlan } from '../../plan/actions/open-plan.ts';
import { type Mail, remindUnits, urgeUnits } from '../../plan/actions/remind-units.ts';
import { dateInWords } from '../../plan/reminders/missing-items.ts';
import type { ReminderOutcome } from '../../plan/reminders/remind.ts';
import {
  LETTER_FORMATS,
  type LetterFormat,
  type LetterOutcome,
} from '../../plan/reminders/remind-letters.ts';
import { addCommonOptions, type CommonOptions } from '../print/options.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseName, parseWords } from '../shell/parse-words.ts';
import { readTime } from '../shell/read-time.ts';
import { authorOf } from '../shell/shared-options.ts';
import type { Terminal } from '../shell/terminal.ts';
import { remindTextsEn as en, type RemindTexts } from './remind-texts-en.ts';
import { remindTextsVi as vi } from './remind-texts-vi.ts';

interface Options extends CommonOptions {
  readonly at?: string;
  readonly by?: string;
  readonly author?: string;
  readonly dryRun?: boolean;
  readonly forms?: string;
  readonly letters?: boolean;
  readonly again?: boolean;
  readonly out?: string;
  readonly format: readonly LetterFormat[];
}

const remindTexts = inLanguage({ en, vi });

/** `camwatch plan remind`: what is due is sent now; a camwatch that runs does it by itself. */
export function buildRemindCommand(context: Context): Command {
  const { terminal, env, stop, reportProblem } = context;
  const command = addCommonOptions(new Command('remind'))
    .description('Remind units that have not handed in, by e-mail; or write letters to those that are late.')
    .option('--at <instant>', 'what is due at another time than now, such as 2026-10-30')
    .option('--by <agency>', 'only what this agency urges, by the matrix of plan.yaml')
    .option(
      '--author <name>',
      'the account that puts it on record (default: the user who runs the command)',
      parseName,
    )
    .option('--forms <where>', 'where the forms are to be had, named in the mail', parseWords)
    .option('--dry-run', 'say what would be done; send, write and record nothing')
    .option('--letters', 'letters (công văn đôn đốc) to units whose deadline is over, in place of mails')
    .option('--again', 'with --letters: also to units that have one on record')
    .option('--out <folder>', 'folder for the letters (default: the current one)')
    .addOption(
      new Option('--format <formats>', `of ${LETTER_FORMATS.join(', ')}, separated by commas`)
        .argParser(parseFormats)
        .default(['docx'], 'docx'),
    );
  return command
    .addHelpText(
      'after',
      `
Days before the deadline, who urges whom and contacts stand in plan.yaml (reminders). Each reminder is sent once and put on record;
of days that passed without one the latest is made up. "camwatch run" sends what is due from 08:00 on, in the city's time.
Exit code 1 where a unit has no address, or a mail could not be sent: it stays due.

Examples:
  camwatch plan remind --dry-run
  camwatch plan remind --by so-khoa-hoc-va-cong-nghe --forms "https://so.example/bieu-mau"
  camwatch plan remind --letters --out /srv/cong-van --format docx,pdf`,
    )
    .action(async (options: Options) => {
      const config = await loadConfig(options.config);
      const zone = createZone(options.timeZone ?? config.settings.city.timeZone);
      const cityZone = createZone(config.settings.city.timeZone);
      const { timeZone } = cityZone;
      const { definition: plan } = await expectPlan(options.config, {
        timeZone,
        inventory: config.inventory,
      });
      if (options.by !== undefined && !config.inventory.agencies.has(options.by))
        command.error(`error: --by: expected the id of an agency of the inventory, got "${options.by}"`);
      const path = options.ledger ?? resolve(options.config, config.settings.ledger.path);
      const texts = remindTexts(options.lang ?? languageOf(env));
      // A day by itself is meant as a whole: what is due on it.
      const atMs =
        options.at === undefined
          ? Date.now()
          : (cityZone.parseInstantMs(options.at) ?? readTime(command, '--at', options.at, zone.timeZone));
      using closing = new DisposableStack();
      const reader = openLedgerReader(path);
      closing.defer(reader.close);
      const onProgress = (done: number, total: number) => terminal.progress('remind', done, total);
      const remind = {
        city: { plan, inventory: config.inventory, zone: cityZone, path, reader },
        ...{ author: authorOf(options), stop, onProgress },
      };
      const asOf = dateInWords(cityZone.dayAt(atMs).date);
      const { by, forms: formPlace, dryRun = false, again } = options;
      if (options.letters) {
        const out = dryRun ? '.' : expectFolder(command, options.out ?? '.');
        const wish = { atMs, by, dryRun, out, formats: [...options.format], again };
        const outcomes = await urgeUnits(remind, wish);
        terminal.clearProgress();
        if (options.json) return terminal.printJson(outcomes.map(letterToJson));
        return terminal.print(renderLetters(outcomes, texts, asOf));
      }
      const openMail = () => openMailOf(config.settings.alerts, env);
      const outcomes = await remindUnits({ ...remind, openMail }, { atMs, by, formPlace, dryRun });
      terminal.clearProgress();
      if (outcomes.some(({ outcome }) => outcome === 'no-address' || outcome === 'failed')) reportProblem();
      if (options.json) return terminal.printJson(outcomes.map(reminderToJson));
      terminal.print(renderReminders(outcomes, texts, { asOf, isDryRun: dryRun, terminal }));
    });
}

async function openMailOf(alerts: Settings['alerts'], env: NodeJS.ProcessEnv): Promise<Mail> {
  const notifiers = alerts && (await createNotifiers(alerts, env));
  return {
    notifier: notifiers?.notifierOf({ channel: 'email', recipient: 'plan' }),
    close: async () => await notifiers?.close(),
  };
}

function expectFolder(command: Command, out: string): string {
  try {
    if (!existsSync(out)) mkdirSync(out);
    if (statSync(out).isDirectory()) return out;
    return command.error(`error: --out: ${out}: expected a folder, got a file`);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return command.error(`error: --out: ${out}: expected a folder that can be made, got: ${got}`);
  }
}

function parseFormats(text: string): readonly LetterFormat[] {
  const named = text.split(',').map((name) => name.trim().toLowerCase());
  const known = LETTER_FORMATS.filter((format) => named.includes(format));
  if (known.length === new Set(named).size) return known;
  throw new InvalidArgumentError(`expected some of ${LETTER_FORMATS.join(', ')}, separated by commas`);
}

const reminderToJson = ({ reminder, ...rest }: ReminderOutcome) => ({
  id: reminder.id,
  agency: reminder.agency.id,
  year: reminder.year.year,
  deadline: reminder.year.unitsDeadlineDate,
  daysBefore: reminder.daysBefore,
  daysLeft: reminder.daysLeft,
  from: reminder.rule.from,
  ...rest,
});

const letterToJson = ({ late, ...rest }: LetterOutcome) => ({
  id: late.id,
  agency: late.agency.id,
  year: late.year.year,
  deadline: late.year.unitsDeadlineDate,
  daysLate: -late.daysLeft,
  from: late.rule.from,
  ...rest,
});

const STYLES = { sent: 'green', planned: 'reset', 'no-address': 'yellow', failed: 'red' } as const;

function renderReminders(
  outcomes: readonly ReminderOutcome[],
  texts: RemindTexts,
  {
    asOf,
    isDryRun,
    terminal,
  }: { readonly asOf: string; readonly isDryRun: boolean; readonly terminal: Terminal },
): string {
  if (outcomes.length === 0) return texts.nothingDue(asOf);
  const lines = outcomes.map(({ reminder, outcome, contacts, notes }) => {
    const { agency, year, daysBefore, daysLeft } = reminder;
    const what = texts.due({
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateInWords(year.unitsDeadlineDate),
      daysBefore: String(daysBefore),
      daysLeft: String(daysLeft),
    });
    const told = [contacts.join(', '), ...notes].filter((part) => part !== '').join('; ');
    return `${terminal.style(STYLES[outcome], texts.outcomes[outcome])}  ${what}${told === '' ? '' : `\n    ${told}`}`;
  });
  const count = (outcome: ReminderOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const values = { sent: count('sent'), noAddress: count('no-address'), failed: count('failed') };
  return [
    ...lines,
    isDryRun ? texts.nothingSent : texts.counts(values),
    ...(values.noAddress === '0' ? [] : [texts.byLetter]),
  ].join('\n');
}

function renderLetters(outcomes: readonly LetterOutcome[], texts: RemindTexts, asOf: string): string {
  if (outcomes.length === 0) return texts.nobodyLate(asOf);
  const lines = outcomes.map(({ late, outcome, files }) => {
    const { agency, year, daysLeft } = late;
    const what = texts.late({
      agency: `${agency.name} (${agency.id})`,
      year: String(year.year),
      deadline: dateInWords(year.unitsDeadlineDate),
      daysLate: String(-daysLeft),
    });
    return [`${texts.letters[outcome]}  ${what}`, ...files.map((file) => `    ${file}`)].join('\n');
  });
  const count = (outcome: LetterOutcome['outcome']) =>
    String(outcomes.filter((each) => each.outcome === outcome).length);
  const isPlanned = outcomes.some(({ outcome }) => outcome === 'planned');
  return [
    ...lines,
    isPlanned ? texts.nothingSent : texts.letterCounts(count('written'), count('before')),
  ].join('\n');
}
