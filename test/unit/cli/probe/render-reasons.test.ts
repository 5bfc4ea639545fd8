import { expect, test } from 'vitest';
import { renderReasons } from '#cli/probe/render-reasons.ts';
import { FAILURE_REASONS } from '#core/domain/probing.ts';

test('docs/reasons.md has a section for every reason, in their order', () => {
  const headings = [...renderReasons().matchAll(/^## `([a-z-]+)`: .+ \(.+\)$/gm)].map(([, reason]) => reason);

  expect(headings).toEqual([...FAILURE_REASONS]);
});

test('a section says what is different by protocol', () => {
  expect(renderReasons()).toContain(`## \`locked\`: account locked (tài khoản bị khóa)

The device has locked the account or this machine after too many wrong passwords. It is no outage.

- Find who keeps trying`);
  expect(renderReasons()).toContain('By `onvif`:\n\n- Make the user a "Media user" or "Operator" at least');
});
