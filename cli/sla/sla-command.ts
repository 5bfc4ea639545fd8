import { Command, InvalidArgumentError, Option } from 'commander';
import { expectRightDays } from '../../availability/sums/expect-right-days.ts';
import { MEASURED_GROUPS } from '../../availability/sums/measured-sums.ts';
import { cityTimeZone, ledgerPath, type PlaceOptions } from '../../config/settings/ledger-place.ts';
import type { SlaAnswer, SlaGroup } from '../../contracts/answers/answer.ts';
import { answerMeasured } from '../../contracts/answers/measured-answer.ts';
import { withNames } from '../../contracts/answers/names.ts';
import type { SettledQuestion } from '../../contracts/answers/settled-answer.ts';
import { DEVICE_KINDS, type DeviceKind } from '../../core/domain/inventory.ts';
import { INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { LANGUAGES, type Language } from '../../core/language/language.ts';
import { renderCsv } from '../../core/text/render-csv.ts';
import { parsePeriod, periodOf } from '../../core/time/periods.ts';
import type { LedgerReader } from '../../ledger/record/ledger-reader.ts';
import { recordStore } from '../../ledger/sqlite/record-store.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { addPlaceOptions } from '../shell/ledger-place.ts';
import { answerJson, answerRows, renderAnswer } from './render-answer.ts';

interface Options extends PlaceOptions {
  readonly by: SlaGroup;
  readonly period?: string;
  readonly indicator?: Indicator;
  readonly kind?: DeviceKind | 'link';
  readonly worst?: number;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly lang?: Language;
}

/** `camwatch sla`: quick questions about availability. */
export function buildSlaCommand({ terminal, env }: Context): Command {
  return addPlaceOptions(new Command('sla'))
    .addOption(
      new Option('--by <group>', 'what is added up')
        .choices([...MEASURED_GROUPS, 'contract'])
        .default('agency'),
    )
    .option(
      '--period <period>',
      '2026-10, 2026-Q3, 2026, 2026-10-05, 2026-10-05..2026-10-20 (default: this month)',
    )
    .addOption(new Option('--indicator <name>', 'what was measured (default: reach)').choices(INDICATORS))
    .addOption(
      new Option('--kind <kind>', 'devices of this kind alone, or links').choices([...DEVICE_KINDS, 'link']),
    )
    .option('--worst <number>', 'only so many, the lowest availability first', parseCount)
    .addOption(new Option('--csv', 'print CSV for spreadsheets, with exact milliseconds').conflicts('json'))
    .option('--json', 'print JSON')
    .addOption(new Option('--lang <language>', 'language; otherwise from LANG').choices(LANGUAGES))
    .addHelpText(
      'after',
      `
These are measured figures: nothing is excused, nobody is to blame, and degraded counts as up. What was not known counts
neither way; "at least" takes all of it as down, "at most" as up. Aggregates are sums of time, never means of percentages.
Only --by contract settles, by the terms of each contract: where a statement was issued the row shows its figures and number, and
says where the record now gives others (statement restate).
Whole days come from their sums (camwatch ledger days), the rest from the intervals. Periods are the city's.

Examples:
  camwatch sla --by district --period 2026-10
  camwatch sla --by area --kind camera --indicator stream --worst 10
  camwatch sla --by contract --period 2026-Q3
  camwatch sla --by agency --period 2026 --csv > agencies.csv`,
    )
    .action(async (options: Options, self: Command) => {
      const { by, indicator = 'reach', kind, worst } = options;
      if (by === 'contract' && (kind !== undefined || options.indicator !== undefined)) {
        self.error('error: --by contract: every contract says what counts: leave out --kind and --indicator');
      }
      if (by !== 'contract' && by !== 'contractor' && by !== 'kind' && kind === 'link') {
        self.error(
          `error: --kind link: a link lies between places and belongs to no ${by}: expected --by kind, contractor or contract`,
        );
      }
      const timeZone = await cityTimeZone(options);
      const path = await ledgerPath(options);
      const nowMs = Date.now();
      const period =
        options.period === undefined
          ? periodOf('month', nowMs, timeZone)
          : (parsePeriod(options.period, timeZone) ??
            self.error(
              `error: --period: expected a period such as 2026-10, 2026-Q3, 2026 or 2026-10-05..2026-10-20, got "${options.period}"`,
            ));
      if (period.fromMs >= nowMs)
        self.error(`error: --period: expected one that has begun, got "${period.label}"`);
      using reader = recordStore(path).openReader();
      if (by !== 'contract' && expectRightDays(reader, path) === 'not-compared') {
        terminal.printError(
          `${path}: whole days come from sums that a record of this size is not compared with here: camwatch ledger verify does`,
        );
      }
      const common = { period, timeZone, nowMs, ...(worst === undefined ? {} : { worst }) };
      const answer =
        by === 'contract'
          ? await settle(reader, path, common)
          : withNames(
              reader,
              answerMeasured(reader, { ...common, by, indicator, ...(kind === undefined ? {} : { kind }) }),
              options.lang ?? languageOf(env),
            );
      if (options.json) terminal.printJson(answerJson(answer));
      else if (options.csv) terminal.print(renderCsv(answerRows(answer)).trimEnd());
      else terminal.print(renderAnswer(answer, options.lang ?? languageOf(env), terminal.style));
    });
}

/** Contracts need half of the program: it is not read for what was measured. */
async function settle(reader: LedgerReader, path: string, question: SettledQuestion): Promise<SlaAnswer> {
  const { answerSettled } = await import('../../contracts/answers/settled-answer.ts');
  return answerSettled(reader, path, question);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a whole number from 1 on');
}
