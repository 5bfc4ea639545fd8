import { Command } from 'commander';
import { termsAt } from '../../contracts/terms-at.ts';
import type { Entity } from '../../core/domain/state.ts';
import { toJson } from '../../core/text/to-json.ts';
import { attachFiles, plannedFiles } from '../../ledger/decisions/attach-files.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { nextNumber, recordStep } from '../../ledger/decisions/record-step.ts';
import { type AddedWork, checkAddedWork, foldMaintenance } from '../../ledger/decisions/works.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { contractsOf, findParty, partiesOf } from '../../ledger/history/known-parties.ts';
import { renderSelector, type Selector, selectEntities } from '../../ledger/history/select-entities.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import {
  addCommonOptions,
  addDeedOptions,
  addSelectorOptions,
  authorOf,
  type DeedOptions,
  readInterval,
  readTime,
  SELECTOR_RULE,
  selectorOf,
} from '../print/options.ts';
import { createWording, type Wording } from '../print/wording.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';

interface Options extends DeedOptions, Selector {
  readonly from: string;
  readonly to: string;
  readonly announced?: string;
  readonly reason: string;
}

/** `camwatch maintenance add`. */
export function buildAddCommand({ terminal, env }: Context): Command {
  const command = new Command('add').description('Announce planned work: a window, and what is worked on.');
  return addCommonOptions(addDeedOptions(addSelectorOptions(command)))
    .requiredOption('--from <time>', 'when it begins')
    .requiredOption('--to <time>', 'when it ends')
    .requiredOption('--reason <text>', 'what is done', parseWords)
    .option(
      '--announced <time>',
      'when the parties were told (default: now); earlier needs the paper (--attach)',
    )
    .option('--dry-run', 'check everything, say what it would excuse, and write nothing')
    .addHelpText(
      'after',
      `
${SELECTOR_RULE}
What is announced later than a contract agrees is recorded all the same, and excuses nothing under that contract.

Examples:
  camwatch maintenance add --device cam-0001 --from "2026-10-05 23:00" --to "2026-10-06 02:00" --by nha-thau-a --reason "New lens"
  camwatch maintenance add --area ba-dinh --contract bao-tri-a --from "2026-10-05 23:00" --to "2026-10-06 02:00" \\
    --by nha-thau-a --announced "2026-10-01 09:00" --attach letter.pdf --reason "New switches" --dry-run`,
    )
    .action((options: Options, self: Command) =>
      withCityRecord(options, (record) => {
        const nowMs = Date.now();
        const { timeZone } = record.zone;
        const wording = createWording(options.lang ?? languageOf(env), { timeZone, history: record.history });
        const interval = readInterval(self, options, timeZone);
        const announcedMs =
          options.announced === undefined
            ? nowMs
            : readTime(self, '--announced', options.announced, timeZone);
        const selector = selectorOf(options);
        const by = findParty(record.history, options.by);
        const entities = selectEntities(record.history, selector, interval);
        const work = {
          ...interval,
          entities: [...entities],
          selector: renderSelector(selector),
          announcedMs,
          by,
          reason: options.reason,
          files: plannedFiles(options.attach),
        };
        checkAddedWork(foldMaintenance(record.reader.decisions('maintenance')), work, {
          nowMs,
          at: wording.at,
        });
        const outcomes = judgeNotice(record, work);
        const id = options.dryRun ? undefined : put(record, work, options, wording);
        if (options.json) return terminal.printJson({ id, ...work, outcomes });
        const what = [wording.entities(entities), wording.span(interval)] as const;
        const head =
          id === undefined ? wording.texts.workWouldBe(...what) : wording.texts.workRecorded(id, ...what);
        terminal.print([head, ...renderOutcomes(outcomes, wording)].join('\n'));
      }),
    );
}

function put({ path, reader }: CityRecord, work: AddedWork, options: Options, { at }: Wording): string {
  const id = nextNumber(reader.decisions('maintenance'));
  const files = attachFiles(path, options.attach);
  const check = (rows: readonly Decision[]) => {
    if (rows.some((row) => row.id === id))
      throw new DecisionError('MAINTENANCE_REFUSED', {
        en: 'somebody else recorded planned work at the same moment: nothing was recorded, try again',
        vi: 'có người vừa ghi bảo trì cùng lúc: chưa ghi gì, hãy thử lại',
      });
    checkAddedWork(foldMaintenance(rows), work, { nowMs: Date.now(), at });
  };
  recordStep(path, 'maintenance', { id, action: 'add', body: toJson({ ...work, files }) }, check, {
    author: authorOf(options),
    nowMs: Date.now,
  });
  return id;
}

/** What one contract makes of the announcement. */
interface NoticeOutcome {
  readonly contract: string;
  readonly outcome: 'in-time' | 'late' | 'not-agreed';
  readonly noticeMs: number;
  readonly agreedMs: number;
}

/** The contracts that the announcement is about: of a contractor its own, of an agency or DOST all. */
function judgeNotice({ history, cityTimeZone }: CityRecord, work: AddedWork): readonly NoticeOutcome[] {
  const contracts = new Set(
    (work.entities satisfies readonly Entity[]).flatMap((entity) => [...contractsOf(history, entity, work)]),
  );
  const own = [...contracts].filter(
    (contract) =>
      !work.by.startsWith('contractor:') || partiesOf(history, contract, work.fromMs).contractor === work.by,
  );
  return own.sort().map((contract) => {
    const { excused, plannedWork } = termsAt(history, contract, {
      atMs: work.fromMs,
      timeZone: cityTimeZone,
    });
    const noticeMs = work.fromMs - work.announcedMs;
    const agreedMs = plannedWork?.noticeMs ?? 0;
    if (!excused.has('planned-work')) return { contract, outcome: 'not-agreed', noticeMs, agreedMs };
    return { contract, outcome: noticeMs >= agreedMs ? 'in-time' : 'late', noticeMs, agreedMs };
  });
}

function renderOutcomes(outcomes: readonly NoticeOutcome[], { texts, amounts }: Wording): readonly string[] {
  if (outcomes.length === 0) return [texts.noContract];
  return outcomes.map(({ contract, outcome, noticeMs, agreedMs }) => {
    if (outcome === 'not-agreed') return texts.workNotAgreed(contract);
    const notice = noticeMs > 0 ? amounts.duration(noticeMs) : '';
    const agreed = agreedMs > 0 ? amounts.duration(agreedMs) : '';
    return outcome === 'late'
      ? texts.announcedLate(contract, notice, agreed)
      : texts.announcedInTime(contract, notice, agreed);
  });
}
