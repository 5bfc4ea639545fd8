import { CancelWork, cancelWork } from '../../contracts/actions/works/cancel-work.ts';
import { actor, withCity } from '../print/city-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch maintenance cancel`. */
export const buildCancelCommand = defineCommand({
  name: 'cancel',
  description: 'Cancel planned work that has not ended: nothing is excused by it from now on.',
  arguments: ['id'],
  options: { ...WRITE, ...CITY, ...CancelWork.shape },
  help: `
Both rows stay on record. Who announced it cancels it, or an agency or DOST.

Examples:
  camwatch maintenance cancel 3 --by nha-thau-a --reason "Rain"`,
  open: withCity,
  run: (scope, options) => cancelWork(actor(scope, options), options),
  json: (ended) => ended,
  render: ({ id, recorded }, { wording: { texts } }) => [
    recorded ? texts.workCancelled(id) : texts.workCancelledWouldBe(id),
  ],
});
