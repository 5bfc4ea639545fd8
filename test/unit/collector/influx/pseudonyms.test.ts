import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPseudonyms } from '#collector/influx/pseudonyms.ts';
import { createSecret } from '#core/domain/secret.ts';

const [ONE, OTHER] = [createPseudonyms(createSecret('one')), createPseudonyms(createSecret('other'))];

test('a pseudonym is what the key makes of the name, the same after every start', () => {
  const digest = createHmac('sha256', 'one').update('device:cam-1').digest('hex');

  expect(ONE('device:cam-1')).toBe(`withheld-${digest.slice(0, 20)}`);
  expect(createPseudonyms(createSecret('one'))('device:cam-1')).toBe(ONE('device:cam-1'));
});

test('another name, and another key, give another one', () => {
  const all = [ONE('device:cam-1'), ONE('link:cam-1'), ONE('device:cam-1#Gi1'), OTHER('device:cam-1')];

  expect(new Set(all).size).toBe(4);
});
