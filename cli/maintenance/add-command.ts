import { SelectionInput } from '../../contracts/actions/selection-input.ts';
import {
  type AnnouncedResult,
  AnnounceWork,
  announceWork,
} from '../../contracts/actions/works/announce-work.ts';
import type { WorkOutcome } from '../../contracts/settle/judge-work.ts';
import { describeAllowed } from '../../reports/words/describe-allowed.ts';
import { actor, type CityScope, withCity } from '../print/city-scope.ts';
import { SELECTOR_RULE } from '../print/options.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch maintenance add`. */
export const buildAddCommand = defineCommand({
  name: 'add',
  description: 'Announce planned work: a window, and what is worked on.',
  options: { ...SelectionInput, ...WRITE, ...CITY, ...AnnounceWork.shape },
  help: `
${SELECTOR_RULE}
What is announced later than a contract agrees is recorded all the same, and excuses nothing under that contract.

Examples:
  camwatch maintenance add --device cam-0001 --from "2026-10-05 23:00" --to "2026-10-06 02:00" --by nha-thau-a --reason "New lens"
  camwatch maintenance add --area ba-dinh --contract bao-tri-a --from "2026-10-05 23:00" --to "2026-10-06 02:00" \\
    --by nha-thau-a --announced "2026-10-01 09:00" --attach letter.pdf --reason "New switches" --dry-run`,
  open: withCity,
  run: (scope, options) => announceWork(actor(scope, options), options),
  json: ({ id, work, outcomes }) => ({ id, ...work, outcomes }),
  render: renderAnnounced,
});

function renderAnnounced({ id, work, outcomes }: AnnouncedResult, { wording }: CityScope): readonly string[] {
  const { texts, entities, span } = wording;
  const what = [entities(work.entities), span(work)] as const;
  return [
    id === undefined ? texts.workWouldBe(...what) : texts.workRecorded(id, ...what),
    ...(outcomes.length === 0 ? [texts.noContract] : outcomes.flatMap((one) => renderOutcome(one, wording))),
  ];
}

function renderOutcome(
  { contract, outcome, noticeMs, agreedMs, allowed }: WorkOutcome,
  { texts, amounts, figures, language }: CityScope['wording'],
): readonly string[] {
  if (outcome === 'not-agreed') return [texts.workNotAgreed(contract)];
  const notice = noticeMs > 0 ? amounts.duration(noticeMs) : '';
  const agreed = agreedMs > 0 ? amounts.duration(agreedMs) : '';
  if (outcome === 'late') return [texts.announcedLate(contract, notice, agreed)];
  const told = allowed
    ? describeAllowed(allowed, { language, span: amounts.duration, period: figures.period })
    : [];
  return [texts.announcedInTime(contract, notice, agreed), ...told.map((line) => `    ${line}`)];
}
