import { Command } from 'commander';
import { type ClaimEffect, claimEffects } from '../../contracts/actions/claim-effects.ts';
import {
  answerUntilMs,
  checkDecider,
  checkDecision,
  type DecisionContext,
  hearingOf,
  partiesToHear,
} from '../../contracts/claims/claim-rules.ts';
import { readFiled } from '../../contracts/statements/record-statement.ts';
import { deviceEntity, type Entity, linkEntity } from '../../core/domain/state.ts';
import { omitUndefined } from '../../core/text/omit-undefined.ts';
import { toJson } from '../../core/text/to-json.ts';
import type { Interval } from '../../core/time/intervals.ts';
import { attachFiles, plannedFiles } from '../../ledger/decisions/attach-files.ts';
import type { DecidedClaim } from '../../ledger/decisions/claim-bodies.ts';
import { type Claim, findClaim, foldClaims } from '../../ledger/decisions/claims.ts';
import type { Party } from '../../ledger/decisions/party.ts';
import { recordStep } from '../../ledger/decisions/record-step.ts';
import type { CityRecord } from '../../ledger/history/city-record.ts';
import { decidersOf, findParty } from '../../ledger/history/known-parties.ts';
import type { Decision } from '../../ledger/record/decisions.ts';
import { withCityRecord } from '../print/open-city-record.ts';
import {
  addCommonOptions,
  addDeedOptions,
  authorOf,
  collectNames,
  type DeedOptions,
  readTime,
} from '../print/options.ts';
import { createWording, type Wording } from '../print/wording.ts';
import type { Context } from '../shell/context.ts';
import { languageOf } from '../shell/language-of.ts';
import { parseWords } from '../shell/parse-words.ts';
import { effectsToJson, renderEffects } from './render-effects.ts';

interface Options extends DeedOptions {
  readonly accept?: boolean;
  readonly reject?: boolean;
  readonly reason: string;
  readonly from?: string;
  readonly to?: string;
  readonly cutFrom?: string;
  readonly cutTo?: string;
  readonly device: readonly string[];
  readonly link: readonly string[];
  readonly yes?: boolean;
}

/** `camwatch claim decide`. */
export function buildDecideCommand({ terminal, env, reportProblem }: Context): Command {
  return addCommonOptions(addDeedOptions(new Command('decide')))
    .description('Decide on a claim, wholly or in part; shows the figures before and after first.')
    .argument('<number>', 'of the claim, as camwatch claim list gives it')
    .option('--accept', 'what was down in the time is taken out of the figures')
    .option('--reject', 'nothing is')
    .requiredOption('--reason <text>', 'why', parseWords)
    .option('--from <time>', 'accept only from then on')
    .option('--to <time>', 'accept only until then')
    .option(
      '--cut-from <time>',
      'power cuts: when the power went off, as is found; else as claimed, else when what is claimed begins',
    )
    .option(
      '--cut-to <time>',
      'power cuts: when it came back, as is found; else as claimed, else when what is accepted ends',
    )
    .option(
      '--device <id>',
      'accept only for this device; repeatable, or separated by commas',
      collectNames,
      [],
    )
    .option('--link <id>', 'accept only for this link; likewise', collectNames, [])
    .option('--yes', 'record the decision; without it figures are shown and nothing is recorded')
    .option('--dry-run', 'show the figures before and after, and record nothing')
    .addHelpText(
      'after',
      `
The agency of the contract decides, or DOST; never the party or the account that filed. Whom the claim blames and whose
figures change must have been heard (camwatch claim hear), or have let its time to answer pass. A decision is final.
Exit code 1 when nothing was recorded for want of --yes.

Examples:
  camwatch claim decide 7 --accept --by so-xay-dung --reason "As EVN confirms" --dry-run
  camwatch claim decide 7 --accept --by so-xay-dung --reason "As EVN confirms" --yes
  camwatch claim decide 7 --accept --to "2026-10-05 10:00" --device cam-0001,cam-0002 --by dost --reason "Power was back at 10" --yes
  camwatch claim decide 7 --reject --by so-xay-dung --reason "No notice of the power company" --yes`,
    )
    .action((id: string, options: Options, self: Command) => {
      const { accept = false, reject = false } = options;
      if (accept === reject) return self.error('error: expected --accept or --reject, one of them');
      return withCityRecord(options, (record) => {
        const { path, reader, history, zone } = record;
        const { timeZone } = zone;
        const nowMs = Date.now();
        const wording = createWording(options.lang ?? languageOf(env), { timeZone, history });
        const claim = findClaim(foldClaims(reader.decisions('claim')), id);
        const decided = readDecision(self, options, claim, record);
        const decider = {
          nowMs,
          at: wording.at,
          author: authorOf(options),
          deciders: decidersOf(history, claim, nowMs),
        };
        checkDecider(new Map([[id, claim]]), id, decided, decider);
        const effects = previewOf(record, claim, decided, nowMs);
        const affected = affectedBy(effects);
        const context: DecisionContext = { ...decider, affected };
        const toHear = partiesToHear(claim, decided.by, affected);
        if (!options.json)
          terminal.print(
            [
              ...(accept
                ? [renderAccepted(claim, decided, wording), ...renderEffects(effects, wording)]
                : []),
              ...renderParties(claim, toHear, nowMs, wording),
            ].join('\n'),
          );
        const check = (rows: Iterable<Decision>) =>
          checkDecision(foldClaims(rows), id, { ...decided, affected: [...affected] }, context);
        check(reader.decisions('claim'));
        const isRecorded = options.yes === true && options.dryRun !== true;
        if (isRecorded) {
          const files = attachFiles(path, options.attach);
          const body = toJson({ ...decided, affected: [...affected], files });
          recordStep(path, 'claim', { id, action: 'decide', body }, check, {
            author: context.author,
            nowMs: Date.now,
          });
        }
        const { status } = findClaim(foldClaims(reader.decisions('claim', { id })), id);
        if (options.json)
          terminal.printJson({
            id,
            recorded: isRecorded,
            status,
            decision: { ...decided, affected },
            effects: effectsToJson(effects),
            hearings: toHear.map((party) => ({ party, hearing: hearingOf(claim, party, nowMs) })),
          });
        else terminal.print(renderOutcome(claim, { isRecorded, status, nowMs }, options, wording).join('\n'));
        if (!isRecorded && options.dryRun !== true) reportProblem();
      });
    });
}

function readDecision(
  self: Command,
  options: Options,
  claim: Claim,
  { history, zone }: CityRecord,
): DecidedClaim {
  const { accept = false, from, to, cutFrom, cutTo, reason, device, link } = options;
  const by = findParty(history, options.by);
  const files = plannedFiles(options.attach);
  const entities: Entity[] = [...device.map(deviceEntity), ...link.map(linkEntity)];
  if (!accept) {
    if ([from, to, cutFrom, cutTo].some((time) => time !== undefined) || entities.length > 0)
      return self.error('error: --from, --to, --cut-from, --cut-to, --device and --link go with --accept');
    return { verdict: 'rejected', by, reason, files };
  }
  const { fromMs, toMs } = partOf(self, { from, to }, claim.interval, zone.timeZone);
  return {
    verdict: 'accepted',
    by,
    reason,
    fromMs,
    toMs,
    entities: entities.length > 0 ? entities : [...claim.entities],
    ...readCut(self, options, zone.timeZone),
    files,
  };
}

/** What the decision finds of when the power was off. */
function readCut(self: Command, { cutFrom, cutTo }: Options, timeZone: string): Pick<DecidedClaim, 'cut'> {
  if (cutFrom === undefined && cutTo === undefined) return {};
  return {
    cut: {
      ...(cutFrom !== undefined && { fromMs: readTime(self, '--cut-from', cutFrom, timeZone) }),
      ...(cutTo !== undefined && { toMs: readTime(self, '--cut-to', cutTo, timeZone) }),
    },
  };
}

function partOf(
  self: Command,
  { from, to }: { readonly from: string | undefined; readonly to: string | undefined },
  { fromMs, toMs }: Interval,
  timeZone: string,
): Interval {
  return {
    fromMs: from === undefined ? fromMs : readTime(self, '--from', from, timeZone),
    toMs: to === undefined ? toMs : readTime(self, '--to', to, timeZone),
  };
}

/** Nothing changes by a rejection. */
function previewOf(
  { path, reader, history, cityTimeZone }: CityRecord,
  claim: Claim,
  { verdict, fromMs, toMs, entities, cut }: DecidedClaim,
  nowMs: number,
): readonly ClaimEffect[] {
  if (verdict === 'rejected') return [];
  const accepted = {
    interval: { fromMs: fromMs ?? claim.interval.fromMs, toMs: toMs ?? claim.interval.toMs },
    entities: entities ?? claim.entities,
    ...(cut && { cut: omitUndefined(cut) }),
  };
  return claimEffects(reader, history, claim, {
    accepted,
    timeZone: cityTimeZone,
    nowMs,
    readFiled: (filed) => readFiled(path, filed),
  });
}

function affectedBy(effects: readonly ClaimEffect[]): readonly Party[] {
  const changing = effects.filter(({ changed }) => changed.length > 0);
  return [...new Set(changing.flatMap(({ contractor }) => contractor ?? []))];
}

function renderAccepted(
  { id, cause, interval, entities }: Claim,
  { fromMs, toMs, entities: accepted }: DecidedClaim,
  { texts, span, entities: names }: Wording,
): string {
  const part = { fromMs: fromMs ?? interval.fromMs, toMs: toMs ?? interval.toMs };
  return texts.wouldAccept(id, texts.causes[cause], names(accepted ?? entities), span(part));
}

function renderParties(
  claim: Claim,
  toHear: readonly Party[],
  nowMs: number,
  { texts, party, at }: Wording,
): readonly string[] {
  if (toHear.length === 0) return [];
  return [
    texts.partiesHeading,
    ...toHear.map((one) => {
      const hearing = hearingOf(claim, one, nowMs);
      const untilMs = hearing === 'asked' ? answerUntilMs(claim, one) : undefined;
      return `  ${party(one)}: ${untilMs === undefined ? texts.hearings[hearing] : texts.askedUntil(at(untilMs))}`;
    }),
  ];
}

function renderOutcome(
  { id, decideByMs }: Claim,
  {
    isRecorded,
    status,
    nowMs,
  }: { readonly isRecorded: boolean; readonly status: Claim['status']; readonly nowMs: number },
  { dryRun }: Options,
  { texts, at }: Wording,
): readonly string[] {
  if (!isRecorded) return [dryRun ? texts.notRecorded : texts.sayYes];
  return [
    texts.decided(id, texts.statuses[status]),
    ...(nowMs > decideByMs ? [texts.lateDecision(at(decideByMs))] : []),
  ];
}
