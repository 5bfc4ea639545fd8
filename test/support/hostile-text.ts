import fc from 'fast-check';

/** Text as people and devices make it: separators, quotes, escapes, line breaks, half characters, Vietnamese. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        ' ',
        ',',
        '=',
        '"',
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        "'",
        '#',
        'i',
        '1',
        'ổ',
        '📷',
        '\ud800',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('', 'constructor', '__proto__', 'time', 'Ngã tư Nguyễn Trãi, số 12 "cổng=2"'),
);

export const slug = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/);
