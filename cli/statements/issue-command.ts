import { Command } from 'commander';
import { loadKey } from '../../contracts/actions/key-place.ts';
import {
  type Agreement,
  buildIssue,
  expectAgreeing,
  refused,
} from '../../contracts/statements/build-statement.ts';
import type { StatementDocument } from '../../contracts/statements/statement-schema.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import type { Context } from '../shell/context.ts';
import { parseName } from '../shell/parse-words.ts';
import { expectFiled, expectPeriod, factsOf, type Office, withOffice } from './office.ts';
import {
  addCommonOptions,
  addSealOptions,
  addWhichOptions,
  collectFile,
  type SealOptions,
} from './options.ts';
import { renderSealed, sealAndFile } from './seal-and-file.ts';

interface Options extends SealOptions {
  readonly agreedBy?: string;
  readonly attach: readonly string[];
}

/** `camwatch statement issue`: what was drafted, with what is disputed set apart. */
export function buildIssueCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command('issue').description(
    'Issue the statement that was drafted, once the contractor can object no more; disputed money is set apart.',
  );
  addSealOptions(addCommonOptions(addWhichOptions(command)));
  return command
    .option(
      '--agreed-by <contractor>',
      'id of the contractor, where it agreed before the time is over',
      parseName,
    )
    .option('--attach <file>', 'the paper on which it agreed, kept by its hash; repeatable', collectFile, [])
    .addHelpText(
      'after',
      `
Objections that were made stay disputed, also where the contractor agreed. Refused where nothing of the period is on record, and
where figures changed since the draft: the contractor is to see the new ones first (statement draft --replace).

Examples:
  camwatch statement issue --contract c-1 --period 2026-10 --out october-issued.json
  camwatch statement issue --contract c-1 --period 2026-10 --agreed-by keeper --attach minutes.pdf --json`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, async (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        office.expectContract(options.contract);
        const draft = office.documentOf(expectFiled(office.life(options.contract, period)));
        const { key } = await loadKey(options, context);
        const facts = factsOf(office, options.contract, period, { key, asOfMs: draft.asOfMs });
        const agreement = agreementOf(office, draft, options);
        const document = buildIssue(facts, draft, agreement ? { agreement } : {});
        const sealed = sealAndFile(office, { document, life: facts.life, key }, options);
        if (options.json) terminal.printJson(sealed);
        else terminal.print(renderSealed(sealed, office));
      });
    });
}

/** Nothing is kept of a paper before it is clear who agreed. */
function agreementOf(
  { path }: Office,
  draft: StatementDocument,
  { agreedBy, attach }: Pick<Options, 'agreedBy' | 'attach'>,
): Agreement | undefined {
  if (agreedBy === undefined) {
    if (attach.length === 0) return undefined;
    throw refused(draft.id, {
      en: 'expected --agreed-by with --attach, got none',
      vi: 'cần --agreed-by đi cùng --attach, không có',
    });
  }
  const by = agreedBy.startsWith('contractor:') ? agreedBy : `contractor:${agreedBy}`;
  expectAgreeing(draft, by);
  return { by, files: attach.map((file) => storeAttachment(path, file)) };
}
