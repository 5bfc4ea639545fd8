import { Command } from 'commander';
import { acknowledgeIncident } from '../../alerts/incidents/actions/act-on-incident.ts';
import type { Context } from '../shell/context.ts';
import { parseWords } from '../shell/parse-words.ts';
import { type ActOptions, addActOptions, performAct } from './act-command.ts';

interface Options extends ActOptions {
  readonly note?: string;
}

/** `camwatch incidents ack`. */
export function buildAckCommand(context: Context): Command {
  return addActOptions(new Command('ack'))
    .description('Acknowledge an incident: somebody is at it, and nobody need be told again that nobody is.')
    .argument('<id>', 'of the incident, or its beginning where that is unique')
    .option('--note <text>', 'what is being done about it', parseWords)
    .addHelpText(
      'after',
      `
Each party acknowledges once; where a contract counts the time to respond, that of its contractor counts. An incident that is
opened again is acknowledged again. It may be recorded while camwatch runs, and while it does not.

Examples:
  camwatch incidents ack link:link-7@1795707330657
  camwatch incidents ack link-7 --as contractor:vien-thong-1 --note "Splicing crew is on its way"`,
    )
    .action((id: string, options: Options) =>
      performAct(context, options, {
        perform: (acting) => acknowledgeIncident(acting, { id, text: options.note }),
        tell: ({ texts, party, id: shown, what }, incident, of) =>
          [texts.acknowledged(shown(incident.id), party(of)), `  ${what(incident.summary.root)}`].join('\n'),
      }),
    );
}
