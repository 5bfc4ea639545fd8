import { Command } from 'commander';
import { noteIncident } from '../../alerts/incidents/actions/act-on-incident.ts';
import type { Context } from '../shell/context.ts';
import { parseWords } from '../shell/parse-words.ts';
import { type ActOptions, addActOptions, performAct } from './act-command.ts';

/** `camwatch incidents note`. */
export function buildNoteCommand(context: Context): Command {
  return addActOptions(new Command('note'))
    .description('Write down something about an incident, also one that is resolved.')
    .argument('<id>', 'of the incident, or its beginning where that is unique')
    .argument('<text>', 'one line of 3 to 2000 characters', parseWords)
    .addHelpText(
      'after',
      `
Examples:
  camwatch incidents note link-7 "Cut by road works in Phố Huế, 30 m of cable to be replaced"
  camwatch incidents note link-7 "Spare router fitted" --as contractor:vien-thong-1`,
    )
    .action((id: string, text: string, options: ActOptions) =>
      performAct(context, options, {
        perform: (acting) => noteIncident(acting, { id, text }),
        tell: ({ texts, id: shown }, incident) => texts.noted(shown(incident.id)),
      }),
    );
}
