import { Command } from 'commander';
import { loadKey } from '../../contracts/actions/key-place.ts';
import { buildDraft, expectOver } from '../../contracts/statements/build-statement.ts';
import { statementId } from '../../contracts/statements/statement-register.ts';
import { CamwatchError } from '../../core/errors.ts';
import type { Period } from '../../core/time/periods.ts';
import { versionsIn } from '../../core/time/versions.ts';
import type { Context } from '../shell/context.ts';
import { parseWords } from '../shell/parse-words.ts';
import { ALL_CONTRACTS, expectPeriod, expectPlace, factsOf, type Office, withOffice } from './office.ts';
import { addCommonOptions, addSealOptions, addWhichOptions, type SealOptions } from './options.ts';
import { renderSealed, type Sealed, sealAndFile } from './seal-and-file.ts';

interface Options extends SealOptions {
  readonly replace?: string;
}

/** What became of one of several contracts. */
type Outcome = Sealed | { readonly id: string; readonly refused: string };

/** `camwatch statement draft`: the figures of a period that is over, for the contractor to look at. */
export function buildDraftCommand(context: Context): Command {
  const { terminal, reportProblem } = context;
  const command = new Command('draft').description(
    'Draft the statement of a contract for a period that is over: from then on the contractor may object.',
  );
  addSealOptions(addCommonOptions(addWhichOptions(command, 'id of the contract, or "all" of them')));
  return command
    .option('--replace <why>', 'withdraw the draft that stands and make a new one', parseWords)
    .addHelpText(
      'after',
      `
The file is sealed (hash and Ed25519 signature), a copy of it is kept beside the ledger, and its hash is in the ledger's chain.
With "all", what is drafted already, or settled by another kind of period, is told and left; exit code 1 if nothing could be drafted.

Examples:
  camwatch statement draft --contract bao-tri-camera-noi-thanh --period 2026-10 --out october.json
  camwatch statement draft --contract all --period 2026-10 --out /srv/statements
  camwatch statement draft --contract c-1 --period 2026-10 --replace "claim 7 was accepted" --out october-2.json`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, async (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        const isAll = options.contract === ALL_CONTRACTS;
        if (!isAll) office.expectContract(options.contract);
        expectPlace(options.out, isAll ? 'folder' : 'file');
        expectOver(statementId(options.contract, period.label), period, office.nowMs);
        const contracts = isAll ? contractsIn(office, period) : [options.contract];
        const { key, path } = await loadKey(options, context);
        if (key.isNew) terminal.printError(`camwatch: ${office.words.texts.newKey(path)}`);
        const outcomes: Outcome[] = [];
        for (const contractId of contracts) {
          terminal.progress('draft', outcomes.length, contracts.length);
          outcomes.push(isAll ? tryOne(contractId) : draftOne(contractId));
        }
        terminal.clearProgress();
        if (options.json) terminal.printJson(isAll ? outcomes : outcomes[0]);
        else terminal.print(outcomes.map((outcome) => renderOutcome(outcome, office)).join('\n'));
        if (outcomes.every((outcome) => 'refused' in outcome)) reportProblem();

        function tryOne(contractId: string): Outcome {
          try {
            return draftOne(contractId);
          } catch (error) {
            if (!(error instanceof CamwatchError)) throw error;
            return { id: statementId(contractId, period.label), refused: error.said[office.language] };
          }
        }

        function draftOne(contractId: string): Sealed {
          const facts = factsOf(office, contractId, expectPeriod(office, contractId, options.period), {
            key,
          });
          const { life } = facts;
          if (options.replace === undefined || !life.draft || life.issued)
            return sealAndFile(office, { document: buildDraft(facts), life, key }, options);
          const { draft: _, ...undrafted } = life;
          const document = buildDraft({ ...facts, life: undrafted });
          return sealAndFile(office, { document, life, key, replaces: options.replace }, options);
        }
      });
    });
}

function contractsIn({ history }: Office, period: Period): readonly string[] {
  return [...history.contracts]
    .filter(([, versions]) =>
      versionsIn(versions, period).some(
        ({ value }) => value.fromMs < period.toMs && (value.toMs ?? Number.POSITIVE_INFINITY) > period.fromMs,
      ),
    )
    .map(([id]) => id)
    .sort();
}

const renderOutcome = (outcome: Outcome, office: Office): string =>
  'refused' in outcome ? outcome.refused : renderSealed(outcome, office);
