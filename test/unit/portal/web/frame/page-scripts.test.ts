import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { LIVE_SCRIPT } from '#portal/web/frame/live-script.ts';
import { PAGE_SCRIPTS } from '#portal/web/frame/page-scripts.ts';

test('every script of the page can be read, and none ends the element it stands in', () => {
  for (const text of PAGE_SCRIPTS) {
    expect(() => new Script(text)).not.toThrow();
    expect(text).not.toMatch(/<\/script|<!--/i);
  }
});

test('what keeps a page up to date believes no clock of the browser', () => {
  expect(LIVE_SCRIPT).not.toMatch(/\bDate\b|timeOrigin/);
});
