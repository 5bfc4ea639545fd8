import { Command } from 'commander';
import { buildObjection } from '../../contracts/actions/object-to-statement.ts';
import { openDecisionWriter } from '../../contracts/actions/open-decision-writer.ts';
import { expectUnchanged } from '../../contracts/statements/record-statement.ts';
import { bodyJson } from '../../contracts/statements/statement-register.ts';
import { storeAttachment } from '../../ledger/files/attachments.ts';
import type { Context } from '../shell/context.ts';
import { parseWords } from '../shell/parse-words.ts';
import { expectFiled, expectPeriod, withOffice } from './office.ts';
import {
  addAuthorOption,
  addCommonOptions,
  addWhichOptions,
  authorOf,
  collect,
  collectFile,
  collectNumbers,
  type DeedOptions,
} from './options.ts';

interface Options extends DeedOptions {
  readonly contract: string;
  readonly period: string;
  readonly by: string;
  readonly why: string;
  readonly line: readonly number[];
  readonly outage: readonly string[];
  readonly entity: readonly string[];
  readonly attach: readonly string[];
}

/** `camwatch statement object`: what the contractor does not agree with. */
export function buildObjectCommand(context: Context): Command {
  const { terminal } = context;
  const command = new Command('object').description(
    'Put on record what the contractor does not agree with, while the draft lies open to objections.',
  );
  addAuthorOption(addCommonOptions(addWhichOptions(command)));
  return command
    .requiredOption('--by <contractor>', 'id of the contractor that objects')
    .requiredOption('--why <text>', 'why', parseWords)
    .option('--line <numbers>', 'money lines, by their numbers in the draft; repeatable', collectNumbers, [])
    .option(
      '--outage <refs>',
      'outages by the row in which they began, such as 48211; repeatable',
      collect,
      [],
    )
    .option(
      '--entity <ids>',
      'devices and links by their ids; device: or link: before it where both have it; repeatable',
      collect,
      [],
    )
    .option('--attach <file>', 'a file that bears it out, kept by its hash; repeatable', collectFile, [])
    .addHelpText(
      'after',
      `
Without --line, --outage and --entity the objection is against all money lines.

Examples:
  camwatch statement object --contract c-1 --period 2026-10 --by keeper --line 3 --why "the power was cut, see claim 7"
  camwatch statement object --contract c-1 --period 2026-10 --by keeper --outage 48211 --why "cáp bị đào đứt" --attach photo.jpg`,
    )
    .action(async (options: Options) => {
      await withOffice(options, context, (office) => {
        const period = expectPeriod(office, options.contract, options.period);
        office.expectContract(options.contract);
        const life = office.life(options.contract, period);
        const filed = expectFiled(life);
        const objection = buildObjection(
          life,
          office.documentOf(filed),
          {
            lines: options.line,
            outages: options.outage,
            entities: options.entity,
            by: options.by.startsWith('contractor:') ? options.by : `contractor:${options.by}`,
            why: options.why,
          },
          office.nowMs,
        );
        const pen = openDecisionWriter(office, authorOf(options));
        try {
          const files = options.attach.map((file) => storeAttachment(office.path, file));
          const body = bodyJson({ ...objection, files });
          const row = pen.append(
            'statement',
            { id: life.id, action: 'objected', body },
            expectUnchanged(life),
          );
          const number = life.objections.length + 1;
          if (options.json) terminal.printJson({ id: life.id, number, row: row.seq, ...objection, files });
          else
            terminal.print(
              `${life.id}: ${office.words.texts.labels.objections} ${number} (${[...objection.lines, ...objection.outages, ...objection.entities].join('; ')})`,
            );
        } finally {
          pen.close();
        }
      });
    });
}
