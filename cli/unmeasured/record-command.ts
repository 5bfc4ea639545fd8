import { RecordUnmeasured, recordUnmeasured } from '../../contracts/actions/works/record-unmeasured.ts';
import { actor, withCity } from '../print/city-scope.ts';
import { defineCommand } from '../shell/define-command.ts';
import { CITY, WRITE } from '../shell/shared-options.ts';

/** `camwatch unmeasured record`. */
export const buildRecordCommand = defineCommand({
  name: 'record',
  description: 'Record that a check of a device gets no answer for a fault of ours.',
  arguments: ['device', 'indicator'],
  options: { ...WRITE, ...CITY, ...RecordUnmeasured.shape },
  help: `
An agency or DOST decides it. From its beginning to its end the check is unknown (measuring-fault), in live state, figures and
incidents; camwatch goes on asking. What was measured stays measured: it cannot begin before the last answer.

Examples:
  camwatch unmeasured record cam-0017 service --cause credentials --by cong-an-thanh-pho --reason "The password was changed by us"`,
  open: withCity,
  run: (scope, options) => recordUnmeasured(actor(scope, options), options),
  json: ({ id, decision }) => ({ id, ...decision }),
  render: ({ id, decision }, { wording: { texts, at } }, { device, indicator }) => {
    const [what, since] = [`${device} ${indicator}`, at(decision.fromMs)];
    return [
      id === undefined ? texts.unmeasuredWouldBe(what, since) : texts.unmeasuredRecorded(id, what, since),
    ];
  },
});
