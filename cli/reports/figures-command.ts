import { WriteFigures, writeFigures } from '../../reports/actions/write-figures.ts';
import { tellUnrecorded } from '../print/hand-out.ts';
import { defineCommand, openNothing } from '../shell/define-command.ts';
import { SEAL } from '../statements/options.ts';
import { checkScope } from './check-scope.ts';
import { openReportContext } from './report-context.ts';
import { FIGURES } from './report-options.ts';

const { to, out, force } = WriteFigures.shape;

/** `camwatch report figures`: the sealed figures alone. */
export const buildFiguresCommand = defineCommand({
  name: 'figures',
  description: 'Compute and seal the figures of a report, without a document.',
  options: { ...FIGURES, author: SEAL.author, to, out, force },
  help: `
The same ledger and --recorded-before give the same figures.

Examples:
  camwatch report figures --year 2025 --out figures-2025.json
  camwatch report figures --month 2025-10 | jq .document.sections.months`,
  check: checkScope,
  open: openNothing,
  run: async ({ cli }, options) => {
    const { figures, unrecorded } = await writeFigures(await openReportContext(options, cli), options);
    cli.terminal.clearProgress();
    tellUnrecorded(unrecorded, cli.terminal);
    return figures;
  },
  render: ({ text, document, sha256 }, _scope, { out: file }) => [
    file === undefined ? text.trimEnd() : `${file}  ${document.id}  SHA-256 ${sha256}`,
  ],
});
