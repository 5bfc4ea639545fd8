import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { PAGE_SCRIPTS } from '#portal/web/frame/page-scripts.ts';

test('every script of the page can be read, and none ends the element it stands in', () => {
  for (const text of PAGE_SCRIPTS) {
    expect(() => new Script(text)).not.toThrow();
    expect(text).not.toMatch(/<\/script|<!--/i);
  }
});
