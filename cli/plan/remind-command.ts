import { existsSync, mkdirSync, statSync } from 'node:fs';
import { z } from 'zod';
import { InputError } from '../../core/input/input-error.ts';
import { dateText } from '../../core/language/date-text.ts';
import { inLanguage } from '../../core/language/in-language.ts';
import { RemindUnits, remindUnits, UrgeUnits, urgeUnits } from '../../plan/actions/remind-units.ts';
import { defineCommand } from '../shell/define-command.ts';
import { authorOf, CITY, WRITE } from '../shell/shared-options.ts';
import { openReminders } from './remind-scope.ts';
import { remindTextsEn as en } from './remind-texts-en.ts';
import { remindTextsVi as vi } from './remind-texts-vi.ts';
import { letterToJson, reminderToJson, renderLetters, renderReminders } from './render-reminders.ts';
import { longWork } from './with-plan.ts';

const { atMs, by, dryRun, forms } = RemindUnits.shape;
const { together, again, out, format } = UrgeUnits.shape;
const letters = z
  .boolean()
  .default(false)
  .describe(
    'letters (công văn đôn đốc) to units that are late, or whose form is to be mended, in place of mails',
  );

const remindTexts = inLanguage({ en, vi });

/** `camwatch plan remind`: what is due is sent now; a camwatch that runs does it by itself. */
export const buildRemindCommand = defineCommand({
  name: 'remind',
  description: 'Remind units that have not handed in, by e-mail; or write letters to those that are late.',
  options: { ...CITY, atMs, by, author: WRITE.author, forms, dryRun, letters, together, again, out, format },
  help: `
Days before the deadline, who urges whom and contacts stand in plan.yaml (reminders). Each reminder is sent once and put on record;
of days that passed without one the latest is made up. A unit whose form came in with errors, or blank, is told what to mend at once. "camwatch run" sends what is due from 08:00 on, in the city's time.
Exit code 1 where a unit has no address, or a mail could not be sent: it stays due.

Examples:
  camwatch plan remind --dry-run
  camwatch plan remind --by so-khoa-hoc-va-cong-nghe --forms "https://so.example/bieu-mau"
  camwatch plan remind --letters --out /srv/cong-van --format docx,pdf
  camwatch plan remind --letters --together --out /srv/cong-van`,
  open: openReminders,
  run: async ({ city, openMail, cli }, options) => {
    const { atMs = Date.now(), dryRun, out = '.' } = options;
    const remind = { city, author: authorOf(options), ...longWork(cli, 'remind') };
    if (!options.letters)
      return { atMs, reminders: await remindUnits({ ...remind, openMail }, { ...options, atMs }) };
    if (!dryRun) makeFolder(out);
    return { atMs, letters: await urgeUnits(remind, { ...options, atMs }) };
  },
  json: ({ reminders, letters }) => reminders?.map(reminderToJson) ?? letters?.map(letterToJson),
  render: ({ atMs, reminders, letters = [] }, { city, cli }, { dryRun: isDryRun }) => {
    const [texts, asOf] = [remindTexts(cli.language), dateText(city.zone.dayAt(atMs).date)];
    if (!reminders) return [renderLetters(letters, texts, asOf)];
    return [renderReminders(reminders, texts, { asOf, isDryRun, terminal: cli.terminal })];
  },
  isProblem: ({ reminders = [] }) =>
    reminders.some(({ outcome }) => outcome === 'no-address' || outcome === 'failed'),
});

/** @throws INPUT_INVALID */
function makeFolder(out: string): void {
  try {
    if (!existsSync(out)) mkdirSync(out);
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    throw refuseOut(
      `${out}: expected a folder that can be made, got: ${got}`,
      `${out}: cần thư mục tạo được, nhận được: ${got}`,
    );
  }
  if (!statSync(out).isDirectory())
    throw refuseOut(`${out}: expected a folder, got a file`, `${out}: cần thư mục, nhận được một tệp`);
}

const refuseOut = (en: string, vi: string): InputError => new InputError([{ member: 'out', en, vi }]);
