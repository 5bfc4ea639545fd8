import { Argument, Command, Option } from 'commander';
import { deviceEntity, INDICATORS, type Indicator } from '../../core/domain/state.ts';
import { UNMEASURED_CAUSES, type UnmeasuredCause } from '../../core/domain/unmeasured.ts';
import { toJson } from '../../core/text/to-json.ts';
import { attachFiles, plannedFiles } from '../../ledger/decisions/attach-files.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { nextNumber, recordStep } from '../../ledger/decisions/record-step.ts';
import { checkUnmeasured, foldUnmeasured, type NewUnmeasured } from '../../ledger/decisions/unmeasured.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import { addCommonOptions, addDeedOptions, authorOf, type DeedOptions, readTime } from '../print/options.ts';
import { createWording, type Wording } from '../print/wording.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';

interface Options extends DeedOptions {
  readonly cause: UnmeasuredCause;
  readonly from?: string;
  readonly reason: string;
}

/** `camwatch unmeasured record`. */
export function buildRecordCommand({ terminal, env }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('record')))
    .description('Record that a check of a device gets no answer for a fault of ours.')
    .argument('<device>', 'id of the device')
    .addArgument(new Argument('<indicator>', 'what the check measures').choices(INDICATORS))
    .addOption(
      new Option('--cause <cause>', 'what is wrong on our side')
        .choices(UNMEASURED_CAUSES)
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'what happened', parseWords)
    .option('--from <time>', 'since when (default: since it has been silent)')
    .option('--dry-run', 'check everything and write nothing')
    .addHelpText(
      'after',
      `
An agency or DOST decides it. From its beginning to its end the check is unknown (measuring-fault), in live state, figures and
incidents; camwatch goes on asking. What was measured stays measured: it cannot begin before the last answer.

Examples:
  camwatch unmeasured record cam-0017 service --cause credentials --by cong-an-thanh-pho --reason "The password was changed by us"`,
    )
    .action((device: string, indicator: Indicator, options: Options, self: Command) =>
      withCityRecord(options, (record) => {
        const { reader, history, zone } = record;
        if (!history.devices.has(device)) {
          throw new DecisionError('SELECTION_UNKNOWN', {
            en: `expected a device of the inventory, got "${device}"`,
            vi: `cần thiết bị có trong danh mục, nhận được "${device}"`,
          });
        }
        const wording = createWording(options.lang ?? languageOf(env), { timeZone: zone.timeZone, history });
        const entity = deviceEntity(device);
        const nowMs = Date.now();
        const last = reader.changeBefore(entity, indicator, nowMs);
        const fromMs =
          options.from === undefined
            ? (last?.atMs ?? nowMs)
            : readTime(self, '--from', options.from, zone.timeZone);
        const { cause, reason } = options;
        const by = findParty(history, options.by);
        const files = plannedFiles(options.attach);
        const decision = { entity, indicator, cause, fromMs, by, reason, files };
        checkUnmeasured(foldUnmeasured(reader.decisions('unmeasured')), decision, {
          nowMs,
          at: wording.at,
          last,
        });
        const id = options.dryRun ? undefined : put(record, decision, options, wording);
        if (options.json) return terminal.printJson({ id, ...decision });
        const what = `${device} ${indicator}`;
        const since = wording.at(fromMs);
        const { texts } = wording;
        terminal.print(
          id === undefined ? texts.unmeasuredWouldBe(what, since) : texts.unmeasuredRecorded(id, what, since),
        );
      }),
    );
}

function put(
  { path, reader }: CityRecord,
  decision: NewUnmeasured & { readonly indicator: Indicator },
  options: Options,
  { at }: Wording,
): string {
  const id = nextNumber(reader.decisions('unmeasured'));
  const files = attachFiles(path, options.attach);
  const check = (rows: readonly Decision[]) => {
    if (rows.some((row) => row.id === id))
      throw new DecisionError('UNMEASURED_REFUSED', {
        en: 'somebody else recorded such a decision at the same moment: nothing was recorded, try again',
        vi: 'có người vừa ghi quyết định như vậy cùng lúc: chưa ghi gì, hãy thử lại',
      });
    const last = reader.changeBefore(decision.entity, decision.indicator, Date.now());
    checkUnmeasured(foldUnmeasured(rows), decision, { nowMs: Date.now(), at, last });
  };
  recordStep(path, 'unmeasured', { id, action: 'record', body: toJson({ ...decision, files }) }, check, {
    author: authorOf(options),
    nowMs: Date.now,
  });
  return id;
}
