import { expect, test } from 'vitest';
import { composeMessage } from '#alerts/notifications/messages/compose-message.ts';
import { cutLine, MESSAGE_OPTIONS, news } from '#test/support/message-city.ts';

const site = MESSAGE_OPTIONS.inventory.sites.get('hang-bai');
const commandOf = (cabinet: string) => {
  const sites = new Map([['hang-bai', { ...site, cabinet } as never]]);
  const incident = cutLine({
    id: `devices:cabinet:${cabinet}@5`,
    root: {
      kind: 'common',
      by: 'cabinet',
      name: cabinet,
      what: 'device',
      fallen: 5,
      of: 5,
      firstMs: 0,
      lastMs: 0,
    },
  });
  const { text } = composeMessage(news({ incident }), {
    ...MESSAGE_OPTIONS,
    inventory: { ...MESSAGE_OPTIONS.inventory, sites },
  });
  return /camwatch incidents .*/.exec(text)?.[0];
};

test.each([
  ['T-12', 'camwatch incidents ack devices:cabinet:T-12@5'],
  ['Tủ 12', "camwatch incidents ack 'devices:cabinet:Tủ 12@5'"],
  ['$(reboot); `id`', "camwatch incidents ack 'devices:cabinet:$(reboot); `id`@5'"],
  ["'; reboot; '", String.raw`camwatch incidents ack 'devices:cabinet:'\''; reboot; '\''@5'`],
  ['a\nreboot', 'camwatch incidents list'],
])('the command for a cabinet called %j does nothing else in a shell', (cabinet, expected) => {
  expect(commandOf(cabinet)).toBe(expected);
});
