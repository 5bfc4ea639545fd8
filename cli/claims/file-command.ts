import { Command } from 'commander';
import { checkFiling } from '../../contracts/claims/claim-rules.ts';
import { type ClaimPlan, planClaim } from '../../contracts/claims/plan-claim.ts';
import type { ExcuseCause } from '../../core/domain/contract-terms.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { attachFiles, plannedFiles } from '../../ledger/decisions/attach-files.ts';
import type { FiledClaim } from '../../ledger/decisions/claim-bodies.ts';
import { foldClaims } from '../../ledger/decisions/claims.ts';
import { DecisionError } from '../../ledger/decisions/decision-error.ts';
import { nextNumber, recordStep } from '../../ledger/decisions/record-step.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { findParty } from '../../ledger/history/known-parties.ts';
import { renderSelector, type Selector } from '../../ledger/history/select-entities.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import {
  addCommonOptions,
  addDeedOptions,
  addSelectorOptions,
  authorOf,
  collectNames,
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
import { CLAIM_CAUSES, parseCause } from './parse-cause.ts';

interface Options extends DeedOptions, Omit<Selector, 'contract'> {
  readonly contract?: string;
  readonly from: string;
  readonly to: string;
  readonly cutFrom?: string;
  readonly cutTo?: string;
  readonly cause: ExcuseCause;
  readonly evidence: string;
  readonly against: readonly string[];
  readonly received?: string;
}

/** `camwatch claim file`. */
export function buildFileCommand({ terminal, env }: Context): Command {
  const command = new Command('file').description(
    'File a claim: that what was down in a time be taken out of the figures, and why.',
  );
  addSelectorOptions(command, ['device', 'link', 'site', 'area', 'agency', 'cabinet']);
  return addCommonOptions(addDeedOptions(command))
    .option(
      '--contract <id>',
      'the contract whose figures it is about (default: the one of --by that answers for them)',
    )
    .requiredOption('--from <time>', 'from when on; a part of an outage may be claimed')
    .requiredOption('--to <time>', 'until when')
    .requiredOption('--cause <cause>', CLAIM_CAUSES.join(', '), parseCause)
    .requiredOption('--evidence <text>', 'what bears it out', parseWords)
    .option('--cut-from <time>', 'power cuts: when the power went off, where that is before --from')
    .option('--cut-to <time>', 'power cuts: when it came back, where that is after --to')
    .option('--against <party>', 'whom it blames, and who is heard first; repeatable', collectNames, [])
    .option('--received <time>', 'when it came in (default: now); earlier needs the paper (--attach)')
    .option('--dry-run', 'check everything and write nothing')
    .addHelpText(
      'after',
      `
${SELECTOR_RULE}
A claim for many (--area, --cabinet) takes those that are under the contract and had an outage in that time.
The contract's terms say how long after the end of an outage a claim may come in, and until when it is decided.

Examples:
  camwatch claim file --device cam-0001 --from "2026-10-05 08:10" --to "2026-10-05 11:40" --cause vandalism \\
    --by nha-thau-a --evidence "Pole knocked down, police report 12/BB" --attach report.pdf
  camwatch claim file --area ba-dinh --from "2026-10-05 08:00" --to "2026-10-05 11:30" --cause power-cut \\
    --by nha-thau-a --evidence "Notice of EVN of 2 October" --attach notice.pdf --dry-run`,
    )
    .action((options: Options, self: Command) =>
      withCityRecord(options, (record) => {
        const { history, reader, zone } = record;
        const { timeZone } = zone;
        const nowMs = Date.now();
        const wording = createWording(options.lang ?? languageOf(env), { timeZone, history });
        const { claim, plan } = readClaim(self, options, record, nowMs);
        const check = (rows: Iterable<Decision>) =>
          checkFiling(foldClaims(rows), claim, {
            outages: plan.outages,
            withinMs: plan.terms.claimWithinMs,
            nowMs,
            at: wording.at,
          });
        check(reader.decisions('claim'));
        const id = options.dryRun ? undefined : put(record, claim, options, check);
        if (options.json) {
          const isExcusable = plan.terms.excused.has(claim.cause);
          return terminal.printJson({ id, ...claim, isExcusable, withoutOutage: plan.withoutOutage });
        }
        terminal.print(renderFiled(id, claim, plan, wording).join('\n'));
      }),
    );
}

function readClaim(
  self: Command,
  options: Options,
  { history, reader, zone, cityTimeZone }: CityRecord,
  nowMs: number,
): { readonly claim: FiledClaim; readonly plan: ClaimPlan } {
  const { timeZone } = zone;
  const { contract: asked, cause, evidence, received } = options;
  const interval = readInterval(self, options, timeZone);
  const { contract: _, ...selector } = selectorOf({ ...options, contract: [] });
  const by = findParty(history, options.by);
  const against = options.against.map((text) => findParty(history, text));
  const cut = readCut(self, options, interval, timeZone);
  const plan = planClaim(
    reader,
    history,
    { by, ...(asked !== undefined && { contract: asked }), selector, interval, cause, against },
    cityTimeZone,
  );
  const receivedMs = received === undefined ? nowMs : readTime(self, '--received', received, timeZone);
  const claim: FiledClaim = {
    contract: plan.contract,
    cause,
    ...interval,
    ...(cut && { cut: { ...cut } }),
    // Where there is none, the rules say so.
    entities: plan.entities.length > 0 ? [...plan.entities] : [...plan.withoutOutage],
    selector: renderSelector(selector),
    by,
    against: [...plan.against],
    evidence,
    receivedMs,
    decideByMs: receivedMs + plan.terms.decideWithinMs,
    hearForMs: plan.terms.objectionMs,
    files: plannedFiles(options.attach),
  };
  return { claim, plan };
}

function readCut(
  self: Command,
  { cause, cutFrom, cutTo }: Options,
  interval: Interval,
  timeZone: string,
): Interval | undefined {
  if (cutFrom === undefined && cutTo === undefined) return undefined;
  if (cause !== 'power-cut') return self.error('error: --cut-from and --cut-to go with --cause power-cut');
  return {
    fromMs: cutFrom === undefined ? interval.fromMs : readTime(self, '--cut-from', cutFrom, timeZone),
    toMs: cutTo === undefined ? interval.toMs : readTime(self, '--cut-to', cutTo, timeZone),
  };
}

function put(
  { path, reader }: CityRecord,
  claim: FiledClaim,
  options: Options,
  check: (rows: Iterable<Decision>) => void,
): string {
  const id = nextNumber(reader.decisions('claim'));
  const body = toJson({ ...claim, files: attachFiles(path, options.attach) });
  const checkAll = (rows: readonly Decision[]) => {
    if (rows.some((row) => row.id === id))
      throw new DecisionError('CLAIM_REFUSED', {
        en: 'somebody else filed a claim at the same moment: nothing was recorded, try again',
        vi: 'có người vừa gửi đề nghị cùng lúc: chưa ghi gì, hãy thử lại',
      });
    check(rows);
  };
  recordStep(path, 'claim', { id, action: 'file', body }, checkAll, {
    author: authorOf(options),
    nowMs: Date.now,
  });
  return id;
}

function renderFiled(
  id: string | undefined,
  { cause, contract, fromMs, toMs, entities, decideByMs }: FiledClaim,
  { terms, withoutOutage, against }: ClaimPlan,
  { texts, span, at, parties, entities: names }: Wording,
): readonly string[] {
  const what = [texts.causes[cause], names(entities), span({ fromMs, toMs })] as const;
  return [
    id === undefined ? texts.claimWouldBe(...what) : texts.claimRecorded(id, ...what),
    ...(terms.excused.has(cause) ? [] : [texts.causeNotAgreed(contract, texts.causes[cause])]),
    ...(withoutOutage.length === 0
      ? []
      : [texts.withoutOutage(String(withoutOutage.length), names(withoutOutage))]),
    texts.decideUntil(at(decideByMs)),
    ...(against.length === 0 ? [] : [texts.blames(parties(against))]),
  ];
}
