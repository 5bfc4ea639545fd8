import { KIND_WORDS } from './words.ts';

/** What the figure of an id is called in a sentence; one without words of its own is named by its id. */
export function figureWords(id: string): string {
  const [, kind = '', step = ''] = /^movement\.city\.([a-z]+|\*)\.([a-zA-Z]+)$/.exec(id) ?? [];
  const kinds: Readonly<Record<string, string>> = { ...KIND_WORDS, '*': 'thiết bị' };
  const [thing, words] = [kinds[kind], STEP_WORDS[step]];
  return thing === undefined || words === undefined ? `chỉ tiêu ${id}` : `số ${thing} ${words}`;
}

const STEP_WORDS: Readonly<Record<string, string>> = {
  opening: 'đầu kỳ',
  installed: 'lắp mới',
  received: 'tiếp nhận',
  handedOver: 'bàn giao',
  scrapped: 'thanh lý',
  closing: 'cuối kỳ',
};
