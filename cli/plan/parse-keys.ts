import { InputError } from '../../core/input/input-error.ts';
import type { Said } from '../../core/language/said.ts';
import { findUnseen, sayUnseen } from '../../core/text/unseen-text.ts';

/** Reads `key=value` arguments. @throws INPUT_INVALID where one is none, or a key stands twice. */
export function parseKeys(pairs: readonly string[]): Readonly<Record<string, string>> {
  const written = new Map<string, string>();
  for (const pair of pairs) {
    const [, key, text] = /^([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)?)=(.*)$/su.exec(pair) ?? [];
    if (key === undefined || text === undefined) throw refuse(noPair(pair));
    if (written.has(key)) throw refuse(twice(key));
    const value = text.normalize('NFC').trim();
    const unseen = findUnseen(value);
    if (unseen) {
      const { en, vi } = sayUnseen(unseen);
      throw refuse({ en: `${key}: ${en}`, vi: `${key}: ${vi}` });
    }
    written.set(key, value);
  }
  return Object.fromEntries(written);
}

const refuse = (said: Said): InputError => new InputError([{ member: '', ...said }]);

const noPair = (got: string): Said => ({
  en: `expected key=value, such as percent=40, got "${got}"`,
  vi: `cần key=value, như percent=40, nhận được "${got}"`,
});

const twice = (key: string): Said => ({
  en: `expected each key once, got ${key} twice`,
  vi: `mỗi khóa chỉ được ghi một lần, nhận được hai lần ${key}`,
});
