import { EndUnmeasured, endUnmeasured } from '../../contracts/actions/works/end-unmeasured.ts';
import { actor, withCity } from '../print/city-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch unmeasured end`. */
export const buildEndCommand = defineCommand({
  name: 'end',
  description: 'End it: from now on the check counts as measured again, and silence is down.',
  arguments: ['id'],
  options: { ...WRITE, ...CITY, ...EndUnmeasured.shape },
  help: `
Both rows stay on record.

Examples:
  camwatch unmeasured end 3 --by cong-an-thanh-pho --reason "The new community is set"`,
  open: withCity,
  run: (scope, options) => endUnmeasured(actor(scope, options), options),
  json: (ended) => ended,
  render: ({ id, recorded }, { wording: { texts } }) => [
    recorded ? texts.unmeasuredEnded(id) : texts.unmeasuredEndedWouldBe(id),
  ],
});
