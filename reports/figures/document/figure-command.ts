import type { FiguresDocument } from './annual-figures.ts';

/** What anybody may run to get a figure again from the ledger, as of the same instant. */
export function figureCommand(document: FiguresDocument, figureId: string): string {
  const { scope, year, recordedBeforeMs } = document;
  const of =
    scope.kind === 'month'
      ? `--month ${scope.month}`
      : `--year ${year}${scope.kind === 'agency' ? ` --agency ${scope.agency}` : ''}`;
  const asOf = new Date(recordedBeforeMs).toISOString();
  return `./camwatch report figure ${figureId} ${of} --recorded-before ${asOf}`;
}
