import { describe, expect, test } from 'vitest';
import { MOST_UID_CHARACTERS, uidOf } from '#grafana/uid.ts';

describe('uidOf', () => {
  test('joins what is a uid already', () => {
    expect(uidOf('camwatch', 'agency', 'so-xay-dung')).toBe('camwatch-agency-so-xay-dung');
  });

  test.each(['Đống Đa', `D'Água (Leste)`, 'x'.repeat(60), '-', '7 de Abril', ''])(
    'makes a uid of %j that no other key has',
    (name) => {
      const uid = uidOf('cw', name);

      expect(uid).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
      expect(uid.length).toBeLessThanOrEqual(MOST_UID_CHARACTERS);
      expect(uid).not.toBe(uidOf('cw', `${name} `));
    },
  );

  test('gives no key the uid that another one was cut to', () => {
    const cut = uidOf('cw', 'folder', 'cong-an-thanh-pho-ha-noi-pc08-phong');
    const chosen = cut.slice('cw-folder-'.length);

    expect(uidOf('cw', 'folder', chosen)).not.toBe(cut);
    expect(uidOf(uidOf('-'))).not.toBe(uidOf('-'));
  });

  test('strips marks of Vietnamese, and tells names apart that then look alike', () => {
    expect(uidOf('Đống Đa')).toMatch(/^dong-da-[0-9a-f]{8}$/);
    expect(uidOf('Đống Đa')).not.toBe(uidOf('Đông Đà'));
  });
});
